"""Looking at the plan again, and the council's own plan that it refers to."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, append_only, one_of
from app.people.models import Relationship


@append_only
class ReviewView(Entity, Base):
    """One point of view for the next review: what works, what does not. Each says their own."""

    __tablename__ = "review_view"
    __table_args__ = (
        Index(None, "person_id"),
        CheckConstraint("working <> '' OR not_working <> ''", name="says_something"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_version.id"))
    # As what they looked at it; empty: the person.
    seen_as: Mapped[Relationship | None] = mapped_column(one_of(Relationship, "relationship"))
    working: Mapped[str] = mapped_column(Words(2000), default="")
    not_working: Mapped[str] = mapped_column(Words(2000), default="")
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # Ids of circle members who helped the person to say it.
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)


@append_only
class PlanReview(Entity, Base):
    """A review that was held: who was there, what changes, and when the next one is."""

    __tablename__ = "plan_review"
    __table_args__ = (
        Index(None, "person_id"),
        CheckConstraint("next_on > held_on", name="next_later"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_version.id"))
    held_on: Mapped[date]
    who_was_there: Mapped[str] = mapped_column(Words(500))
    what_changes: Mapped[str] = mapped_column(Words(2000))
    next_on: Mapped[date]
    language: Mapped[str] = mapped_column(String(12))
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class ReviewReminder(Entity, Base):
    """A reminder that went out: once for each account and due day, once more when it passed."""

    __tablename__ = "review_reminder"
    __table_args__ = (UniqueConstraint("person_id", "account_id", "due_on", "overdue"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    due_on: Mapped[date]
    overdue: Mapped[bool] = mapped_column(default=False)


class StatutoryPlanRef(Entity, Base):
    """The council's care and support plan: named, never copied, never edited or agreed here.

    Source: Care Act 2014 s25.
    """

    __tablename__ = "statutory_plan_ref"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    council: Mapped[str] = mapped_column(Words(120))
    dated: Mapped[date]
    # Where a copy is, and who has one.
    where_kept: Mapped[str] = mapped_column(Words(300))
    needs: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # A newer one took its place.
    ended_at: Mapped[datetime | None]
