"""Outcomes with their words and where they stand, as far as a viewer may see them."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.outcomes.models import Lifecycle, Outcome, OutcomeBasis, OutcomeState, OutcomeText
from app.outcomes.models.outcomes import ASKED_ABOUT, NOT_TAKEN_ON, OPEN
from app.outcomes.queries.texts import TextSeen, file_columns, seen
from app.people.models import Person
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

MOST = 100
# The person made it theirs, whoever thought of it first.
TAKEN_ON = OutcomeState.lifecycle.not_in(NOT_TAKEN_ON)


@dataclass(frozen=True)
class Shown:
    """An outcome as it stands: its newest words, as this viewer sees them, and newest state."""

    outcome: Outcome
    text: TextSeen
    state: OutcomeState

    @property
    def id(self) -> uuid.UUID:
        return self.outcome.id

    @property
    def lifecycle(self) -> Lifecycle:
        return self.state.lifecycle


def standing() -> Select[Outcome, OutcomeText, OutcomeState]:
    """Each outcome with its newest words and its newest state."""
    text, state = aliased(OutcomeText), aliased(OutcomeState)
    newest_text = (
        select(func.max(text.number)).where(text.outcome_id == Outcome.id).scalar_subquery()
    )
    newest_state = (
        select(func.max(state.number)).where(state.outcome_id == Outcome.id).scalar_subquery()
    )
    return (
        select(Outcome, OutcomeText, OutcomeState)
        .select_from(Outcome)
        .join(
            OutcomeText,
            (OutcomeText.outcome_id == Outcome.id) & (OutcomeText.number == newest_text),
        )
        .join(
            OutcomeState,
            (OutcomeState.outcome_id == Outcome.id) & (OutcomeState.number == newest_state),
        )
    )


def seen_outcomes(viewer: Relation) -> Select[Outcome, OutcomeText, OutcomeState]:
    """What the viewer may see: all that the person took on, and what they may know the source of.

    What somebody thinks of for the person is not for those who may not know that somebody.
    """
    chosen = standing().where(Outcome.person_id == viewer.person.id)
    if viewer.is_person:
        return chosen
    if not viewer.may(Part.OUTCOMES):
        return chosen.where(false())
    return chosen.where(or_(TAKEN_ON, known_to(viewer, Outcome.made_by)))


def texts_of_seen(viewer: Relation) -> Select[OutcomeText]:
    """Every text, older ones too, of the outcomes that the viewer may see."""
    ids = seen_outcomes(viewer).with_only_columns(Outcome.id)
    return select(OutcomeText).where(OutcomeText.outcome_id.in_(ids))


def outcomes_of(viewer: Relation, where: Collection[Lifecycle] = OPEN) -> list[Shown]:
    """The outcomes in these states, oldest first. One query."""
    rows = db.session.execute(
        seen_outcomes(viewer)
        .where(OutcomeState.lifecycle.in_(where))
        .add_columns(*file_columns(viewer))
        .order_by(Outcome.created_at, Outcome.id)
        .limit(MOST)
    )
    return [_shown(viewer, *row) for row in rows]


def _shown(
    viewer: Relation, outcome: Outcome, text: OutcomeText, state: OutcomeState, *without: bool
) -> Shown:
    return Shown(outcome, seen(viewer, text, *without), state)


def outcome_for(viewer: Relation, outcome_id: uuid.UUID) -> Shown | None:
    """One outcome that the viewer may see. One query."""
    chosen = seen_outcomes(viewer).where(Outcome.id == outcome_id)
    row = db.session.execute(chosen.add_columns(*file_columns(viewer))).first()
    return _shown(viewer, *row) if row is not None else None


def basis_of(viewer: Relation, shown: Shown) -> tuple[OutcomeBasis, Who] | None:
    """On which records somebody decided where it stands, and who; None where the person did."""
    if viewer.person.account_id is not None and shown.state.said_by == viewer.person.account_id:
        return None
    found = db.session.scalar(select(OutcomeBasis).where(OutcomeBasis.state_id == shown.state.id))
    if found is None:
        return None
    return found, Names(viewer, {found.decided_by}).who(found.decided_by)


def older_texts(viewer: Relation, shown: Shown) -> list[tuple[TextSeen, Who]]:
    """What an outcome was called before, newest first, with who wrote it. For the person alone.

    Others could find there what was hidden from them, or written by whom they may not know.
    """
    if not viewer.is_person or shown.text.number == 1:
        return []
    rows = db.session.scalars(
        select(OutcomeText)
        .where(OutcomeText.outcome_id == shown.id, OutcomeText.number < shown.text.number)
        .order_by(OutcomeText.number.desc())
        .limit(MOST)
    ).all()
    names = Names(viewer, {row.written_by for row in rows})
    return [(seen(viewer, row, False, False), names.who(row.written_by)) for row in rows]


def thinker_of(viewer: Relation, shown: Shown) -> Who | None:
    """Who thought of it first; None where it was the person, and for what is theirs by now.

    Whoever may see what is only thought of may know who thinks so.
    """
    made_by = shown.outcome.made_by
    if shown.lifecycle is not Lifecycle.PROPOSED or made_by == viewer.person.account_id:
        return None
    return Names(viewer, {made_by}).who(made_by)


def wants_something(person: Person) -> ColumnElement[bool]:
    """Does the person want something now, so that one can ask how it is going? For a query."""
    newest = (
        select(func.max(OutcomeState.number))
        .where(OutcomeState.outcome_id == Outcome.id)
        .scalar_subquery()
    )
    chosen = aliased(OutcomeState)
    found = (
        select(Outcome.id)
        .join(chosen, (chosen.outcome_id == Outcome.id) & (chosen.number == newest))
        .where(Outcome.person_id == person.id, chosen.lifecycle.in_(ASKED_ABOUT))
    )
    return exists(found)
