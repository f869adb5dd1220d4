"""Safeguarding override: the council opens parts to one professional, for a short time."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words

MOST_DAYS = 14


class SafeguardingOverride(Entity, Base):
    """Asked for by one, approved by another, at most 14 days, looked at afterwards.

    Opens `parts` to `account_id` (to see), whatever is shared or hidden. The person sees it from
    `shown_from` on. Source: the design, "a safeguarding override".
    """

    __tablename__ = "safeguarding_override"
    __table_args__ = (
        Index(None, "person_id"),
        Index(None, "account_id"),
        CheckConstraint("reason <> ''", name="reason"),
        CheckConstraint(
            "(approved_at IS NULL) = (approved_by IS NULL)"
            " AND (approved_at IS NULL) = (starts_at IS NULL)"
            " AND (approved_at IS NULL) = (ends_at IS NULL)",
            name="approved",
        ),
        CheckConstraint("approved_by IS NULL OR approved_by <> asked_by", name="two_people"),
        CheckConstraint("approved_by IS NULL OR approved_by <> account_id", name="not_for_oneself"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    # Who gets to see.
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    parts: Mapped[list[Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Words(1000))
    language: Mapped[str] = mapped_column(String(12), default="en")
    days: Mapped[int]
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    approved_at: Mapped[datetime | None]
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]
    refused_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    # The person is told from here on. Empty: not safe yet.
    shown_from: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    reviewed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    review: Mapped[str] = mapped_column(Words(1000), default="")

    account: Mapped[Account] = relationship(foreign_keys=[account_id])

    def is_live(self, at: datetime) -> bool:
        """Approved, begun, not over."""
        return (
            self.starts_at is not None
            and self.ends_at is not None
            and self.starts_at <= at < self.ends_at
            and self.ended_at is None
        )
