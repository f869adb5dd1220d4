"""Messages that follow from answers about a plan. Nothing private: a line and a link."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.organisations.models import Role
from app.organisations.queries import has_role
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import relation_of_another
from app.plans.models import Agreement
from app.plans.predicates import keeper_of, named_keeper


@action
def ask_witnesses(*, by: Account, agreement: Agreement) -> None:
    """Each named witness is asked for themselves."""
    for witness in agreement.witnesses:
        _send(
            by,
            witness.account,
            "agreement-witness-asked",
            _l("Were you there?"),
            _l("Somebody says you saw an answer. Please tell us."),
            f"/people/{agreement.person_id}/plan/answers/{agreement.id}/witness",
        )


@action
def tell_person_of_writing(*, by: Account, person: Person) -> None:
    """Nothing is written down in the person's name without them hearing of it."""
    account = _account_of(person)
    if account is not None:
        _send(
            by,
            account,
            "agreement-written-down",
            _l("Somebody wrote down your answer"),
            _l("It is about your plan. Look if it is right."),
            f"/people/{person.id}/plan/answers",
        )


@action
def tell_keeper_of_change(*, by: Account, person: Person, section: Part | None) -> None:
    """Whoever keeps the plan hears that the person wants a change.

    Not of a section that they do not see: a message would tell that it is there.
    """
    for account in _keepers(person.id):
        viewer = relation_of_another(account, person.id)
        sections = PLAN_SECTIONS if section is None else (section,)
        if account.id != by.id and viewer and any(viewer.shares(part) for part in sections):
            _send(
                by,
                account,
                "agreement-change",
                _l("Somebody wants a change"),
                _l("It is about a plan that you keep. Open it to see."),
                f"/people/{person.id}/plan/answers",
            )


@action
def tell_of_start_without_yes(*, by: Account, person: Person) -> None:
    """The person and their advocates hear at once of a plan that started without the yes."""
    account = _account_of(person)
    if account is not None:
        _send(
            by,
            account,
            "plan-started-without-yes",
            _l("News about your plan"),
            _l("Open your plan. You can say what you think of it."),
            f"/people/{person.id}/plan",
        )
    for advocate in _accounts(person.id, Relationship.ADVOCATE):
        viewer = relation_of_another(advocate, person.id)
        sees = viewer is not None and any(viewer.shares(part) for part in PLAN_SECTIONS)
        _send(
            by,
            advocate,
            "plan-started-without-yes",
            _l("News about a plan"),
            _l("Please talk with the person about it soon."),
            f"/people/{person.id}/{'plan' if sees else 'circle'}",
        )


def _keepers(person_id: uuid.UUID) -> Iterable[Account]:
    """The member whom the person named, else their care managers."""
    named = named_keeper(keeper_of(person_id))
    if named is not None:
        return [named.account] if named.account is not None else []
    managers = _accounts(person_id, Relationship.CARE_MANAGER)
    return [each for each in managers if has_role(each, Role.CARE_MANAGER)]


def _accounts(person_id: uuid.UUID, kind: Relationship) -> list[Account]:
    members = db.session.scalars(
        select(CircleMember)
        .options(joinedload(CircleMember.account))
        .where(
            CircleMember.person_id == person_id,
            CircleMember.relationship_kind == kind,
            CircleMember.ended_at.is_(None),
        )
    )
    return [each.account for each in members if each.account is not None]


def _account_of(person: Person) -> Account | None:
    return db.session.get(Account, person.account_id) if person.account_id else None


def _send(
    by: Account, to: Account, kind: str, subject: LazyWords, body: LazyWords, path: str
) -> None:
    if to.closed_at is not None:
        return
    tell(
        by=by,
        to=to,
        kind=kind,
        subject=subject,
        body=body,
        path=path,
    )
