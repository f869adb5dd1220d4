"""Who decides what the plan says, who keeps it: relations that permissions rest on.

Sight comes first: nobody decides about a section that live sharing does not open to them.
A safeguarding override is no such sight.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import and_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import has_role, organisation_ids_of
from app.people.models import (
    Area,
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    LegalAuthority,
    Relationship,
    SpokenFor,
)
from app.people.models.records import ABOUT_THE_PLAN, HEALTH_KINDS, AuthorityKind
from app.people.parts import NEVER_SPOKEN_FOR, PLAN_PARTS, PLAN_SECTIONS, Part
from app.people.predicates import Relation, is_care_manager_of, is_professional_of, relation
from app.people.rules import PAPERS, Ground, holds
from app.plans.models import AgreementWitness, DecidedBy, SupportPlan
from app.plans.models.agreements import Agreement
from app.security.guard import Scope

# What somebody may decide for a person: the sections of the plan, and choosing staff.
DECIDED_ABOUT = frozenset({*PLAN_SECTIONS, Part.STAFF})


@dataclass(frozen=True)
class Deciding:
    """On which basis an account decides about a section, with the records that it rests on."""

    basis: DecidedBy
    authority: LegalAuthority | None = None
    capacity: CapacityRecord | None = None
    best_interests: BestInterestsDecision | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """For a row that is `Decided`."""
        return {
            "basis": self.basis,
            "authority_id": self.authority.id if self.authority else None,
            "capacity_id": self.capacity.id if self.capacity else None,
            "best_interests_id": self.best_interests.id if self.best_interests else None,
        }


def deciding(account: Account, person_id: uuid.UUID, part: Part) -> Deciding | None:
    """How this account may decide what a section says, at this moment; None when it may not."""
    return deciding_each(account, person_id, (part,)).get(part)


def deciding_each(
    account: Account, person_id: uuid.UUID, parts: Iterable[Part]
) -> dict[Part, Deciding]:
    """Section → on which basis this account decides about it now. One query.

    Read anew each time: an authority that ran out overnight ends with the night.
    """
    found = relation(account, person_id)
    if found is None:
        return {}
    sections = [part for part in parts if part in DECIDED_ABOUT and found.shares(part)]
    if found.is_person:
        return dict.fromkeys(sections, Deciding(DecidedBy.PERSON))
    if found.member is None or not sections:
        return {}
    records = _Records(account, found)
    return {part: how for part in sections if (how := records.basis_for(part)) is not None}


def representing_each(
    account: Account, person_id: uuid.UUID, parts: Iterable[Part]
) -> dict[Part, Deciding]:
    """Section → with which legal paper and capacity record this account answers for the person.

    By law alone: whoever speaks for the person by their word cannot give their agreement.
    """
    found = relation(account, person_id)
    if found is None or found.member is None:
        return {}
    records = _Records(account, found)
    sections = [part for part in parts if part in PLAN_SECTIONS and found.shares(part)]
    return {part: how for part in sections if (how := records.by_paper(part)) is not None}


def papers_of(account: Account, person_id: uuid.UUID) -> list[LegalAuthority]:
    """The papers for health, or as another representative, that an account holds or held."""
    rows = db.session.scalars(
        select(LegalAuthority)
        .join(CircleMember, LegalAuthority.member_id == CircleMember.id)
        .where(
            LegalAuthority.person_id == person_id,
            LegalAuthority.kind.in_({*HEALTH_KINDS, AuthorityKind.OTHER_REPRESENTATIVE}),
            CircleMember.account_id == account.id,
            CircleMember.ended_at.is_(None),
        )
    )
    return list(rows)


def _each(rows: Iterable[Any]) -> list[Any]:
    """Each row once, the oldest first, without those that are not there."""
    return sorted({row for row in rows if row is not None}, key=lambda row: row.id)


class _Records:
    """All that lets one member decide for a person, read once."""

    def __init__(self, account: Account, viewer: Relation) -> None:
        assert viewer.member is not None
        self.account = account
        self.viewer = viewer
        self.at = now()
        scope = {"person_id": viewer.person.id}
        self.is_care_manager = is_care_manager_of(account, scope)
        self.records_decisions = self.is_care_manager or is_professional_of(account, scope)
        found = self._read(viewer.member)
        self.spoken = {row[0] for row in found if row[0] is not None}
        self.papers: list[LegalAuthority] = _each(row[1] for row in found)
        self.capacities: list[CapacityRecord] = _each(row[2] for row in found)
        decided: list[BestInterestsDecision] = _each(row[3] for row in found)
        # The newest first.
        self.best_interests = decided[::-1] if self.records_decisions else []

    def _read(self, member: CircleMember) -> Sequence[Any]:
        """All of it in one query: pages ask this beside all else that they ask."""
        return db.session.execute(
            select(SpokenFor.area, LegalAuthority, CapacityRecord, BestInterestsDecision)
            .select_from(CircleMember)
            .outerjoin(
                SpokenFor,
                and_(
                    SpokenFor.person_id == member.person_id,
                    SpokenFor.member_id == member.id,
                    SpokenFor.area.in_((Area.PLAN, Area.STAFF)),
                    SpokenFor.ended_at.is_(None),
                ),
            )
            .outerjoin(
                LegalAuthority,
                and_(
                    LegalAuthority.person_id == member.person_id,
                    LegalAuthority.member_id == member.id,
                ),
            )
            .outerjoin(
                CapacityRecord,
                and_(
                    CapacityRecord.person_id == member.person_id,
                    CapacityRecord.receiver == ABOUT_THE_PLAN,
                ),
            )
            .outerjoin(
                BestInterestsDecision, BestInterestsDecision.capacity_id == CapacityRecord.id
            )
            .where(CircleMember.id == member.id)
        ).all()

    def basis_for(self, part: Part) -> Deciding | None:
        """The strongest basis: named by the person, by law, then for a person without account."""
        area = Area.STAFF if part is Part.STAFF else Area.PLAN
        if area in self.spoken and part not in NEVER_SPOKEN_FOR:
            return Deciding(DecidedBy.SPEAKER)
        by_law = self.by_paper(part)
        if by_law is not None:
            return by_law
        for made in self.best_interests:
            if self._holds(Ground(Basis.BEST_INTERESTS, best_interests=made), part):
                return Deciding(DecidedBy.BEST_INTERESTS, best_interests=made)
        if self.is_care_manager and self.viewer.person.account_id is None:
            return Deciding(DecidedBy.WRITTEN_DOWN)
        return None

    def by_paper(self, part: Part) -> Deciding | None:
        """A paper in force that covers this section, with a live capacity record about it."""
        for capacity in self.capacities:
            for paper in self.papers:
                for basis in PAPERS:
                    if self._holds(Ground(basis, capacity, authority=paper), part):
                        return Deciding(DecidedBy(basis.value), paper, capacity)
        return None

    def _holds(self, ground: Ground, part: Part) -> bool:
        return holds(ground, self.viewer.person.id, ABOUT_THE_PLAN, (part,), self.at)


def _decides(account: Account, scope: Scope, bases: frozenset[DecidedBy]) -> bool:
    """Does this account decide on one of these bases: on the scope's part, else on any section?"""
    part = scope.get("part")
    kept = g.setdefault("deciding", {})
    key = (account.id, scope["person_id"])
    if key not in kept:
        kept[key] = deciding_each(account, scope["person_id"], PLAN_SECTIONS)
    found: dict[Part, Deciding] = kept[key]
    asked = [found.get(part)] if part else found.values()
    return any(how is not None and how.basis in bases for how in asked)


