"""Who may do what with one safeguarding override: relations that permissions rest on.

An override is never answered by who asks, by who gets to see, by anybody in the person's circle,
or by anybody who works for a provider. Source: the design, "approver from the council and never
the provider concerned".
"""

from __future__ import annotations

import uuid

from flask import g
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.organisations.models import OrganisationKind, Role
from app.organisations.queries import has_role, memberships
from app.people.let_in import LET_IN, OF_A_PROVIDER
from app.people.models import CircleMember, Person, SafeguardingOverride
from app.people.predicates import is_care_manager_of
from app.security.guard import Scope


def override_of(override_id: uuid.UUID) -> SafeguardingOverride | None:
    """One override, read once a request."""
    kept: dict[uuid.UUID, SafeguardingOverride | None] = g.setdefault("overrides", {})
    if override_id not in kept:
        kept[override_id] = db.session.get(SafeguardingOverride, override_id)
    return kept[override_id]


def why_not_approve(
    account: Account, override: SafeguardingOverride, in_circle: bool
) -> LazyWords | None:
    """Why this account may not answer this request; None when it may.

    `in_circle`: is the account in the circle of the person, or the person?
    """
    at_council = any(
        held.role is Role.APPROVER and held.organisation.kind is OrganisationKind.COUNCIL
        for held in memberships(account)
    )
    if not at_council:
        # L10n: register=work
        return _l("Only an approver of the council can answer this.")
    if account.id == override.asked_by:
        # L10n: register=work
        return _l("You asked for this. A colleague must answer.")
    if account.id == override.account_id:
        # L10n: register=work
        return _l("This would open parts to you. A colleague must answer.")
    if has_role(account, *OF_A_PROVIDER):
        # L10n: register=work
        return _l("You work for a provider too. A colleague must answer.")
    if in_circle:
        # L10n: register=work
        return _l("You are in the circle of this person. A colleague must answer.")
    return None


def circle_of(person_id: uuid.UUID) -> set[uuid.UUID]:
    """The accounts in the circle of a person now, and the person's own. One query."""
    members = select(CircleMember.account_id).where(
        CircleMember.person_id == person_id,
        CircleMember.account_id.is_not(None),
        CircleMember.ended_at.is_(None),
    )
    owner = select(Person.account_id).where(Person.id == person_id, Person.account_id.is_not(None))
    return set(db.session.scalars(members.union(owner)))


def is_override_approver(account: Account, scope: Scope) -> bool:
    """Says yes or no at the council, and has no part in this one."""
    if not has_role(account, Role.APPROVER):
        return False
    found = override_of(scope["override_id"])
    if found is None:
        return False
    kept: dict[uuid.UUID, set[uuid.UUID]] = g.setdefault("circles", {})
    if found.person_id not in kept:
        kept[found.person_id] = circle_of(found.person_id)
    return why_not_approve(account, found, account.id in kept[found.person_id]) is None


def is_override_asker(account: Account, scope: Scope) -> bool:
    """Asked for it, and still works as somebody who may. In the circle or taken out of it."""
    found = override_of(scope["override_id"]) if has_role(account, *LET_IN) else None
    return found is not None and found.asked_by == account.id


def is_override_receiver(account: Account, scope: Scope) -> bool:
    """It opens parts, or would open parts, to this account."""
    found = override_of(scope["override_id"]) if has_role(account, *LET_IN) else None
    return found is not None and found.account_id == account.id


def is_override_care_manager(account: Account, scope: Scope) -> bool:
    """The care manager of the person it is about."""
    found = override_of(scope["override_id"]) if has_role(account, Role.CARE_MANAGER) else None
    return found is not None and is_care_manager_of(account, {"person_id": found.person_id})
