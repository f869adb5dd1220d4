"""Who decides what the plan says, who keeps it: relations that permissions rest on.

Sight comes first: nobody decides about a section that live sharing does not open to them.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import g
from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import has_role, organisation_ids_of
from app.people.models import (
    Area,
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    LegalAuthority,
    Relationship,
    SpokenFor,
)
from app.people.models.records import HEALTH_KINDS, AuthorityKind
from app.people.parts import NEVER_SPOKEN_FOR, PLAN_PARTS, PLAN_SECTIONS, Part
from app.people.predicates import Relation, is_care_manager_of, is_professional_of, relation
from app.plans.models import AgreementWitness, DecidedBy, SupportPlan
from app.plans.models.agreements import Agreement
from app.security.guard import Scope

# What a capacity record about the plan names in place of a receiver; its parts say the sections.
ABOUT_THE_PLAN = "plan"


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
    """Section → on which basis this account decides about it now. At most 4 queries.

    Read anew each time: an authority that ran out overnight ends with the night.
    """
    found = relation(account, person_id)
    if found is None:
        return {}
    sections = [part for part in parts if part in PLAN_SECTIONS and found.may(part)]
    if found.is_person:
        return dict.fromkeys(sections, Deciding(DecidedBy.PERSON))
    if found.member is None or not sections:
        return {}
    records = _Records(account, found)
    return {part: how for part in sections if (how := records.basis_for(part)) is not None}


class _Records:
    """All that lets one member decide for a person, read once."""

    def __init__(self, account: Account, viewer: Relation) -> None:
        assert viewer.member is not None
        self.account = account
        self.viewer = viewer
        self.at = now()
        person_id, member_id = viewer.person.id, viewer.member.id
        self.speaks = (
            db.session.scalar(
                select(SpokenFor.id).where(
                    SpokenFor.person_id == person_id,
                    SpokenFor.member_id == member_id,
                    SpokenFor.area == Area.PLAN,
                    SpokenFor.ended_at.is_(None),
                )
            )
            is not None
        )
        self.papers = db.session.scalars(
            select(LegalAuthority).where(
                LegalAuthority.person_id == person_id, LegalAuthority.member_id == member_id
            )
        ).all()
        scope = {"person_id": person_id}
        self.is_care_manager = is_care_manager_of(account, scope)
        self.records_decisions = self.is_care_manager or is_professional_of(account, scope)
        self.capacities = (
            self._capacities(person_id) if self.papers or self.records_decisions else []
        )
        self.best_interests = self._best_interests(person_id) if self.capacities else []

    def _capacities(self, person_id: uuid.UUID) -> list[CapacityRecord]:
        rows = db.session.scalars(
            select(CapacityRecord).where(
                CapacityRecord.person_id == person_id, CapacityRecord.receiver == ABOUT_THE_PLAN
            )
        )
        return [each for each in rows if each.is_live(self.at)]

    def _best_interests(self, person_id: uuid.UUID) -> list[BestInterestsDecision]:
        if not self.records_decisions:
            return []
        live = {each.id for each in self.capacities}
        rows = db.session.scalars(
            select(BestInterestsDecision)
            .where(BestInterestsDecision.person_id == person_id)
            .order_by(BestInterestsDecision.created_at.desc())
        )
        return [each for each in rows if each.capacity_id in live]

    def basis_for(self, part: Part) -> Deciding | None:
        """The strongest basis: named by the person, by law, then for a person without account."""
        if self.speaks and part not in NEVER_SPOKEN_FOR:
            return Deciding(DecidedBy.SPEAKER)
        by_paper = self._by_paper(part)
        if by_paper is not None:
            return by_paper
        for made in self.best_interests:
            if part.value in made.capacity.parts:
                return Deciding(DecidedBy.BEST_INTERESTS, best_interests=made)
        if self.is_care_manager and self.viewer.person.account_id is None:
            return Deciding(DecidedBy.WRITTEN_DOWN)
        return None

    def _by_paper(self, part: Part) -> Deciding | None:
        capacity = next((each for each in self.capacities if part.value in each.parts), None)
        if capacity is None:
            return None
        for paper in self.papers:
            if not paper.is_in_force(self.at) or (paper.scope and part.value not in paper.scope):
                continue
            if paper.kind in HEALTH_KINDS:
                return Deciding(DecidedBy.ATTORNEY_OR_DEPUTY, paper, capacity)
            if paper.kind is AuthorityKind.OTHER_REPRESENTATIVE:
                return Deciding(DecidedBy.OTHER_REPRESENTATIVE, paper, capacity)
        return None


def _decides(account: Account, scope: Scope, bases: frozenset[DecidedBy]) -> bool:
    """Does this account decide on one of these bases: on the scope's part, else on any section?"""
    part = scope.get("part")
    kept = g.setdefault("deciding", {})
    key = (account.id, scope["person_id"], part)
    if key not in kept:
        kept[key] = deciding_each(account, scope["person_id"], (part,) if part else PLAN_SECTIONS)
    return any(how.basis in bases for how in kept[key].values())


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
    return db.session.scalar(select(SupportPlan).where(SupportPlan.person_id == person_id))


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
    if found is None or found.member is None:
        return False
    named = named_keeper(keeper_of(scope["person_id"]))
    if named is not None:
        return named.id == found.member.id
    return found.member.relationship_kind is Relationship.CARE_MANAGER and has_role(
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
