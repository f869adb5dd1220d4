"""Legal papers, capacity records, best interests decisions and who speaks for a person."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import contains_eager, joinedload

from app.extensions import db
from app.people.decided_about import decided_about
from app.people.models import (
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    LegalAuthority,
    Relationship,
    SpokenFor,
)
from app.people.predicates import Relation
from app.people.queries.circle import members_for


def _sees_all(viewer: Relation) -> bool:
    """The person and their care manager see all records; a professional those they wrote."""
    member = viewer.member
    care_manager = member is not None and member.relationship_kind is Relationship.CARE_MANAGER
    return viewer.is_person or care_manager


def _seen_by(viewer: Relation, model: Any, writer: Any) -> tuple[ColumnElement[bool], ...]:
    about = model.person_id == viewer.person.id
    return (about,) if _sees_all(viewer) else (about, writer == viewer.account_id)


def authorities(viewer: Relation) -> Sequence[LegalAuthority]:
    """The legal papers about a person, newest first, with the member who holds each."""
    return db.session.scalars(
        select(LegalAuthority)
        .where(*_seen_by(viewer, LegalAuthority, LegalAuthority.recorded_by))
        .order_by(LegalAuthority.id.desc())
    ).all()


def authority_of(viewer: Relation, authority_id: uuid.UUID) -> LegalAuthority | None:
    """One legal paper about this person; None for another person's."""
    return db.session.scalar(
        select(LegalAuthority).where(
            LegalAuthority.id == authority_id,
            *_seen_by(viewer, LegalAuthority, LegalAuthority.recorded_by),
        )
    )


def capacity_records(viewer: Relation) -> Sequence[CapacityRecord]:
    """The capacity records about a person, newest first, with who wrote each."""
    return db.session.scalars(
        select(CapacityRecord)
        .where(*_seen_by(viewer, CapacityRecord, CapacityRecord.assessed_by))
        .order_by(CapacityRecord.id.desc())
    ).all()


def capacity_of(viewer: Relation, capacity_id: uuid.UUID) -> CapacityRecord | None:
    """One capacity record about this person; None for another person's."""
    return db.session.scalar(
        select(CapacityRecord).where(
            CapacityRecord.id == capacity_id,
            *_seen_by(viewer, CapacityRecord, CapacityRecord.assessed_by),
        )
    )


def best_interests_decisions(
    viewer: Relation,
    capacity_id: uuid.UUID | None = None,
    among: ColumnElement[bool] | None = None,
) -> Sequence[BestInterestsDecision]:
    """A person's best interests decisions, newest first; of one capacity record if given.

    `among`: a condition on them of a slice that stands on this one.
    """
    chosen = select(BestInterestsDecision).where(
        *_seen_by(viewer, BestInterestsDecision, BestInterestsDecision.decided_by)
    )
    if capacity_id is not None:
        chosen = chosen.where(BestInterestsDecision.capacity_id == capacity_id)
    if among is not None:
        chosen = chosen.where(among)
    return db.session.scalars(chosen.order_by(BestInterestsDecision.id.desc())).all()


def records_seen(
    viewer: Relation,
) -> tuple[Sequence[CapacityRecord], Sequence[BestInterestsDecision]]:
    """Both kinds as the two functions above give them, in one query."""
    rows = db.session.execute(
        select(CapacityRecord, BestInterestsDecision)
        .outerjoin(BestInterestsDecision, BestInterestsDecision.capacity_id == CapacityRecord.id)
        .options(contains_eager(BestInterestsDecision.capacity))
        .where(CapacityRecord.person_id == viewer.person.id)
    )
    capacities: dict[uuid.UUID, CapacityRecord] = {}
    decisions: dict[uuid.UUID, BestInterestsDecision] = {}
    for capacity, decision in rows:
        if _sees_all(viewer) or capacity.assessed_by == viewer.account_id:
            capacities[capacity.id] = capacity
        if decision and (_sees_all(viewer) or decision.decided_by == viewer.account_id):
            decisions[decision.id] = decision
    return (
        [capacities[key] for key in sorted(capacities, reverse=True)],
        [decisions[key] for key in sorted(decisions, reverse=True)],
    )


def receiver_name(viewer: Relation, capacity: CapacityRecord) -> str:
    """Whom a capacity record names as receiver, if this viewer may see that one; else ""."""
    kind, _, value = capacity.receiver.partition(":")
    about = decided_about(capacity.receiver)
    if about is not None:
        return next((name for key, name in about.offered(viewer) if str(key) == value), "")
    for member in members_for(viewer) if value else ():
        if kind == "member" and str(member.id) == value:
            return member.name
        if kind == "organisation" and str(member.organisation_id) == value and member.organisation:
            return member.organisation.name
    return ""


def speakers(person_id: uuid.UUID) -> Sequence[SpokenFor]:
    """Who speaks for a person now, and on what."""
    return db.session.scalars(
        select(SpokenFor)
        .join(SpokenFor.member)
        .options(joinedload(SpokenFor.member))
        .where(
            SpokenFor.person_id == person_id,
            SpokenFor.ended_at.is_(None),
            CircleMember.ended_at.is_(None),
        )
        .order_by(SpokenFor.id)
    ).all()


def speaker_of(person_id: uuid.UUID, spoken_id: uuid.UUID) -> SpokenFor | None:
    """One live naming of this person; None for another person's."""
    return next((each for each in speakers(person_id) if each.id == spoken_id), None)
