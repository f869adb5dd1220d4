"""When a sharing decision opens a part, and how far: rules, asked at the moment of use.

Source: the design's table of four bases, and the Mental Capacity Act 2005.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.language.locales import was_understood
from app.organisations.models import Role
from app.organisations.queries import has_role_of
from app.people.models import (
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    LegalAuthority,
    Relationship,
    SharingDecision,
)
from app.people.models.records import HEALTH_KINDS, AuthorityKind
from app.people.parts import (
    COMMENTED,
    NEVER_TO_PROVIDERS,
    PROFESSIONALS_ONLY,
    STEERING_ONLY,
    Level,
    Part,
)

WITNESSES_NEEDED = 2
# Who is in the circle as a professional, and the roles that show it. An approved nurse who is the
# person's sister is there as the sister.
NAMED_AS_PROFESSIONAL = frozenset(
    {
        Relationship.HEALTH_PROFESSIONAL,
        Relationship.CARE_MANAGER,
        Relationship.ADVOCATE,
        Relationship.OTHER,
    }
)
PROFESSIONAL_ROLES = (Role.PROFESSIONAL, Role.CARE_MANAGER, Role.ADVOCATE)
PROVIDER_ROLES = (Role.PROVIDER_MANAGER, Role.PROVIDER_WORKER)
# Who gives support on the day.
TEAM = frozenset({Relationship.SUPPORT_WORKER, Relationship.PROVIDER_MANAGER})
ONLY_READ = frozenset({Part.PLAN_COUNCIL, Part.ABOUT_STAFF, Part.MONTHLY, Part.TEAM, Part.MY_LIST})


# The kinds of legal paper that each basis needs.
PAPERS = {
    Basis.ATTORNEY_OR_DEPUTY: HEALTH_KINDS,
    Basis.OTHER_REPRESENTATIVE: frozenset({AuthorityKind.OTHER_REPRESENTATIVE}),
}


@dataclass(frozen=True)
class Ground:
    """What a decision in a person's place rests on: its records, and a paper where it needs one."""

    basis: Basis
    capacity: CapacityRecord | None = None
    best_interests: BestInterestsDecision | None = None
    authority: LegalAuthority | None = None

    @property
    def record(self) -> CapacityRecord | None:
        """The capacity record under it."""
        if self.basis is Basis.BEST_INTERESTS:
            return self.best_interests.capacity if self.best_interests is not None else None
        return self.capacity


class RestsOnRecords(Protocol):
    """A row that says on what a decision rests."""

    @property
    def basis(self) -> Basis: ...

    @property
    def capacity(self) -> CapacityRecord | None: ...

    @property
    def best_interests(self) -> BestInterestsDecision | None: ...

    @property
    def authority(self) -> LegalAuthority | None: ...


def ground_of(row: RestsOnRecords) -> Ground:
    return Ground(row.basis, row.capacity, row.best_interests, row.authority)


def holds(
    ground: Ground, person_id: uuid.UUID, receiver: str, parts: Collection[Part], at: datetime
) -> bool:
    """Do these records let somebody decide about exactly this at this moment?

    `receiver`: as a capacity record names it. One answer for sharing, the plan and staff.
    """
    if not is_about(ground.record, person_id, receiver, parts, at):
        return False
    return ground.basis is Basis.BEST_INTERESTS or _covers(ground, parts, at)


def is_about(
    capacity: CapacityRecord | None,
    person_id: uuid.UUID,
    receiver: str,
    parts: Collection[Part],
    at: datetime,
) -> bool:
    """Is this a live capacity record for this very decision: this receiver, these parts?"""
    return (
        capacity is not None
        and capacity.person_id == person_id
        and capacity.is_live(at)
        and capacity.receiver == receiver
        and all(part.value in capacity.parts for part in parts)
    )


def _covers(ground: Ground, parts: Collection[Part], at: datetime) -> bool:
    """A paper of the right kind, in force, of somebody still in the circle, for these parts."""
    paper = ground.authority
    return (
        paper is not None
        and paper.kind in PAPERS.get(ground.basis, ())
        and paper.is_in_force(at)
        and paper.member.ended_at is None
        and in_scope(paper, parts)
    )


def in_scope(paper: LegalAuthority, parts: Collection[Part]) -> bool:
    """A paper without a scope covers all that its kind can."""
    return not paper.scope or all(part.value in paper.scope for part in parts)


class Answered(Protocol):
    """What a witness said for themselves."""

    @property
    def was_there(self) -> bool: ...


class Named(Protocol):
    """Somebody named as having seen a yes, of whatever it was."""

    @property
    def organisation_id(self) -> uuid.UUID | None: ...

    @property
    def answer(self) -> Answered | None: ...


