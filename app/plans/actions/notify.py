"""Messages that follow from writing the plan. Nothing private: a line and a link.

Call inside an action: a message is written in the transaction of what it tells.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.notices.models import Channel, Notice
from app.people.models import Person
from app.people.predicates import relation_of_another
from app.plans.models import Suggestion


def tell_of_suggestion(by: Account, person: Person) -> None:
    """The person hears that a change waits for them.

    Somebody who suggests forty changes in a night sends one message.
    """
    _tell(
        by,
        person.account,
        "plan-suggested",
        f"/people/{person.id}/plan/suggestions",
        _l("A change to your plan"),
        _l("Somebody suggests a change to your plan. You decide about it."),
    )


def tell_of_answer(by: Account, suggestion: Suggestion) -> None:
    """Whoever suggested it hears that there is an answer, while they still may see the section."""
    writer = db.session.get(Account, suggestion.written_by)
    if writer is None or writer.id == by.id:
        return
    found = relation_of_another(writer, suggestion.person_id)
    if found is None or not found.shares(suggestion.section):
        return
    _tell(
        by,
        writer,
        "plan-answered",
        # Without the section: messages are read on other people's screens.
        f"/people/{suggestion.person_id}/plan/suggestions/{suggestion.id}",
        _l("An answer to your change"),
        _l("You suggested a change to a plan. Now there is an answer."),
    )


def tell_of_comment(by: Account, person: Person) -> None:
    """The person hears that somebody thinks something: no word of it, no section, no writer.

    The same for every comment: forty of them in a night send one message.
    """
    _tell(
        by,
        person.account,
        "plan-commented",
        f"/people/{person.id}/plan/comments",
        _l("Something to read"),
        _l("Somebody says what they think of your plan."),
    )


def tell_of_version(by: Account, person: Person) -> None:
    """Somebody else made a new plan of what they decide: the person hears of it."""
    _tell(
        by,
        person.account,
        "plan-published",
        f"/people/{person.id}/plan",
        _l("There is a new plan"),
        _l("Somebody made a new plan for you. Please look at it."),
    )


def _tell(
    by: Account,
    to: Account | None,
    kind: str,
    path: str,
    subject: LazyWords,
    body: LazyWords,
) -> None:
    if to is None or to.id == by.id or to.closed_at is not None or _waits_unread(to, kind, path):
        return
    tell(
        by=by,
        to=to,
        kind=kind,
        subject=subject,
        body=body,
        path=path,
    )


def _waits_unread(to: Account, kind: str, path: str) -> bool:
    """Was the same told within a day, and not read yet?"""
    return (
        db.session.scalar(
            select(Notice.id)
            .where(
                Notice.account_id == to.id,
                Notice.channel == Channel.SCREEN,
                Notice.kind == kind,
                Notice.path == path,
                Notice.seen_at.is_(None),
                Notice.created_at > now() - timedelta(days=1),
            )
            .limit(1)
        )
        is not None
    )
