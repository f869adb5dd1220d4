"""A photo or a sound of an outcome: something new with it, or the same words with another file."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.outcomes.actions.outcomes import NOTHING_SAID, Refused, TextSaid, make, write
from app.outcomes.models import Outcome, OutcomeText
from app.outcomes.queries.outcomes import Shown
from app.people.actions.about_me import add_photo
from app.people.actions.sounds import add_sound
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS
from app.sounds import KeptSound
from app.storage import KeptPicture

__all__ = ["FileSent", "Refused", "make_with", "put", "uses"]


@dataclass(frozen=True)
class FileSent:
    """A file that storage has, or neither: then it goes. `words`: what is in it, or said in it."""

    photo: KeptPicture | None = None
    sound: KeptSound | None = None
    words: str = ""
    language: str = "en"


@action
def make_with(
    *, by: Account, viewer: Relation, key: uuid.UUID, sent: FileSent, section: Part | None = None
) -> Outcome:
    """Something new, said by a photo or a sound alone. Raises Refused.

    A form sent twice: what was made first, and nothing of this file is kept.
    """
    if not viewer.shares(Part.OUTCOMES, Level.WRITE):
        raise Refused(NOT_YOURS)
    if db.session.get(Outcome, key) is not None:
        return make(by=by, viewer=viewer, key=key, said=TextSaid())
    photo_id, sound_id = _rows(by, viewer, sent)
    said = TextSaid(photo_id=photo_id, sound_id=sound_id, language=sent.language)
    return make(by=by, viewer=viewer, key=key, said=said, section=section)


@action
def put(
    *, by: Account, viewer: Relation, shown: Shown, kind: str, sent: FileSent
) -> OutcomeText | None:
    """The same words with another photo or sound, or with none. None when somebody was first.

    Raises Refused.
    """
    removes = sent.photo is None and sent.sound is None
    if removes and not shown.text.says_more_than(kind):
        raise Refused(NOTHING_SAID)
    before = shown.text.row
    photo_id, sound_id = _rows(by, viewer, sent)
    said = TextSaid(
        title=before.title,
        why=before.why,
        picture=before.picture,
        language=before.language,
        photo_id=photo_id if kind == "photo" else before.photo_id,
        sound_id=sound_id if kind == "sound" else before.sound_id,
        helped_by=tuple(before.helped_by),
    )
    return write(by=by, viewer=viewer, shown=shown, said=said)


def uses(outcome_id: uuid.UUID, sent: FileSent) -> bool:
    """Does the newest text of this outcome hold the file that was sent?"""
    text = db.session.scalar(
        select(OutcomeText)
        .where(OutcomeText.outcome_id == outcome_id)
        .order_by(OutcomeText.number.desc())
        .limit(1)
    )
    held = {each.file_key for each in (text and text.photo, text and text.sound) if each}
    return {each.file_key for each in (sent.photo, sent.sound) if each} <= held


def _rows(
    by: Account, viewer: Relation, sent: FileSent
) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    person_id = viewer.person.id
    photo = sent.photo and add_photo(by, person_id, Part.OUTCOMES, sent.photo, sent.words)
    sound = sent.sound and add_sound(
        by, person_id, Part.OUTCOMES, sent.sound, sent.words, sent.language
    )
    return photo.id if photo else None, sound.id if sound else None
