"""Organisations and who works in them: opened, closed, roles given, ended, approved."""

from __future__ import annotations

import uuid

from sqlalchemy import select, update
from uuid_utils.compat import uuid7

from app.accounts.actions import open_account
from app.accounts.models import Account, Device, SignIn
from app.accounts.queries import account_of_address, tidy_email
from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.language.locales import ENGLISH
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.organisations.models import (
    ROLES_OF,
    WORK_ROLES,
    Organisation,
    OrganisationKind,
    OrganisationMember,
    Role,
)


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


@action
def open_organisation(
    *, by: Actor, key: uuid.UUID, name: str, kind: OrganisationKind
) -> Organisation:
    """Open an organisation. Raises Refused when the name is taken. A form sent twice opens one."""
    there = db.session.get(Organisation, key)
    if there is not None:
        return there
    if db.session.scalar(select(Organisation.id).where(Organisation.name == name)) is not None:
        raise Refused(_l("This name is there already."))
    made = Organisation(id=key, name=name, kind=kind)
    db.session.add(made)
    db.session.flush()
    record(
        "organisation.opened", by=by, about=f"organisation:{made.id}", facts={"kind": kind.value}
    )
    return made


@action
def close_organisation(*, by: Account, organisation: Organisation) -> None:
    """Close it: from now on its roles count for nothing. Raises Refused for one's own."""
    _check_not_own_place(by, organisation)
    if organisation.closed_at is None:
        organisation.closed_at = now()
        record("organisation.closed", by=by, about=f"organisation:{organisation.id}")


@action
def ask(
    *, by: Account, organisation: Organisation, email: str, name: str, language: str, role: Role
) -> OrganisationMember:
    """Ask whoever has this address to take a role: it waits for their yes. Raises Refused.

    An account that is there already, a new one and a closed one leave the same behind for whoever
    asks, so that nobody learns who is here. `name` and `language` are for a new account only; it
    opens by a link to that address, so it is its owner who comes in.
    """
    if tidy_email(email) == by.email:
        raise Refused(_l("You cannot give a role to yourself."))
    return _ask(by, organisation, email, name, language, role)


def _ask(
    by: Actor, organisation: Organisation, email: str, name: str, language: str, role: Role
) -> OrganisationMember:
    if organisation.closed_at is not None:
        raise Refused(_l("This organisation is closed."))
    if role not in ROLES_OF[organisation.kind]:
        raise Refused(_l("This role does not fit this organisation."))
    account = account_of_address(email) or open_account(
        by=by, email=email, name=name, language=language
    )
    held = db.session.scalar(
        select(OrganisationMember).where(
            OrganisationMember.organisation_id == organisation.id,
            OrganisationMember.account_id == account.id,
            OrganisationMember.role == role,
            OrganisationMember.ended_at.is_(None),
        )
    )
    if held is not None:
        return held
    asked = OrganisationMember(
        organisation_id=organisation.id, account_id=account.id, role=role, started_at=now()
    )
    db.session.add(asked)
    db.session.flush()
    _record("role.asked", by, asked)
    if account.closed_at is None:
        _tell(by, account, asked)
    return asked


@action
def ask_first_administrator(
    *, by: Actor, council: str, email: str, name: str
) -> OrganisationMember | None:
    """The way into an empty portal: open the council, and ask somebody to look after accounts.

    None where an administrator works already: they ask the next one. Whoever was asked before and
    did not answer is asked no more: the address may have been wrong. Raises Refused.
    """
    held = db.session.scalars(
        select(OrganisationMember)
        .join(OrganisationMember.organisation)
        .join(OrganisationMember.account)
        .where(
            OrganisationMember.role == Role.ADMINISTRATOR,
            OrganisationMember.ended_at.is_(None),
            Organisation.closed_at.is_(None),
            Account.closed_at.is_(None),
        )
    ).all()
    if any(not each.is_waiting for each in held):
        return None
    for each in held:
        each.ended_at = now()
        _record("role.ended", by, each)
    there = db.session.scalar(
        select(Organisation).where(
            Organisation.name == council, Organisation.kind == OrganisationKind.COUNCIL
        )
    )
    place = there or open_organisation(
        by=by, key=uuid7(), name=council, kind=OrganisationKind.COUNCIL
    )
    return _ask(by, place, email, name, ENGLISH.code, Role.ADMINISTRATOR)


