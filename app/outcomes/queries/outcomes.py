"""Outcomes with their words and where they stand, as far as a viewer may see them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.outcomes.models import Lifecycle, Outcome, OutcomeBasis, OutcomeState, OutcomeText
from app.outcomes.models.outcomes import ASKED_ABOUT, OPEN
from app.people.models import Person
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

MOST = 100


@dataclass(frozen=True)
class Shown:
    """An outcome as it stands: its newest words, and its newest state."""

    outcome: Outcome
    text: OutcomeText
    state: OutcomeState

    @property
    def id(self) -> uuid.UUID:
        return self.outcome.id

    @property
    def lifecycle(self) -> Lifecycle:
        return self.state.lifecycle


def _standing() -> Select[Outcome, OutcomeText, OutcomeState]:
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
    chosen = _standing().where(Outcome.person_id == viewer.person.id)
    if viewer.is_person:
        return chosen
    if not viewer.may(Part.OUTCOMES):
        return chosen.where(false())
    taken_on = OutcomeState.lifecycle.not_in((Lifecycle.PROPOSED, Lifecycle.REJECTED))
    return chosen.where(or_(taken_on, known_to(viewer, Outcome.made_by)))


def texts_of_seen(viewer: Relation) -> Select[OutcomeText]:
    """Every text, older ones too, of the outcomes that the viewer may see."""
    ids = seen_outcomes(viewer).with_only_columns(Outcome.id)
    return select(OutcomeText).where(OutcomeText.outcome_id.in_(ids))


def outcomes_of(viewer: Relation, where: Collection[Lifecycle] = OPEN) -> list[Shown]:
    """The outcomes in these states, oldest first. One query."""
    rows = db.session.execute(
        seen_outcomes(viewer)
        .where(OutcomeState.lifecycle.in_(where))
        .order_by(Outcome.created_at, Outcome.id)
        .limit(MOST)
    )
    return [Shown(*row) for row in rows]


def outcome_for(viewer: Relation, outcome_id: uuid.UUID) -> Shown | None:
    """One outcome that the viewer may see. One query."""
    row = db.session.execute(seen_outcomes(viewer).where(Outcome.id == outcome_id)).first()
    return Shown(*row) if row is not None else None


def basis_of(viewer: Relation, shown: Shown) -> tuple[OutcomeBasis, Who] | None:
    """On which records somebody decided where it stands, and who; None where the person did."""
    if viewer.person.account_id is not None and shown.state.said_by == viewer.person.account_id:
        return None
    found = db.session.scalar(select(OutcomeBasis).where(OutcomeBasis.state_id == shown.state.id))
    if found is None:
        return None
    return found, Names(viewer, {found.decided_by}).who(found.decided_by)


def asked_about(person: Person) -> list[Shown]:
    """What the person is asked about: what they want now. One query."""
    rows = db.session.execute(
        _standing()
        .where(Outcome.person_id == person.id, OutcomeState.lifecycle.in_(ASKED_ABOUT))
        .order_by(Outcome.created_at, Outcome.id)
        .limit(MOST)
    )
    return [Shown(*row) for row in rows]


def is_asked(person: Person) -> bool:
    """Does the person want something now, so that one can ask how it is going? One query."""
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
    return bool(db.session.scalar(select(exists(found))))


def titles(shown: Iterable[Shown]) -> dict[uuid.UUID, str]:
    """Outcome → its title; empty where it has only a picture or a sound."""
    return {each.id: each.text.title for each in shown}
