"""Safeguarding override: the council opens parts to one professional, for a short time."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only
from app.people.models.person import Person

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
        CheckConstraint(f"days >= 1 AND days <= {MOST_DAYS}", name="days"),
        CheckConstraint(
            "(approved_at IS NULL) = (approved_by IS NULL)"
            " AND (approved_at IS NULL) = (starts_at IS NULL)"
            " AND (approved_at IS NULL) = (ends_at IS NULL)",
            name="approved",
        ),
        CheckConstraint("approved_by IS NULL OR approved_by <> asked_by", name="two_people"),
        CheckConstraint("approved_by IS NULL OR approved_by <> account_id", name="not_for_oneself"),
        CheckConstraint(
            "(refused_at IS NULL) = (refused_by IS NULL)"
            " AND (approved_at IS NULL OR refused_at IS NULL)",
            name="refused",
        ),
        CheckConstraint("ended_by IS NULL OR ended_at IS NOT NULL", name="ended"),
        # Of what opened nothing there is nothing to tell.
        CheckConstraint("shown_from IS NULL OR approved_at IS NOT NULL", name="shown"),
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
    # Nobody ended it: it ran out.
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    # The person is told from here on. Empty: not safe yet.
    shown_from: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    account: Mapped[Account] = relationship(foreign_keys=[account_id])
    asker: Mapped[Account] = relationship(foreign_keys=[asked_by])
    approver: Mapped[Account | None] = relationship(foreign_keys=[approved_by])
    reviews: Mapped[list[OverrideReview]] = relationship(order_by="OverrideReview.id")

    @property
    def is_waiting(self) -> bool:
        """Nobody said yes or no, and nobody took it back."""
        return self.approved_at is None and self.refused_at is None and self.ended_at is None

    @property
    def last_moment(self) -> datetime | None:
        """When it closes, or closed. None for one that never opened.

        Never later than 14 days after it began, whatever the row says.
        """
        if self.starts_at is None or self.ends_at is None:
            return None
        latest = min(self.ends_at, self.starts_at + timedelta(days=MOST_DAYS))
        return min(latest, self.ended_at) if self.ended_at is not None else latest

    def is_live(self, at: datetime) -> bool:
        """Approved, begun, not over."""
        last = self.last_moment
        return self.starts_at is not None and last is not None and self.starts_at <= at < last

    def is_over(self, at: datetime) -> bool:
        """It was open, and is not any more."""
        last = self.last_moment
        return last is not None and last <= at


@append_only
class OverrideReview(Entity, Base):
    """What an override was for and what came of it, written when it was over.

    `why_not_shown` says why it is not safe to tell the person yet: then they are asked again.
    """

    __tablename__ = "override_review"
    __table_args__ = (
        Index(None, "override_id"),
        CheckConstraint("words <> ''", name="words"),
    )

    override_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("safeguarding_override.id"))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    language: Mapped[str] = mapped_column(String(12), default="en")
    words: Mapped[str] = mapped_column(Words(1000))
    why_not_shown: Mapped[str] = mapped_column(Words(1000), default="")

    writer: Mapped[Account] = relationship()
