"""A photo or a sound of a section: the same words, suggested or written with another file."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.people.actions.about_me import add_photo
from app.people.actions.sounds import add_sound
from app.people.models import Person
from app.people.parts import Part
from app.plans.actions.said import Overtaken, Said, working
from app.plans.actions.words import suggest, take_back, write
from app.plans.models import DecidedBy, SectionText, Suggestion
from app.plans.predicates import deciding
from app.plans.queries.suggestions import own_waiting
from app.sounds import KeptSound
from app.storage import KeptPicture


@dataclass(frozen=True)
class Sent:
    """The form that carries the file: its key, and the working text that its sender saw."""

    key: uuid.UUID
    base_id: uuid.UUID | None


@action
def put_photo(
    *, by: Account, person: Person, section: Part, sent: Sent, kept: KeptPicture | None, alt: str
) -> SectionText | Suggestion | Overtaken:
    """Another photo of a section, or none. Raises Refused."""

    def photo_id() -> uuid.UUID | None:
        return add_photo(by, person.id, section, kept, alt).id if kept is not None else None

    return _put(by, person, section, sent, photo_id=photo_id)


@action
def put_sound(
    *,
    by: Account,
    person: Person,
    section: Part,
    sent: Sent,
    kept: KeptSound | None,
    said: str,
    language: str,
) -> SectionText | Suggestion | Overtaken:
    """Another sound of a section, or none. `said`: what is said in it. Raises Refused."""

    def sound_id() -> uuid.UUID | None:
        if kept is None:
            return None
        return add_sound(by, person.id, section, kept, said, language).id

    return _put(by, person, section, sent, sound_id=sound_id)


def _put(
    by: Account,
    person: Person,
    section: Part,
    sent: Sent,
    **changed: Callable[[], uuid.UUID | None],
) -> SectionText | Suggestion | Overtaken:
    stands = working(person.id, section)
    how = deciding(by, person.id, section)
    decides = how is not None and how.basis is not DecidedBy.SPEAKER
    is_twice = db.session.get(Suggestion, sent.key) is not None
    if not is_twice and (stands.id if stands else None) != sent.base_id:
        return Overtaken(stands)
    if decides:
        said = _same_words(by, stands, {} if is_twice else changed)
        return write(
            by=by, person=person, section=section, key=sent.key, base_id=sent.base_id, said=said
        )
    # What the writer suggested just before goes along: two halves would undo each other.
    own = None if is_twice else own_waiting(by.id, person.id, section)
    if own is not None and own.base_id != sent.base_id:
        own = None
    said = _same_words(by, own or stands, {} if is_twice else changed)
    made = suggest(
        by=by, person=person, section=section, key=sent.key, base_id=sent.base_id, said=said
    )
    if own is not None:
        take_back(by=by, person=person, suggestion=own)
    return made


def _same_words(
    by: Account,
    before: SectionText | Suggestion | None,
    changed: dict[str, Callable[[], uuid.UUID | None]],
) -> Said:
    files = {
        "photo_id": before.photo_id if before else None,
        "sound_id": before.sound_id if before else None,
        **{name: made() for name, made in changed.items()},
    }
    return Said(
        content=before.content if before else {},
        language=before.language if before else by.language,
        helped_by=tuple(before.helped_by) if before and before.written_by == by.id else (),
        photo_id=files["photo_id"],
        sound_id=files["sound_id"],
    )
