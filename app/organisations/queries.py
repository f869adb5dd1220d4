"""Who works where. The roles of this request's account are read once."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from flask import g
from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account, SignIn
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember, Role

SHORTEST_SEARCH = 3


def memberships(account: Account) -> Sequence[OrganisationMember]:
    """The live roles that an account said yes to, with their organisations."""
    return [held for held in _roles(account) if held.accepted_at is not None]


def waiting_roles(account: Account) -> Sequence[OrganisationMember]:
    """The roles that wait for a yes or no of this account."""
    return [held for held in _roles(account) if held.accepted_at is None]


def role_of(account: Account, member_id: uuid.UUID) -> OrganisationMember | None:
    """A role of this account, waiting, answered or ended; None for anybody else's."""
    return db.session.scalar(
        select(OrganisationMember).where(
            OrganisationMember.id == member_id, OrganisationMember.account_id == account.id
        )
    )


def _roles(account: Account) -> Sequence[OrganisationMember]:
    """Live roles, accepted or waiting. Read once a request."""
    read_roles([account.id])
    return _kept_roles()[account.id]


def _kept_roles() -> dict[uuid.UUID, list[OrganisationMember]]:
    kept: dict[uuid.UUID, list[OrganisationMember]] = g.setdefault("memberships", {})
    return kept


def read_roles(account_ids: Iterable[uuid.UUID]) -> None:
    """Read the live roles of many accounts in one query, for whoever asks next."""
    kept = _kept_roles()
    wanted = set(account_ids) - kept.keys()
    if not wanted:
        return
    kept.update({account_id: [] for account_id in wanted})
    rows = db.session.scalars(
        select(OrganisationMember)
        .join(Organisation)
        .where(
            OrganisationMember.account_id.in_(wanted),
            OrganisationMember.ended_at.is_(None),
            Organisation.closed_at.is_(None),
        )
    )
    for held in rows:
        kept[held.account_id].append(held)


def keep_roles(account_id: uuid.UUID, live: Iterable[OrganisationMember | None]) -> None:
    """What another query read along, for whoever asks next: the rows of `live_roles_of`."""
    found = {held.id: held for held in live if held is not None}
    _kept_roles()[account_id] = [
        found[key] for key in sorted(found) if found[key].organisation.closed_at is None
    ]


def live_roles_of(account_id: uuid.UUID) -> ColumnElement[bool]:
    """What to join an account's roles by, in a query that reads them along."""
    return and_(OrganisationMember.account_id == account_id, OrganisationMember.ended_at.is_(None))


def organisation_ids(account: Account) -> set[uuid.UUID]:
    """The organisations that an account works for now."""
    return organisation_ids_of(account.id)


def organisation_ids_of(account_id: uuid.UUID, *roles: Role) -> set[uuid.UUID]:
    """The same, by the account's id; only where it holds one of `roles`, when some are named."""
    read_roles([account_id])
    return {
        held.organisation_id
        for held in _kept_roles()[account_id]
        if held.accepted_at is not None and (not roles or held.role in roles)
    }


def has_role(account: Account, *roles: Role) -> bool:
    """Does the account hold one of these roles now? A professional must be approved."""
    return has_role_of(account.id, *roles)


def has_role_of(account_id: uuid.UUID, *roles: Role) -> bool:
    """The same, by the account's id."""
    read_roles([account_id])
    return any(
        held.role in roles
        and held.accepted_at is not None
        and (held.role is not Role.PROFESSIONAL or held.approved_by is not None)
        for held in _kept_roles()[account_id]
    )


def organisations(kind: OrganisationKind | None = None) -> Sequence[Organisation]:
    """Open organisations by name."""
    chosen = select(Organisation).where(Organisation.closed_at.is_(None))
    if kind is not None:
        chosen = chosen.where(Organisation.kind == kind)
    return db.session.scalars(chosen.order_by(Organisation.name)).all()


def members_of(organisation_id: uuid.UUID) -> Sequence[OrganisationMember]:
    """The people of an organisation now and those who are asked, with their accounts."""
    return db.session.scalars(
        select(OrganisationMember)
        .options(joinedload(OrganisationMember.account))
        .where(
            OrganisationMember.organisation_id == organisation_id,
            OrganisationMember.ended_at.is_(None),
        )
        .order_by(OrganisationMember.created_at)
    ).all()


def organisation(organisation_id: uuid.UUID) -> Organisation | None:
    """One organisation, open or closed."""
    return db.session.get(Organisation, organisation_id)


def member_of(organisation_id: uuid.UUID, member_id: uuid.UUID) -> OrganisationMember | None:
    """One role in this organisation, live or waiting; None for another's."""
    return db.session.scalar(
        select(OrganisationMember)
        .options(joinedload(OrganisationMember.account))
        .where(
            OrganisationMember.id == member_id,
            OrganisationMember.organisation_id == organisation_id,
            OrganisationMember.ended_at.is_(None),
        )
    )


def managed_by(account: Account) -> list[Organisation]:
    """The providers that an account manages, by name."""
    found = {
        held.organisation for held in memberships(account) if held.role is Role.PROVIDER_MANAGER
    }
    return sorted(found, key=lambda place: place.name.casefold())


def approvers() -> list[Account]:
    """Who approves at the council, with their roles read. Two queries."""
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
    return found


def professionals(waiting: bool) -> Sequence[OrganisationMember]:
    """Professionals who took the role: those the council has not approved yet, or has."""
    approved = OrganisationMember.approved_by.is_not(None)
    return db.session.scalars(
        select(OrganisationMember)
        .join(Organisation)
        .options(joinedload(OrganisationMember.account))
        .where(
            OrganisationMember.role == Role.PROFESSIONAL,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
            Organisation.closed_at.is_(None),
            ~approved if waiting else approved,
        )
        .order_by(OrganisationMember.id)
    ).all()


def professional(member_id: uuid.UUID) -> OrganisationMember | None:
    """One live professional role, waiting or approved."""
    return next(
        (
            each
            for waiting in (True, False)
            for each in professionals(waiting)
            if each.id == member_id
        ),
        None,
    )


def accounts_like(words: str, most: int = 20) -> Sequence[Account]:
    """Accounts whose address has these words in it: at least 3 letters, else none. By address."""
    wanted = words.strip().lower()
    if len(wanted) < SHORTEST_SEARCH:
        return ()
    return db.session.scalars(
        select(Account)
        .where(Account.email.contains(wanted, autoescape=True))
        .order_by(Account.email)
        .limit(most)
    ).all()


def open_session_count(account: Account) -> int:
    """On how many browsers an account is signed in, as far as the portal knows."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(SignIn)
            .where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
        )
        or 0
    )
