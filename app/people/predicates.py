"""What an account is to a person, read once a request, and the predicates that rest on it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import g, has_request_context
from flask_login import current_user
from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember, Role
from app.organisations.queries import (
    has_role,
    keep_roles,
    live_roles_of,
    memberships,
    organisation_ids,
)
from app.people.let_in import live_overrides, role_of_look
from app.people.models import (
    CircleMember,
    HiddenPart,
    Person,
    Relationship,
    SharingDecision,
    Witness,
)
from app.people.models.records import BestInterestsDecision
from app.people.parts import ABOUT_ME, PLAN_PARTS, Level, Part
from app.people.rules import TEAM, open_since, opens
from app.security.guard import Scope

PROFESSIONALLY = frozenset(
    {Relationship.HEALTH_PROFESSIONAL, Relationship.ADVOCATE, Relationship.OTHER}
)


@dataclass(frozen=True)
class Relation:
    """What one account is to one person, now. `levels` holds what live sharing opens."""

    person: Person
    account_id: uuid.UUID
    member: CircleMember | None
    levels: dict[Part, Level] = field(default_factory=dict)
    # Since when each part is open to this account: what was taken out before was never shared.
    since: dict[Part, datetime] = field(default_factory=dict)
    # Open by a safeguarding override alone, with its id: to see, and for nothing else.
    overridden: dict[Part, uuid.UUID] = field(default_factory=dict)

    @property
    def is_person(self) -> bool:
        return self.person.account_id is not None and self.person.account_id == self.account_id

    def may(self, part: Part, level: Level = Level.SEE) -> bool:
        """May this account do that with this part: it is theirs, or live sharing says so.

        To see, an override does too. It is never a ground to answer or decide: see `shares`.
        """
        return self.shares(part, level) or (level is Level.SEE and part in self.overridden)

    def shares(self, part: Part, level: Level = Level.SEE) -> bool:
        """The same without overrides: for whoever answers, decides or writes down an answer."""
        if self.is_person:
            return True
        found = self.levels.get(part)
        return found is not None and found.height >= level.height

    @property
    def asks_how(self) -> bool:
        """In the team, and without sight of how to give support: then they ask the person."""
        in_team = self.member is not None and self.member.relationship_kind in TEAM
        return in_team and Part.HOW_TO_SUPPORT not in self.levels

    @property
    def role(self) -> str:
        """The role under which a look is logged."""
        if self.is_person:
            return "person"
        return self.member.relationship_kind.value if self.member else "organisation"

    def role_at(self, label: str) -> str:
        """The same at one part: "override:<id>" where an override opened it."""
        if label in {part.value for part in self.levels}:
            return self.role
        return role_of_look(label, self.overridden) or self.role


def relation(account: Account, person_id: uuid.UUID) -> Relation | None:
    """What this account is to this person; None for a person that does not exist.

    At most three queries, kept for the request. Whoever's request it is looks as what they are;
    to ask about somebody else changes nothing of that.
    """
    kept: dict[tuple[uuid.UUID, uuid.UUID], Relation | None] = g.setdefault("relations", {})
    key = (account.id, person_id)
    if key not in kept:
        kept[key] = _read_relation(account, person_id)
    found = kept[key]
    if found is not None and is_viewer(account):
        g.viewer_role = found.role
        g.setdefault("viewer_roles", {})[person_id] = found.role_at
    return found


def is_viewer(account: Account) -> bool:
    """Is this the account of this request?"""
    signed_in = has_request_context() and current_user.is_authenticated
    return bool(signed_in and current_user.id == account.id)


def relation_of_another(account: Account, person_id: uuid.UUID) -> Relation | None:
    """The same, read anew each time: asked of somebody else before a message goes to them."""
    return _read_relation(account, person_id)


def forget_relations() -> None:
    """After sharing changed in this request: read anew."""
    g.pop("relations", None)


def _read_relation(account: Account, person_id: uuid.UUID) -> Relation | None:
    # One row, or one for each part that is hidden from this account and each of its roles: every
    # rule below asks for those.
    rows = db.session.execute(
        select(Person, CircleMember, HiddenPart.part, OrganisationMember)
        .outerjoin(
            CircleMember,
            and_(
                CircleMember.person_id == Person.id,
                CircleMember.account_id == account.id,
                CircleMember.ended_at.is_(None),
            ),
        )
        .outerjoin(
            HiddenPart,
            and_(HiddenPart.person_id == Person.id, HiddenPart.account_id == account.id),
        )
        .outerjoin(OrganisationMember, live_roles_of(account.id))
        .options(joinedload(OrganisationMember.organisation, innerjoin=False))
        .where(Person.id == person_id)
    ).all()
    if not rows:
        return None
    keep_roles(account.id, (row.OrganisationMember for row in rows))
    person, member = rows[0].Person, rows[0].CircleMember
    if person.account_id == account.id:
        return Relation(person, account.id, None)
    levels, since = _levels(account, person, member)
    for hidden in {row.part for row in rows} & levels.keys():
        del levels[hidden]
    overridden: dict[Part, uuid.UUID] = {}
    for override in live_overrides(account, person, member):
        for part in map(Part, override.parts):
            if part not in levels and part not in overridden:
                overridden[part] = override.id
                since.setdefault(part, override.starts_at)  # type: ignore[arg-type]
    return Relation(person, account.id, member, levels, since, overridden)


def _levels(
    account: Account, person: Person, member: CircleMember | None
) -> tuple[dict[Part, Level], dict[Part, datetime]]:
    """How far sharing opens each part to this account, hidden or not, and since when."""
    receivers = []
    if member is not None and still_works_there(account, member):
        receivers.append(SharingDecision.member_id == member.id)
    places = organisations_that_receive(account, member)
    if places:
        receivers.append(SharingDecision.organisation_id.in_(places))
    if not receivers:
        return {}, {}
    at = now()
    levels: dict[Part, Level] = {}
    since: dict[Part, datetime] = {}
    decisions = decisions_where(SharingDecision.person_id == person.id, or_(*receivers))
    for decision in decisions:
        for shared in decision.parts:
            level = opens(decision, shared.part, at)
            if level is None:
                continue
            before = levels.get(shared.part)
            if before is None or level.height > before.height:
                levels[shared.part] = level
            begun = open_since(decision, shared.part, decisions)
            since[shared.part] = min(begun, since.get(shared.part, at))
    return levels, since


def decisions_where(*conditions: Any) -> list[SharingDecision]:
    """Sharing decisions with all that the rules need, in one query."""
    return list(
        db.session.scalars(
            select(SharingDecision)
            .options(
                joinedload(SharingDecision.parts),
                joinedload(SharingDecision.stop),
                joinedload(SharingDecision.member),
                joinedload(SharingDecision.organisation),
                joinedload(SharingDecision.capacity),
                joinedload(SharingDecision.authority),
                joinedload(SharingDecision.best_interests).joinedload(
                    BestInterestsDecision.capacity
                ),
                joinedload(SharingDecision.witnesses).joinedload(Witness.answer),
            )
            .where(*conditions)
            .order_by(SharingDecision.created_at)
        )
        .unique()
        .all()
    )


def still_works_there(account: Account, member: CircleMember) -> bool:
    """Who came to the circle for an organisation sees by it only while they work there."""
    return member.organisation_id is None or member.organisation_id in organisation_ids(account)


def organisations_that_receive(account: Account, member: CircleMember | None) -> set[uuid.UUID]:
    """Managers receive what goes to their organisation; workers only for people they support."""
    places = {
        held.organisation_id for held in memberships(account) if held.role is Role.PROVIDER_MANAGER
    }
    if member is not None and member.organisation_id in organisation_ids(account):
        places.add(member.organisation_id)
    return places


def _of(account: Account, scope: Scope) -> Relation | None:
    return relation(account, scope["person_id"])


def is_the_person(account: Account, scope: Scope) -> bool:
    found = _of(account, scope)
    return found is not None and found.is_person


def is_in_the_circle(account: Account, scope: Scope) -> bool:
    found = _of(account, scope)
    return found is not None and found.member is not None


def is_shared_about_me(account: Account, scope: Scope) -> bool:
    found = _of(account, scope)
    return found is not None and any(part in found.levels for part in ABOUT_ME)


def is_shared_plan(account: Account, scope: Scope) -> bool:
    """Some section of the support plan is shared with this account."""
    found = _of(account, scope)
    return found is not None and any(part in found.levels for part in PLAN_PARTS)


def is_shared_to_comment(account: Account, scope: Scope) -> bool:
    found = _of(account, scope)
    return found is not None and not found.is_person and found.may(scope["part"], Level.COMMENT)


def is_shared_to_see(account: Account, scope: Scope) -> bool:
    found = _of(account, scope)
    return found is not None and not found.is_person and found.shares(scope["part"])


def is_shared_to_write(account: Account, scope: Scope) -> bool:
    found = _of(account, scope)
    return found is not None and not found.is_person and found.may(scope["part"], Level.WRITE)


def is_care_manager_of(account: Account, scope: Scope) -> bool:
    """The council's care manager who has this person on their list."""
    found = _of(account, scope)
    return (
        found is not None
        and found.member is not None
        and found.member.relationship_kind is Relationship.CARE_MANAGER
        and has_role(account, Role.CARE_MANAGER)
    )


