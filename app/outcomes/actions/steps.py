"""Steps towards an outcome: who does what until when, and what became of it. Rows are added."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.outcomes.models import Outcome, Step, StepStands, StepState
from app.outcomes.models.outcomes import OPEN
from app.outcomes.queries.outcomes import Shown
from app.outcomes.queries.steps import StepShown
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added

__all__ = ["Refused", "StepSaid", "add_step", "change_step", "may_tell", "tell"]
SAY_WHAT = _l("Choose a picture, or write what somebody does.")
IS_OVER = _l("This is over. No new steps come to it.")


@dataclass(frozen=True)
class StepSaid:
    """A step as somebody says it. `who`: "me", the id of a member as text, or empty: nobody yet."""

    what: str = ""
    picture: str = ""
    who: str = ""
    due_on: date | None = None
    language: str = "en"

    @property
    def is_empty(self) -> bool:
        return not (self.what or self.picture)


@action
def add_step(
    *, by: Account, viewer: Relation, shown: Shown, key: uuid.UUID, said: StepSaid
) -> Step:
    """The next step. `key` becomes its id: a form sent twice is kept once. Raises Refused."""
    _may_write(viewer)
    there = db.session.get(Step, key)
    if there is not None:
        return _own(there, by, shown)
    if said.is_empty:
        raise Refused(SAY_WHAT)
    if shown.lifecycle not in OPEN:
        raise Refused(IS_OVER)
    made = _step(by, shown.outcome, key, key, 1, said)
    if not added(made):
        return _own(db.session.get_one(Step, key), by, shown)
    _record(by, viewer, "step.added", made)
    return made


@action
def change_step(
    *, by: Account, viewer: Relation, shown: Shown, step: StepShown, seen: int, said: StepSaid
) -> Step | None:
    """Another who, what or when. None when somebody else was first. Raises Refused."""
    _may_write(viewer)
    if said.is_empty:
        raise Refused(SAY_WHAT)
    if step.step.number != seen:
        return None
    made = _step(by, shown.outcome, uuid.uuid4(), step.thread, seen + 1, said)
    if not added(made):
        return None
    _record(by, viewer, "step.changed", made)
    return made


def may_tell(viewer: Relation, step: StepShown) -> bool:
    """Who may say how a step stands: who may write steps, and whoever does this one."""
    if viewer.shares(Part.OUTCOMES, Level.WRITE):
        return True
    does_it = viewer.member is not None and step.step.who == str(viewer.member.id)
    return does_it and viewer.shares(Part.OUTCOMES, Level.COMMENT)


@action
def tell(*, by: Account, viewer: Relation, step: StepShown, stands: StepStands) -> None:
    """How a step stands now, and who says so. A second tap adds nothing. Raises Refused."""
    if not may_tell(viewer, step):
        raise Refused(NOT_YOURS)
    if step.stands is stands:
        return
    db.session.add(StepState(thread=step.thread, stands=stands, said_by=by.id))
    db.session.flush()
    record(
        "step.told",
        by=by,
        person=viewer.person.id,
        about=f"outcome_step:{step.thread}",
        facts={"stands": stands.value},
    )


def _may_write(viewer: Relation) -> None:
    if not viewer.shares(Part.OUTCOMES, Level.WRITE):
        raise Refused(NOT_YOURS)


def _own(there: Step, by: Account, shown: Shown) -> Step:
    if there.outcome_id != shown.id or there.written_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there


def _step(
    by: Account, outcome: Outcome, key: uuid.UUID, thread: uuid.UUID, number: int, said: StepSaid
) -> Step:
    return Step(
        id=key,
        outcome_id=outcome.id,
        thread=thread,
        number=number,
        what=said.what,
        picture=said.picture,
        who=said.who,
        due_on=said.due_on,
        language=said.language,
        written_by=by.id,
    )


def _record(by: Account, viewer: Relation, name: str, made: Step) -> None:
    record(name, by=by, person=viewer.person.id, about=f"outcome_step:{made.id}")