def is_plan_speaker(account: Account, scope: Scope) -> bool:
    """Named by the person to speak for them on the plan."""
    return _decides(account, scope, frozenset({DecidedBy.SPEAKER}))


def is_plan_representative(account: Account, scope: Scope) -> bool:
    """Health attorney, deputy or other representative, with a live capacity record for this."""
    return _decides(
        account, scope, frozenset({DecidedBy.ATTORNEY_OR_DEPUTY, DecidedBy.OTHER_REPRESENTATIVE})
    )


def writes_for_person(account: Account, scope: Scope) -> bool:
    """By a best interests decision about this section, or for a person without an account."""
    return _decides(account, scope, frozenset({DecidedBy.BEST_INTERESTS, DecidedBy.WRITTEN_DOWN}))


def keeper_of(person_id: uuid.UUID) -> SupportPlan | None:
    """The plan's row: who keeps it, when it is reviewed. None before the first word."""
    return db.session.scalar(
        select(SupportPlan)
        .options(joinedload(SupportPlan.keeper))
        .where(SupportPlan.person_id == person_id)
    )


def named_keeper(plan: SupportPlan | None) -> CircleMember | None:
    """The member whom the person named, while they are in the circle and still work there."""
    keeper = plan.keeper if plan is not None else None
    if keeper is None or keeper.ended_at is not None or keeper.account_id is None:
        return None
    if keeper.organisation_id is None:
        return keeper
    return keeper if keeper.organisation_id in organisation_ids_of(keeper.account_id) else None


def is_keeper(account: Account, scope: Scope) -> bool:
    """Keeps the plan: the member whom the person named, else their care manager."""
    found = relation(account, scope["person_id"])
    return found is not None and keeps(account, found, keeper_of(scope["person_id"]))


def keeps(account: Account, viewer: Relation, plan: SupportPlan | None) -> bool:
    """The same for whoever has read the plan's row already."""
    if viewer.member is None:
        return False
    named = named_keeper(plan)
    if named is not None:
        return named.id == viewer.member.id
    return viewer.member.relationship_kind is Relationship.CARE_MANAGER and has_role(
        account, Role.CARE_MANAGER
    )


def is_agreement_witness(account: Account, scope: Scope) -> bool:
    """Named as a witness of an answer about this person's plan."""
    return (
        db.session.scalar(
            select(AgreementWitness.id)
            .join(Agreement)
            .where(
                AgreementWitness.account_id == account.id,
                Agreement.person_id == scope["person_id"],
                Agreement.id == scope["agreement_id"],
            )
        )
        is not None
    )


def sees_plan_parts(viewer: Relation) -> list[Part]:
    """The parts of the plan that this viewer may see, in the order of reading."""
    return [part for part in PLAN_PARTS if viewer.may(part)]
