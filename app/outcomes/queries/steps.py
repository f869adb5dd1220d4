"""The steps towards an outcome, as far as a viewer may see them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.outcomes.models import Step, StepStands, StepState
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

MOST = 50
ME = "me"


@dataclass(frozen=True)
class StepShown:
    """A step as it stands. `doer`: who does it; None for nobody yet."""

    step: Step
    stands: StepStands
    doer: Who | None
    writer: Who
    told_by: Who | None

    @property
    def thread(self) -> uuid.UUID:
        return self.step.thread

    @property
    def due_on(self) -> date | None:
        return self.step.due_on


def seen_steps(viewer: Relation) -> Select[Step]:
    """The newest row of each step whose writer the viewer may know."""
    newer = aliased(Step)
    newest = select(func.max(newer.number)).where(newer.thread == Step.thread).scalar_subquery()
    return select(Step).where(Step.number == newest, known_to(viewer, Step.written_by))


def newest_state(viewer: Relation) -> ScalarSelect[uuid.UUID]:
    """What somebody whom the viewer may know told of a step last: the id of that row."""
    state = aliased(StepState)
    return (
        select(state.id)
        .where(state.thread == Step.thread, known_to(viewer, state.said_by))
        .order_by(state.created_at.desc(), state.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def _with_states(viewer: Relation, *conditions: ColumnElement[bool]) -> list[StepShown]:
    """Steps with how each stands, as far as the viewer may know. Two queries at most."""
    rows = db.session.execute(
        seen_steps(viewer)
        .add_columns(StepState)
        .outerjoin(StepState, StepState.id == newest_state(viewer))
        .where(*conditions)
        .order_by(Step.thread)
        .limit(MOST)
    ).all()
    names = Names(
        viewer, {row.Step.written_by for row in rows} | {r[1].said_by for r in rows if r[1]}
    )
    return [_told(names, *row) for row in rows]


def _told(names: Names, step: Step, state: StepState | None) -> StepShown:
    return StepShown(
        step,
        state.stands if state else StepStands.TO_DO,
        _doer(names, step.who),
        names.who(step.written_by),
        names.who(state.said_by) if state else None,
    )


def steps_of(viewer: Relation, outcome_id: uuid.UUID) -> list[StepShown]:
    """The steps of one outcome, which the viewer sees, the oldest first. Two queries at most."""
    return _with_states(viewer, Step.outcome_id == outcome_id)


def step_for(viewer: Relation, outcome_id: uuid.UUID, thread: uuid.UUID) -> StepShown | None:
    found = _with_states(viewer, Step.outcome_id == outcome_id, Step.thread == thread)
    return found[0] if found else None


def older_steps(viewer: Relation, step: StepShown) -> list[tuple[Step, Who]]:
    """What a step said before, newest first, with who wrote it. For the person alone."""
    if not viewer.is_person or step.step.number == 1:
        return []
    rows = db.session.scalars(
        select(Step)
        .where(Step.thread == step.thread, Step.number < step.step.number)
        .order_by(Step.number.desc())
        .limit(MOST)
    ).all()
    names = Names(viewer, {row.written_by for row in rows})
    return [(row, names.who(row.written_by)) for row in rows]


def _doer(names: Names, who: str) -> Who | None:
    viewer = names.viewer
    if not who:
        return None
    if who == ME:
        return Who(viewer.person.called, is_person=True, is_viewer=viewer.is_person)
    if viewer.member is not None and who == str(viewer.member.id):
        return Who(viewer.member.name, is_person=False, is_viewer=True)
    if not (viewer.is_person or viewer.may(Part.CIRCLE)):
        return Who(None, is_person=False, is_viewer=False)
    member = names.by_member.get(who)
    return Who(names.of_member(member) if member else None, is_person=False, is_viewer=False)
