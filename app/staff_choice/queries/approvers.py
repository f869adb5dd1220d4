"""Who of the council can look at a no: an approver with no part in it, and none in the circle."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember, Role
from app.organisations.queries import has_role, memberships, read_roles
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
    found = list(
        db.session.scalars(
            select(Account)
            .join(OrganisationMember, OrganisationMember.account_id == Account.id)
            .join(Organisation, OrganisationMember.organisation_id == Organisation.id)
            .where(
                OrganisationMember.role == Role.APPROVER,
                OrganisationMember.accepted_at.is_not(None),
                OrganisationMember.ended_at.is_(None),
                Organisation.kind == OrganisationKind.COUNCIL,
                Organisation.closed_at.is_(None),
                Account.closed_at.is_(None),
            )
            .order_by(Account.id)
        ).unique()
    )
    read_roles(each.id for each in found)
    circle = circle_of(person_id)
    return [each for each in found if is_free(each, circle, but)]
