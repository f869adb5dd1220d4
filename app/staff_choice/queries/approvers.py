"""Who of the council can look at a no: an approver with no part in it, and none in the circle."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from app.accounts.models import Account
from app.organisations.models import OrganisationKind, Role
from app.organisations.queries import approvers, has_role, memberships
from app.people.let_in import OF_A_PROVIDER
from app.people.overrides import circle_of


def is_free(account: Account, circle: Collection[uuid.UUID], but: Collection[uuid.UUID]) -> bool:
    """`circle`: the person's own; `but`: who had a part in it."""
    at_council = any(
        held.role is Role.APPROVER and held.organisation.kind is OrganisationKind.COUNCIL
        for held in memberships(account)
    )
    works_for_one = has_role(account, *OF_A_PROVIDER)
    return at_council and not works_for_one and account.id not in circle and account.id not in but


def free_approvers(person_id: uuid.UUID, but: Collection[uuid.UUID]) -> list[Account]:
    """Everybody who can be told that something waits. Three queries."""
    circle = circle_of(person_id)
    return [each for each in approvers() if is_free(each, circle, but)]
