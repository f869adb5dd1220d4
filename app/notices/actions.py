"""Writing a notice, and what becomes of it: leased, sent, failed, read, tried again.

A notice is written in the transaction of what it tells, so neither is there without the other.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import CursorResult

from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.language import speaking
from app.language.words import LazyWords
from app.notices.models import Channel, Notice

# Five waits, so six tries: after the last one a person has to look.
WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
MOST_TRIES = len(WAITS) + 1
BATCH = 10
BOTH = (Channel.SCREEN, Channel.EMAIL)
KEPT_AFTER_SENDING = timedelta(days=30)


@dataclass(frozen=True)
class Message:
    """A leased notice, as it is handed over: free of the session that read it."""

    id: uuid.UUID
    channel: Channel
    address: str
    language: str
    subject: str
    body: str
    path: str
    reference: str
    tries: int
    lease_until: datetime


@action
def send(
    *,
    by: Actor,
    account_id: uuid.UUID | None = None,
    address: str = "",
    language: str,
    channel: Channel | Iterable[Channel],
    kind: str,
    subject: str | LazyWords,
    body: str | LazyWords,
    path: str = "",
) -> list[Notice]:
    """Write a message to one account, or to an address that has none, once for each channel.

    Nothing private: a short line and a link. Words are looked up in `language`, the recipient's.
    Raises ValueError for email or text without an address, and for the screen without an account.
    """
    channels = [channel] if isinstance(channel, Channel) else list(channel)
    with speaking(language):
        words = {"subject": " ".join(str(subject).split()), "body": str(body)}
    written = []
    for each in channels:
        if each is Channel.SCREEN and account_id is None:
            raise ValueError("A message on screen needs an account.")
        if each is not Channel.SCREEN and not address:
            raise ValueError(f"A message by {each.value} needs an address.")
        notice = Notice(
            account_id=account_id,
            channel=each,
            address="" if each is Channel.SCREEN else address,
            kind=kind,
            language=language,
            path=path,
            reference=uuid.uuid4().hex,
            due_at=now(),
            **words,
        )
        db.session.add(notice)
        db.session.flush()
        record(
            "notice.written",
            by=by,
            about=f"notice:{notice.id}",
            facts={"kind": kind, "channel": each.value},
        )
        written.append(notice)
    return written


class Reachable(Protocol):
    """An account, as far as a message needs it."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def email(self) -> str: ...

    @property
    def language(self) -> str: ...


@action
def tell(
    *,
    by: Actor,
    to: Reachable,
    kind: str,
    subject: str | LazyWords,
    body: str | LazyWords,
    path: str,
    channel: Channel | None = None,
) -> list[Notice]:
    """A message to one account: by one channel, else on screen and by email where it has one."""
    return send(
        by=by,
        account_id=to.id,
        address=to.email,
        language=to.language,
        channel=channel or (BOTH if to.email else Channel.SCREEN),
        kind=kind,
        subject=subject,
        body=body,
        path=path,
    )


@action
def mark_read(*, by: Actor, notice: Notice) -> None:
    """The reader says: I have read it."""
    if notice.seen_at is None:
        notice.seen_at = now()
        record("notice.read", by=by, about=f"notice:{notice.id}")


@action
def lease(*, by: Actor, until: datetime, at: datetime) -> list[Message]:
    """Take at most ten messages that are due; until then no other worker may have them.

    One statement for both databases. The try is counted here, so that a message that kills its
    worker each time still comes to an end.
    """
    due = (
        select(Notice.id)
        .where(
            Notice.channel != Channel.SCREEN,
            Notice.sent_at.is_(None),
            Notice.dead_at.is_(None),
            Notice.due_at <= at,
            or_(Notice.lease_until.is_(None), Notice.lease_until <= at),
        )
        .order_by(Notice.due_at)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    taken = db.session.scalars(
        update(Notice)
        .where(Notice.id.in_(due))
        .values(lease_until=until, tries=Notice.tries + 1)
        .returning(Notice)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).all()
    return [
        Message(
            n.id,
            n.channel,
            n.address,
            n.language,
            n.subject,
            n.body,
            n.path,
            n.reference,
            n.tries,
            until,
        )
        for n in taken
    ]


@action
def mark_sent(*, by: Actor, message: Message) -> bool:
    """It was handed over. The link in it is forgotten, for it may open a door. False if late."""
    return _settle(message, sent_at=now(), path="", last_error="")


@action
def keep_in_outbox(*, by: Actor, message: Message) -> bool:
    """The demo's way of delivering: the message stays readable, with its link."""
    return _settle(message, sent_at=now(), last_error="")


@action
def mark_failed(*, by: Actor, message: Message, error: str) -> bool:
    """It was not delivered: try later, or never again. `error` is a kind, never a text."""
    if message.tries < MOST_TRIES:
        due_at = now() + WAITS[message.tries - 1]
        return _settle(message, due_at=due_at, last_error=error[:120])
    record("notice.died", by=by, about=f"notice:{message.id}", facts={"error": error[:120]})
    return _settle(message, dead_at=now(), last_error=error[:120])


@action
def release(*, by: Actor, messages: Sequence[Message]) -> None:
    """Give back what was leased but not tried, when the worker is asked to stop."""
    for message in messages:
        _settle(message, tries=message.tries - 1)


def _settle(message: Message, **values: object) -> bool:
    """Write the outcome, unless the lease ran out and another worker has the message now."""
    done = db.session.execute(
        update(Notice)
        .where(
            Notice.id == message.id,
            Notice.lease_until == message.lease_until,
            Notice.sent_at.is_(None),
        )
        .values(lease_until=None, **values)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(done, CursorResult)
    return done.rowcount == 1


@action
def try_again(*, by: Actor, notice: Notice) -> None:
    """An administrator lets a dead message go out once more, with all its tries."""
    if notice.dead_at is None:
        return
    notice.dead_at, notice.tries, notice.due_at = None, 0, now()
    record("notice.tried-again", by=by, about=f"notice:{notice.id}")


@action
def forget_old_messages(*, by: Actor) -> None:
    """Take away emails and texts that were sent a month ago; those on screen stay.

    Those as well that never arrived at an address without an account: nobody else forgets it.
    """
    long_ago = now() - KEPT_AFTER_SENDING
    never_arrived = Notice.account_id.is_(None) & (Notice.dead_at < long_ago)
    with db.writing():
        gone = db.session.execute(
            delete(Notice).where(
                Notice.channel != Channel.SCREEN, (Notice.sent_at < long_ago) | never_arrived
            )
        )
        assert isinstance(gone, CursorResult)
        record("notices.forgotten", by=by, facts={"number": gone.rowcount})


@action
def forget_address(*, by: Actor, address: str, kinds: Iterable[str]) -> None:
    """Take away what was sent to an address without an account, by how its kinds begin.

    What is still on its way arrives first: it may be about something else of theirs.
    """
    gone = db.session.execute(
        delete(Notice).where(
            Notice.account_id.is_(None),
            Notice.address == address,
            or_(Notice.sent_at.is_not(None), Notice.dead_at.is_not(None)),
            or_(*(Notice.kind.startswith(each) for each in kinds)),
        )
    )
    assert isinstance(gone, CursorResult)
    record("notices.forgotten", by=by, facts={"number": gone.rowcount})
