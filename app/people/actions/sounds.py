"""The row of a recorded sound."""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.extensions import db
from app.people.models import StoredSound
from app.people.parts import Part
from app.sounds import KeptSound


def add_sound(
    by: Account, person_id: uuid.UUID, part: Part, kept: KeptSound, said: str, language: str
) -> StoredSound:
    """The row of a sound that storage has, added. Call inside an action."""
    sound = sound_row(by, person_id, part, kept, said, language)
    db.session.add(sound)
    db.session.flush()
    return sound


def sound_row(
    by: Account, person_id: uuid.UUID, part: Part, kept: KeptSound, said: str, language: str
) -> StoredSound:
    """The same, to be added with what it belongs to. `said` is in `language`."""
    return StoredSound(
        person_id=person_id,
        part=part,
        file_key=kept.file_key,
        seconds=kept.seconds,
        said=said,
        language=language,
        added_by=by.id,
    )