def _tell(by: Actor, account: Account, asked: OrganisationMember) -> None:
    """One message for everybody. It names no organisation: a mailbox may be read by others."""
    tell(
        by=by,
        to=account,
        kind="role-asked",
        subject=_l("Somebody asks you to work with them"),
        body=_l("Sign in to see who asks. You say yes or no."),
        path=f"/roles/{asked.id}",
    )


@action
def accept_role(*, by: Account, member: OrganisationMember) -> None:
    """The account says yes. From now on the role counts, with its limits. Only by its own account.

    A second yes changes nothing; one that comes too late neither.
    """
    _check_own(by, member)
    if member.is_waiting and member.organisation.closed_at is None:
        member.started_at = member.accepted_at = now()
        db.session.flush()
        _keep_at_work(by)
        _record("role.accepted", by, member)


@action
def refuse_role(*, by: Account, member: OrganisationMember) -> None:
    """The account says no: nothing comes of it. Only by its own account."""
    _check_own(by, member)
    if member.is_waiting:
        member.ended_at = now()
        _record("role.refused", by, member)


def _check_own(by: Account, member: OrganisationMember) -> None:
    if member.account_id != by.id:
        raise ValueError("Only the account that was asked can answer.")


def _record(name: str, by: Actor, member: OrganisationMember) -> None:
    record(
        name,
        by=by,
        about=f"account:{member.account_id}",
        facts={"role": member.role.value, "organisation": str(member.organisation_id)},
    )


@action
def end_role(*, by: Account, member: OrganisationMember) -> None:
    """End a role, at once. Raises Refused for one's own."""
    if member.account_id == by.id:
        raise Refused(_l("You cannot end your own role."))
    if member.ended_at is not None:
        return
    member.ended_at = now()
    db.session.flush()
    _keep_at_work(member.account)
    _record("role.ended", by, member)


@action
def approve_professional(*, by: Account, member: OrganisationMember) -> None:
    """The council approves a professional. Raises Refused for oneself."""
    if member.account_id == by.id:
        raise Refused(_l("You cannot approve yourself."))
    if member.approved_by is None:
        member.approved_by = by.id
        record(
            "professional.approved",
            by=by,
            about=f"account:{member.account_id}",
            facts={"organisation": str(member.organisation_id)},
        )


@action
def end_sessions(*, by: Account, account: Account) -> None:
    """Sign an account out everywhere."""
    _end_sessions(account)
    record("account.signed-out", by=by, about=f"account:{account.id}")


@action
def close_account(*, by: Account, account: Account) -> None:
    """Close an account, its sessions and its devices. Raises Refused for one's own."""
    if account.id == by.id:
        raise Refused(_l("You cannot close your own account."))
    if account.closed_at is not None:
        return
    account.closed_at = now()
    _end_sessions(account)
    db.session.execute(
        update(Device)
        .where(Device.account_id == account.id, Device.ended_at.is_(None))
        .values(ended_at=now())
    )
    record("account.closed", by=by, about=f"account:{account.id}")


def _end_sessions(account: Account) -> None:
    db.session.execute(
        update(SignIn)
        .where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def _keep_at_work(account: Account) -> None:
    """The limits of an account at work follow its roles, in sessions that are open too."""
    at_work = db.session.scalar(
        select(OrganisationMember.id)
        .where(
            OrganisationMember.account_id == account.id,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
            OrganisationMember.role.in_(WORK_ROLES),
        )
        .limit(1)
    )
    account.is_work = at_work is not None
    db.session.execute(
        update(SignIn)
        .where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
        .values(is_work=account.is_work)
    )


def _check_not_own_place(by: Account, organisation: Organisation) -> None:
    held = db.session.scalar(
        select(OrganisationMember.id)
        .where(
            OrganisationMember.organisation_id == organisation.id,
            OrganisationMember.account_id == by.id,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
        )
        .limit(1)
    )
    if held is not None:
        raise Refused(_l("You work here. Somebody else must close it."))
