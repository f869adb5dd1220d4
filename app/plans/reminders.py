"""Reminders that the plan is looked at again: 14 days before, and once more when the day passed.

To the person and to whoever keeps the plan; where the person has no account, to their care
manager too. Each goes out in the transaction of the row that remembers it: a worker that is
killed repeats none and loses none.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import BOTH, send
from app.notices.jobs import one_by_one
from app.organisations.models import Role
from app.organisations.queries import has_role, organisation_ids_of, read_roles
from app.people.actions.records import today
from app.people.models import CircleMember, Person, Relationship
from app.plans.models import PlanStart, ReviewReminder, SupportPlan

BEFORE = timedelta(days=14)
BATCH = 200


@dataclass(frozen=True)
class Receiver:
    """Whom a reminder goes to, free of the session that read them."""

    account_id: uuid.UUID
    email: str
    language: str
    is_person: bool


@dataclass(frozen=True)
class Reminder:
    """What is due about one person's plan, for those who were not told yet."""

    person_id: uuid.UUID
    due_on: date
    overdue: bool
    receivers: tuple[Receiver, ...]


@dataclass(frozen=True)
class _Plan:
    id: uuid.UUID
    person_id: uuid.UUID
    review_on: date
    keeper_id: uuid.UUID | None
    owner: Receiver | None


def remind_all() -> None:
    """The worker's job."""
    at = today()
    for batch in _batches(at):
        one_by_one(due_reminders(batch, at), lambda found: remind(by=SYSTEM, reminder=found))


@action
def remind(*, by: Actor, reminder: Reminder) -> None:
    """Tell everybody about one person's plan, each once."""
    for receiver in reminder.receivers:
        made = ReviewReminder(
            person_id=reminder.person_id,
            account_id=receiver.account_id,
            due_on=reminder.due_on,
            overdue=reminder.overdue,
        )
        try:
            with db.session.begin_nested():
                db.session.add(made)
        except IntegrityError:
            # Another worker told them in this moment.
            continue
        subject, body = _words(receiver, reminder.overdue)
        # The keeper may see nothing of the plan: the page of the review alone opens to them.
        page = "review" if receiver.is_person else "review/hold"
        send(
            by=by,
            account_id=receiver.account_id,
            address=receiver.email,
            language=receiver.language,
            channel=BOTH,
            kind="plan-review-passed" if reminder.overdue else "plan-review-soon",
            subject=subject,
            body=body,
            path=f"/people/{reminder.person_id}/plan/{page}",
        )
        record(
            "plan.review-reminded",
            by=by,
            person=reminder.person_id,
            about=f"review_reminder:{made.id}",
        )


def _words(receiver: Receiver, overdue: bool) -> tuple[LazyWords, LazyWords]:
    if receiver.is_person:
        if overdue:
            return (
                _l("Time to look at your plan"),
                _l("The day has passed. Open the link, and choose a new day with others."),
            )
        return (
            _l("Soon we look at your plan"),
            _l("Open the link. Say what works and what does not."),
        )
    if overdue:
        return (
            _l("Time to look at a plan"),
            _l("The day has passed. Open the link, and choose a new day together."),
        )
    return (
        _l("Soon you look at a plan"),
        _l("You keep the plan. Open the link to see it."),
    )


def _batches(at: date) -> Iterator[list[_Plan]]:
    """The plans that somebody follows and whose day is near or past, some at a time."""
    after: uuid.UUID | None = None
    while True:
        chosen = (
            select(
                SupportPlan.id,
                SupportPlan.person_id,
                SupportPlan.review_on,
                SupportPlan.keeper_id,
                Account.id.label("account_id"),
                Account.email,
                Account.language,
            )
            .join(Person, Person.id == SupportPlan.person_id)
            .outerjoin(Account, (Account.id == Person.account_id) & Account.closed_at.is_(None))
            .where(
                SupportPlan.review_on <= at + BEFORE,
                exists().where(PlanStart.person_id == SupportPlan.person_id),
            )
            .order_by(SupportPlan.id)
            .limit(BATCH)
        )
        if after is not None:
            chosen = chosen.where(SupportPlan.id > after)
        rows = db.session.execute(chosen).all()
        if not rows:
            return
        after = rows[-1].id
        yield [
            _Plan(
                row.id,
                row.person_id,
                row.review_on,
                row.keeper_id,
                Receiver(row.account_id, row.email, row.language, True) if row.account_id else None,
            )
            for row in rows
        ]


def due_reminders(plans: Sequence[_Plan], at: date) -> list[Reminder]:
    """What is due about these plans. Five queries, however many plans."""
    keepers = _keepers(plans)
    rows = db.session.execute(
        select(
            ReviewReminder.person_id,
            ReviewReminder.account_id,
            ReviewReminder.due_on,
            ReviewReminder.overdue,
        ).where(ReviewReminder.person_id.in_([plan.person_id for plan in plans]))
    )
    told = {tuple(row) for row in rows}
    found = []
    for plan in plans:
        overdue = plan.review_on < at
        receivers = {each.account_id: each for each in keepers.get(plan.person_id, ())}
        if plan.owner is not None:
            receivers[plan.owner.account_id] = plan.owner
        waiting = tuple(
            each
            for each in receivers.values()
            if (plan.person_id, each.account_id, plan.review_on, overdue) not in told
        )
        if waiting:
            found.append(Reminder(plan.person_id, plan.review_on, overdue, waiting))
    return found


def _keepers(plans: Sequence[_Plan]) -> dict[uuid.UUID, list[Receiver]]:
    """Person → the member whom they named, else their care managers, as `is_keeper` has it.

    For a person without an account both. Two queries, however many plans.
    """
    rows = db.session.execute(
        select(CircleMember, Account)
        .join(Account, Account.id == CircleMember.account_id)
        .where(
            CircleMember.person_id.in_([plan.person_id for plan in plans]),
            CircleMember.ended_at.is_(None),
            Account.closed_at.is_(None),
            or_(
                CircleMember.relationship_kind == Relationship.CARE_MANAGER,
                CircleMember.id.in_([plan.keeper_id for plan in plans if plan.keeper_id]),
            ),
        )
    ).all()
    read_roles(account.id for _, account in rows)
    by_person: dict[uuid.UUID, list[tuple[CircleMember, Account]]] = {}
    for member, account in rows:
        by_person.setdefault(member.person_id, []).append((member, account))
    return {
        plan.person_id: list(_who_keeps(plan, by_person.get(plan.person_id, ()))) for plan in plans
    }


def _who_keeps(plan: _Plan, members: Iterable[tuple[CircleMember, Account]]) -> Iterator[Receiver]:
    named = [
        account
        for member, account in members
        if member.id == plan.keeper_id
        and member.organisation_id in (None, *organisation_ids_of(account.id))
    ]
    managers = [
        account
        for member, account in members
        if member.relationship_kind is Relationship.CARE_MANAGER
        and has_role(account, Role.CARE_MANAGER)
    ]
    for account in (*named, *(managers if not named or plan.owner is None else ())):
        yield Receiver(account.id, account.email, account.language, False)