def is_professional_of(account: Account, scope: Scope) -> bool:
    """Another named professional in the circle, approved by the council.

    An approved nurse who is the person's sister is there as the sister.
    """
    found = _of(account, scope)
    return (
        found is not None
        and found.member is not None
        and found.member.relationship_kind in PROFESSIONALLY
        and has_role(account, Role.PROFESSIONAL)
    )


def is_named_witness(account: Account, scope: Scope) -> bool:
    """Named as a witness of a decision about this person."""
    return (
        db.session.scalar(
            select(Witness.id)
            .join(SharingDecision)
            .where(
                Witness.account_id == account.id,
                SharingDecision.person_id == scope["person_id"],
                SharingDecision.id == scope["decision_id"],
            )
        )
        is not None
    )


def is_advocate_of(account: Account, scope: Scope) -> bool:
    """An advocate in the circle: may write down a yes that two people saw, no other basis.

    One who works as an advocate. Whoever holds the person's phone can call anybody an advocate.
    """
    found = _of(account, scope)
    return (
        found is not None
        and found.member is not None
        and found.member.relationship_kind is Relationship.ADVOCATE
        and has_role(account, Role.ADVOCATE, Role.PROFESSIONAL)
    )


def works_as_advocate(member: CircleMember) -> bool:
    """Is this member an advocate by the same rule, whoever asks? They may get private notes."""
    return (
        member.relationship_kind is Relationship.ADVOCATE
        and member.ended_at is None
        and member.account is not None
        and has_role(member.account, Role.ADVOCATE, Role.PROFESSIONAL)
    )


def is_let_in_to_see(account: Account, scope: Scope) -> bool:
    """The council lets this account see this part for some days, to keep the person safe."""
    return scope["part"] in _overridden(account, scope)


def is_let_in_about_me(account: Account, scope: Scope) -> bool:
    return any(part in ABOUT_ME for part in _overridden(account, scope))


def is_let_in_plan(account: Account, scope: Scope) -> bool:
    return any(part in PLAN_PARTS for part in _overridden(account, scope))


def is_let_in_passport(account: Account, scope: Scope) -> bool:
    return is_let_in_about_me(account, scope) or is_let_in_plan(account, scope)


def is_let_in_circle(account: Account, scope: Scope) -> bool:
    return Part.CIRCLE in _overridden(account, scope)


def _overridden(account: Account, scope: Scope) -> dict[Part, uuid.UUID]:
    found = _of(account, scope)
    return found.overridden if found is not None else {}