def receiver_key(decision: SharingDecision) -> str:
    """Who receives, as capacity records name it: "member:<id>" or "organisation:<id>"."""
    if decision.member_id is not None:
        return f"member:{decision.member_id}"
    return f"organisation:{decision.organisation_id}"


def opens(decision: SharingDecision, part: Part, at: datetime) -> Level | None:
    """How far the decision opens the part at this moment; None when it does not."""
    level = decision.level_of(part)
    if level is None or not is_live(decision, at):
        return None
    if not can_go_to(part, decision.member):
        return None
    return fitting(part, level) if _basis_holds(decision, part, at) else None


def is_named_professional(member: CircleMember | None) -> bool:
    """In the circle as a professional, and their account holds such a role now.

    Never an organisation: who works there tomorrow is not somebody whom the person named.
    """
    return (
        member is not None
        and member.account_id is not None
        and member.relationship_kind in NAMED_AS_PROFESSIONAL
        and has_role_of(member.account_id, *PROFESSIONAL_ROLES)
    )


def can_go_to(part: Part, member: CircleMember | None) -> bool:
    """Can this part be shared with them at all? None stands for an organisation."""
    if part in PROFESSIONALS_ONLY:
        return is_named_professional(member)
    if part in STEERING_ONLY:
        return is_in_steering_group(member)
    return part not in NEVER_TO_PROVIDERS or not works_for_a_provider(member)


def is_in_steering_group(member: CircleMember | None) -> bool:
    """A named member whose account looks at quality now. Never an organisation."""
    return (
        member is not None
        and member.account_id is not None
        and has_role_of(member.account_id, Role.STEERING_GROUP)
    )


def works_for_a_provider(member: CircleMember | None) -> bool:
    """In the circle as support, or with a role at a provider, whatever else they are to the person.

    Never a member, so an organisation: true, for a provider is what one would ask about.
    """
    if member is None or member.relationship_kind in TEAM:
        return True
    return member.account_id is not None and has_role_of(member.account_id, *PROVIDER_ROLES)


def fitting(part: Part, level: Level) -> Level:
    """How far a part can go: some are only read, thoughts go where others can say them."""
    if part in ONLY_READ or (level is Level.COMMENT and part not in COMMENTED):
        return Level.SEE
    return level


def is_live(decision: SharingDecision, at: datetime) -> bool:
    """Begun, not ended, not stopped, and the receiver still in the circle."""
    if decision.stop is not None or decision.starts_at > at:
        return False
    if decision.ends_at is not None and decision.ends_at <= at:
        return False
    member = decision.member
    return member is None or (member.ended_at is None and member.accepted_at is not None)


def is_unsure(decision: SharingDecision) -> bool:
    """A yes that nobody explained in the person's language: it counts as not sure yet."""
    return decision.basis is Basis.PERSON_SAYS_YES and not was_understood(
        decision.shown_in, decision.interpreter, decision.created_at.date()
    )


def open_since(decision: SharingDecision, part: Part, among: Iterable[SharingDecision]) -> datetime:
    """Since when the part is open to the receiver of a decision that opens it now.

    Each change of sharing is a new decision: where an earlier one of `among` was still open when
    the later began, what was open stayed open. After a gap the time begins anew.
    """
    before = [
        each
        for each in among
        if receiver_key(each) == receiver_key(decision) and each.level_of(part) is not None
    ]
    since = decision.starts_at
    while True:
        earlier = [
            each.starts_at
            for each in before
            if each.starts_at < since
            and _had_not_ended(each, since)
            and _basis_holds(each, part, since)
        ]
        if not earlier:
            return since
        since = min(earlier)


def _had_not_ended(decision: SharingDecision, at: datetime) -> bool:
    """At a moment of the past. One that ended in the moment when the next began left no gap."""
    if decision.stop is not None and decision.stop.created_at < at:
        return False
    return decision.ends_at is None or decision.ends_at >= at


def _basis_holds(decision: SharingDecision, part: Part, at: datetime) -> bool:
    if decision.basis is Basis.PERSON_SAYS_YES:
        seen = not decision.witnessed or enough_witnesses(decision.witnesses)
        return seen and not is_unsure(decision)
    return holds(ground_of(decision), decision.person_id, receiver_key(decision), (part,), at)


def enough_witnesses(witnesses: Iterable[Named]) -> bool:
    """Two named people confirmed, each for themselves, not both from one organisation."""
    answers = [(w, w.answer) for w in witnesses if w.answer is not None]
    there = [w for w, answer in answers if answer.was_there]
    if len(there) < len(answers):
        return False
    if len(there) < WITNESSES_NEEDED:
        return False
    return not _all_from_one_organisation(w.organisation_id for w in there)


def _all_from_one_organisation(organisations: Iterable[uuid.UUID | None]) -> bool:
    places = list(organisations)
    return places[0] is not None and all(place == places[0] for place in places)
