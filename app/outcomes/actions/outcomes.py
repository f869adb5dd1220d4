"""Making an outcome, saying it in other words, and saying where it stands."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.outcomes.models import (
    Achievement,
    Lifecycle,
    Outcome,
    OutcomeBasis,
    OutcomeState,
    OutcomeText,
)
from app.outcomes.predicates import deciding_by_records
from app.outcomes.queries.outcomes import Shown, outcome_for
from app.people.models import Person, Relationship
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added

__all__ = ["NOTHING_SAID", "Refused", "TextSaid", "make", "move", "write"]
NOTHING_SAID = _l("Choose a picture, or write something.")
NOT_OPEN = _l("Somebody changed this just now. Look at it again.")

# What the person can make of an outcome, from where it stands.
WAYS: dict[Lifecycle, tuple[Lifecycle, ...]] = {
    Lifecycle.PROPOSED: (Lifecycle.ACTIVE, Lifecycle.REJECTED),
    Lifecycle.ACTIVE: (Lifecycle.COMPLETED, Lifecycle.ON_HOLD, Lifecycle.CANCELLED),
    Lifecycle.ON_HOLD: (Lifecycle.ACTIVE, Lifecycle.CANCELLED),
    Lifecycle.COMPLETED: (Lifecycle.ACTIVE,),
    Lifecycle.CANCELLED: (Lifecycle.ACTIVE,),
    Lifecycle.REJECTED: (Lifecycle.ACTIVE,),
}
ACHIEVED = {
    Lifecycle.ACTIVE: Achievement.IN_PROGRESS,
    Lifecycle.COMPLETED: Achievement.ACHIEVED,
    Lifecycle.CANCELLED: Achievement.NOT_ACHIEVED,
}


@dataclass(frozen=True)
class TextSaid:
    """What an outcome is, as somebody says it: cleaned words, a picture, ids of files."""

    title: str = ""
    why: str = ""
    picture: str = ""
    language: str = "en"
    photo_id: uuid.UUID | None = None
    sound_id: uuid.UUID | None = None
    helped_by: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.picture or self.photo_id or self.sound_id)


@action
def make(
    *,
    by: Account,
    viewer: Relation,
    key: uuid.UUID,
    said: TextSaid,
    section: Part | None = None,
) -> Outcome:
    """Something new that the person wants; from anybody else a thought that waits for them.

    `key` becomes the id: a form sent twice is kept once. Raises Refused.
    """
    person = viewer.person
    if not viewer.shares(Part.OUTCOMES, Level.WRITE):
        raise Refused(NOT_YOURS)
    there = db.session.get(Outcome, key)
    if there is not None:
        return _own(there, by, person)
    if said.is_empty:
        raise Refused(NOTHING_SAID)
    made = Outcome(
        id=key,
        person_id=person.id,
        made_by=by.id,
        made_as=_as(viewer),
        section=section,
    )
    if not added(made):
        return _own(db.session.get_one(Outcome, key), by, person)
    _text(by, made.id, 1, said)
    first = Lifecycle.ACTIVE if viewer.is_person else Lifecycle.PROPOSED
    _state(by, made, 1, first)
    record("outcome.made", by=by, person=person.id, about=f"outcome:{made.id}")
    return made


def _own(there: Outcome, by: Account, person: Person) -> Outcome:
    if there.person_id != person.id or there.made_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there


def _one_by_one(viewer: Relation) -> None:
    """Other words and the yes to them at one instant: the second waits here on PostgreSQL."""
    alone = select(Person.id).where(Person.id == viewer.person.id)
    db.session.execute(alone.with_for_update(key_share=True))


def _as(viewer: Relation) -> Relationship | None:
    """As what somebody says it; None for the person."""
    return None if viewer.member is None else viewer.member.relationship_kind


@action
def write(*, by: Account, viewer: Relation, shown: Shown, said: TextSaid) -> OutcomeText | None:
    """Other words or another picture. None when somebody else wrote since the form was opened.

    The person writes on any; a member only on what they thought of and the person did not take on.
    Raises Refused.
    """
    if not viewer.is_person:
        _one_by_one(viewer)
    if not (viewer.is_person or _waits(by, viewer, shown.id)):
        raise Refused(NOT_YOURS)
    if said.is_empty:
        raise Refused(NOTHING_SAID)
    made = _text(by, shown.id, shown.text.number + 1, said)
    if made is not None:
        record("outcome.written", by=by, person=viewer.person.id, about=f"outcome:{shown.id}")
    return made


def _waits(by: Account, viewer: Relation, outcome_id: uuid.UUID) -> bool:
    """Is it this member's own thought, which the person did not take on up to this moment?"""
    if not viewer.shares(Part.OUTCOMES, Level.WRITE):
        return False
    shown = outcome_for(viewer, outcome_id)
    return (
        shown is not None
        and shown.outcome.made_by == by.id
        and shown.lifecycle is Lifecycle.PROPOSED
    )


def _text(by: Account, outcome_id: uuid.UUID, number: int, said: TextSaid) -> OutcomeText | None:
    made = OutcomeText(
        outcome_id=outcome_id,
        number=number,
        title=said.title,
        why=said.why,
        picture=said.picture,
        photo_id=said.photo_id,
        sound_id=said.sound_id,
        language=said.language,
        written_by=by.id,
        helped_by=list(said.helped_by),
    )
    return made if added(made) else None


@action
def move(
    *,
    by: Account,
    viewer: Relation,
    outcome_id: uuid.UUID,
    seen: int,
    lifecycle: Lifecycle,
    read: int = 0,
    words: str = "",
    language: str = "en",
) -> OutcomeState:
    """The person says where an outcome stands. `seen`: the number of the state they saw.

    `read`: the number of the words they read. What somebody thinks of can still get other words
    from whoever thought of it: a yes is to the words that were read, and to no others.

    Where the person has no account, whoever decides for them does, on records that are kept.
    Raises Refused: for anybody else, for a way that is not there, and when somebody was first.
    """
    _one_by_one(viewer)
    shown = outcome_for(viewer, outcome_id)
    how = None if viewer.is_person else deciding_by_records(by, viewer.person.id)
    if shown is None or not (viewer.is_person or how):
        raise Refused(NOT_YOURS)
    if shown.lifecycle is lifecycle:
        return shown.state
    if shown.state.number != seen or lifecycle not in WAYS[shown.lifecycle]:
        raise Refused(NOT_OPEN)
    takes_on = shown.lifecycle is Lifecycle.PROPOSED and lifecycle is Lifecycle.ACTIVE
    if takes_on and shown.text.number != read:
        raise Refused(NOT_OPEN)
    made = _state(by, shown.outcome, seen + 1, lifecycle, words, language)
    if how is not None:
        db.session.add(OutcomeBasis(state_id=made.id, decided_by=by.id, **how.columns))
        db.session.flush()
    record(
        "outcome.moved",
        by=by,
        person=viewer.person.id,
        about=f"outcome:{outcome_id}",
        facts={"lifecycle": lifecycle.value},
    )
    return made


def _state(
    by: Account,
    outcome: Outcome,
    number: int,
    lifecycle: Lifecycle,
    words: str = "",
    language: str = "en",
) -> OutcomeState:
    made = OutcomeState(
        outcome_id=outcome.id,
        number=number,
        lifecycle=lifecycle,
        achievement=ACHIEVED.get(lifecycle),
        words=words,
        language=language,
        said_by=by.id,
    )
    if not added(made):
        raise Refused(NOT_OPEN)
    return made
