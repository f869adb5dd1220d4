"""A photo and a sound that go with an answer: kept as rows that the draft names, both or none."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action
from app.people.actions.about_me import add_photo
from app.people.actions.sounds import add_sound
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused
from app.sounds import KeptSound
from app.storage import KeptPicture

__all__ = ["Refused", "keep_files"]


@action
def keep_files(
    *,
    by: Account,
    viewer: Relation,
    part: Part,
    photo: KeptPicture | None,
    alt: str,
    sound: KeptSound | None,
    said: str,
    language: str,
) -> dict[str, str]:
    """The rows of what storage has, as {"photo": id, "sound": id}. Raises Refused."""
    if not viewer.shares(Part.OUTCOMES, Level.COMMENT):
        raise Refused(NOT_YOURS)
    found = {}
    if photo is not None:
        found["photo"] = str(add_photo(by, viewer.person.id, part, photo, alt).id)
    if sound is not None:
        made = add_sound(by, viewer.person.id, part, sound, said, language)
        found["sound"] = str(made.id)
    return found
