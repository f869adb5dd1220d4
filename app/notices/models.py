"""A notice: a message to one account, in its language, written with what it tells."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l


class Channel(Enum):
    SCREEN = "screen"
    EMAIL = "email"
    TEXT = "text"

    @property
    def words(self) -> LazyWords:
        return _CHANNELS[self]


_CHANNELS = {
    Channel.SCREEN: _l("On screen"),
    Channel.EMAIL: _l("By email"),
    Channel.TEXT: _l("By text message"),
}


class Notice(Entity, Base):
    """One message to one account, or to an address that has none yet (an invitation).

    Nothing private stands in it: a short line and a link (`path`). The worker leases it, hands it
    over with `reference` as its Message-ID, and marks it sent; after the last try it is dead.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(None, "channel", "sent_at", "due_at"),
        Index(None, "account_id", "seen_at"),
    )

    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    channel: Mapped[Channel] = mapped_column(one_of(Channel, "channel"))
    address: Mapped[str] = mapped_column(String(254), default="")
    kind: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(12))
    subject: Mapped[str] = mapped_column(Words(200))
    body: Mapped[str] = mapped_column(Words(2000))
    path: Mapped[str] = mapped_column(String(300), default="")
    reference: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(String(120), default="")
    sent_at: Mapped[datetime | None]
    dead_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]
