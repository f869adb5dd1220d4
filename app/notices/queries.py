"""Reading messages: mine on screen, the demo's outbox, those that did not arrive."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, false, func, select

from app.extensions import db
from app.notices.models import Channel, Notice

PAGE = 20


def messages_of(account_id: uuid.UUID, most: int = PAGE) -> Sequence[Notice]:
    """The messages on screen of one account: those not read first, then the newest."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.account_id == account_id, Notice.channel == Channel.SCREEN)
        .order_by(Notice.seen_at.is_not(None), Notice.id.desc())
        .limit(most)
    ).all()


def message_of(account_id: uuid.UUID, notice_id: uuid.UUID) -> Notice | None:
    """One message on screen of this account; None for anybody else's."""
    return db.session.scalar(
        select(Notice).where(
            Notice.id == notice_id,
            Notice.account_id == account_id,
            Notice.channel == Channel.SCREEN,
        )
    )


def unread_count(account_id: uuid.UUID) -> int:
    """How many messages on screen this account has not read."""
    return unread_and(account_id, false())[0]


def unread_and(account_id: uuid.UUID, asked: ColumnElement[bool]) -> tuple[int, bool]:
    """The same for home, and what another room wants to know of the account. One query."""
    unread = (
        select(func.count())
        .select_from(Notice)
        .where(
            Notice.account_id == account_id,
            Notice.channel == Channel.SCREEN,
            Notice.seen_at.is_(None),
        )
    )
    row = db.session.execute(select(unread.scalar_subquery(), asked)).one()
    return row[0], bool(row[1])


def unread_by(kind: str, path: str) -> set[uuid.UUID]:
    """The accounts that were told this very thing on screen, and did not read it yet. One query."""
    return set(
        db.session.scalars(
            select(Notice.account_id).where(
                Notice.kind == kind,
                Notice.path == path,
                Notice.channel == Channel.SCREEN,
                Notice.seen_at.is_(None),
                Notice.account_id.is_not(None),
            )
        )
    )


@dataclass(frozen=True)
class DeadNotice:
    """A message that did not arrive: no words, no address, no name."""

    id: uuid.UUID
    kind: str
    channel: Channel
    tries: int
    last_error: str
    dead_at: datetime | None


def dead_notices(most: int = 100) -> list[DeadNotice]:
    """The messages that did not arrive, newest first. Reads only what may be shown."""
    columns = (Notice.id, Notice.kind, Notice.channel, Notice.tries, Notice.last_error)
    rows = db.session.execute(
        select(*columns, Notice.dead_at)
        .where(Notice.dead_at.is_not(None))
        .order_by(Notice.dead_at.desc())
        .limit(most)
    )
    return [DeadNotice(*row) for row in rows]


def dead_notice(notice_id: uuid.UUID) -> Notice | None:
    return db.session.scalar(
        select(Notice).where(Notice.id == notice_id, Notice.dead_at.is_not(None))
    )


def outbox(most: int = PAGE) -> Sequence[Notice]:
    """What the demo delivered by showing it, newest first."""
    return db.session.scalars(
        select(Notice)
        .where(Notice.channel != Channel.SCREEN, Notice.sent_at.is_not(None))
        .order_by(Notice.sent_at.desc(), Notice.id.desc())
        .limit(most)
    ).all()


def is_anything_due(at: datetime) -> bool:
    """Is there a message to deliver now? A cheap look before the write lock is taken."""
    return (
        db.session.scalar(
            select(Notice.id)
            .where(
                Notice.channel != Channel.SCREEN,
                Notice.sent_at.is_(None),
                Notice.dead_at.is_(None),
                Notice.due_at <= at,
            )
            .limit(1)
        )
        is not None
    )
