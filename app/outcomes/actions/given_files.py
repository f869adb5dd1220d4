"""A photo and a sound that go with an answer. Until it is kept they are files that a draft names.

No row is made before: what is taken away on the way then belongs to nothing, and the worker throws
it away (`app/people/actions/stored_files.py`).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from app.accounts.models import Account
from app.database import clean_text
from app.people.actions.about_me import photo_row
from app.people.actions.sounds import sound_row
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import Part
from app.sounds import KeptSound
from app.storage import KeptPicture


@dataclass(frozen=True)
class GivenFiles:
    """Files that storage has, with their words: what is in the photo, what is said in the sound."""

    photo: KeptPicture | None = None
    alt: str = ""
    sound: KeptSound | None = None
    said: str = ""
    said_in: str = "en"

    @classmethod
    def of_draft(cls, draft: Mapping[str, str]) -> GivenFiles:
        """What a draft names, its words cleaned."""
        photo, sound = draft.get("photo"), draft.get("sound")
        return cls(
            photo=KeptPicture(
                photo,
                draft["photo_small"],
                int(draft["photo_width"]),
                int(draft["photo_height"]),
            )
            if photo
            else None,
            alt=clean_text(draft.get("alt", "")).strip(),
            sound=KeptSound(sound, int(draft["sound_seconds"])) if sound else None,
            said=clean_text(draft.get("said", "")).strip(),
            said_in=draft.get("said_in") or "en",
        )

    def rows(
        self, by: Account, person_id: uuid.UUID, part: Part
    ) -> tuple[StoredPhoto | None, StoredSound | None]:
        """The rows of both, to be added with what they belong to."""
        return (
            photo_row(by, person_id, part, self.photo, self.alt) if self.photo else None,
            sound_row(by, person_id, part, self.sound, self.said, self.said_in)
            if self.sound
            else None,
        )


def in_a_draft(photo: KeptPicture | None, sound: KeptSound | None) -> dict[str, str]:
    """The files as a draft names them: by these names the worker knows that they are needed."""
    found: dict[str, str] = {}
    if photo is not None:
        found |= {
            "photo": photo.file_key,
            "photo_small": photo.thumb_key,
            "photo_width": str(photo.width),
            "photo_height": str(photo.height),
        }
    if sound is not None:
        found |= {"sound": sound.file_key, "sound_seconds": str(sound.seconds)}
    return found


def taken_from_a_draft(kind: str) -> dict[str, str]:
    """What a draft says when its photo or its sound was taken away."""
    names = {"photo": ("photo", "photo_small"), "sound": ("sound",)}
    return dict.fromkeys(names.get(kind, ()), "")
