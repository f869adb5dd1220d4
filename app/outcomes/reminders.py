"""Reminders to say how it is going, as the person set them. Nothing private is in them.

Each goes out in the transaction of the row that remembers it and that moves the next day on: a
worker that is killed repeats none and loses none. One that slept asks once, not for each day.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import lazy as _l
from app.notices.actions import BOTH, send
from app.notices.jobs import one_by_one
from app.outcomes.models import HowOften, Reminder, ReminderSent
from app.people.actions.records import today
from app.people.models import Person

BATCH = 200
SUBJECT = _l("How is it going?")
BODY = _l("You wanted us to ask you. Open the link, if you like.")
WEEK = 7


def next_day(how_often: HowOften, weekday: int, after: date, first: bool = False) -> date | None:
    """The next day to ask, after a day. `weekday`: 0 is Monday. None for never.

    `first`: the person chose just now, so two weeks and a month begin with the next such day.
    """
    if how_often is HowOften.NEVER:
        return None
    if how_often is HowOften.DAILY:
        return after + timedelta(days=1)
    soon = after + timedelta(days=(weekday - after.weekday() - 1) % WEEK + 1)
    if how_often is HowOften.WEEKLY:
        return soon
    if how_often is HowOften.FORTNIGHTLY:
        return soon if first else soon + timedelta(days=WEEK)
    # Each month: the first such day of a month.
    while soon.day > WEEK:
        soon += timedelta(days=WEEK)
    return soon


@dataclass(frozen=True)
class Due:
    """Somebody to ask, free of the session that read it."""

    reminder_id: uuid.UUID
    person_id: uuid.UUID
    due_on: date
    account_id: uuid.UUID
    email: str
    language: str


def remind_all() -> None:
    """The worker's job."""
    at = today()
    after: uuid.UUID | None = None
    while batch := due_reminders(at, after):
        after = batch[-1].reminder_id
        one_by_one(batch, lambda due: remind(by=SYSTEM, due=due, at=at))


def due_reminders(at: date, after: uuid.UUID | None = None) -> list[Due]:
    """Who is to be asked by this day, some at a time. One query."""
    chosen = (
        select(
            Reminder.id,
            Reminder.person_id,
            Reminder.next_on,
            Account.id,
            Account.email,
            Account.language,
        )
        .join(Person, Person.id == Reminder.person_id)
        .join(Account, Account.id == Person.account_id)
        .where(Reminder.next_on <= at, Account.closed_at.is_(None))
        .order_by(Reminder.id)
        .limit(BATCH)
    )
    if after is not None:
        chosen = chosen.where(Reminder.id > after)
    return [
        Due(reminder, person, due_on, account, email, language)
        for reminder, person, due_on, account, email, language in db.session.execute(chosen)
        if due_on is not None
    ]


@action
def remind(*, by: Actor, due: Due, at: date) -> None:
    """Ask one person, once for the day, and move the next day on past today."""
    reminder = db.session.scalar(
        select(Reminder).where(Reminder.id == due.reminder_id).with_for_update()
    )
    if reminder is None or reminder.next_on != due.due_on:
        # The person chose anew in this moment, or another worker asked.
        return
    made = ReminderSent(person_id=due.person_id, due_on=due.due_on)
    try:
        with db.session.begin_nested():
            db.session.add(made)
        is_new = True
    except IntegrityError:
        is_new = False
    reminder.next_on = next_day(reminder.how_often, reminder.weekday, max(at, due.due_on))
    if not is_new:
        return
    send(
        by=by,
        account_id=due.account_id,
        address=due.email,
        language=due.language,
        channel=BOTH,
        kind="check-in-reminder",
        subject=SUBJECT,
        body=BODY,
        path=f"/people/{due.person_id}/outcomes",
    )
    record(
        "check-in.reminded",
        by=by,
        person=due.person_id,
        about=f"check_in_reminder_sent:{made.id}",
    )
