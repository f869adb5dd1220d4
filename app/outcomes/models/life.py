"""Independence over time, and reminders to say how it is going."""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Relationship


class LifeKind(Enum):
    """What changed in how much somebody does themselves."""

    HOURS = "hours"
    LIMIT_BEGAN = "limit-began"
    LIMIT_LIFTED = "limit-lifted"
    MYSELF = "myself"

    @property
    def words(self) -> LazyWords:
        return _KINDS[self]

    @property
    def told(self) -> LazyWords:
        """The same to somebody who is not the person."""
        return _TOLD[self]


_KINDS = {
    LifeKind.HOURS: _l("Hours of support"),
    LifeKind.LIMIT_BEGAN: _l("Something I may not do alone"),
    LifeKind.LIMIT_LIFTED: _l("A limit that is gone"),
    LifeKind.MYSELF: _l("Something I do myself now"),
}


_TOLD = {
    **_KINDS,
    LifeKind.LIMIT_BEGAN: _l("Something they may not do alone"),
    LifeKind.MYSELF: _l("Something they do themselves now"),
}


@append_only
class LifeEntry(Entity, Base):
    """One thing on one day. Hours are told a week, in minutes; they are never a cut by themselves.

    `id` is the key of the form.
    """

    __tablename__ = "life_entry"
    __table_args__ = (
        Index(None, "person_id", "happened_on"),
        CheckConstraint("(kind = 'hours') = (minutes_a_week IS NOT NULL)", name="hours"),
        CheckConstraint("kind = 'hours' OR words <> '' OR picture <> ''", name="says_something"),
        CheckConstraint("minutes_a_week BETWEEN 0 AND 40320", name="minutes"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[LifeKind] = mapped_column(one_of(LifeKind, "kind"))
    happened_on: Mapped[date]
    # Four people at once, day and night, is the most: 4 × 168 hours.
    minutes_a_week: Mapped[int | None]
    words: Mapped[str] = mapped_column(Words(500), default="")
    picture: Mapped[str] = mapped_column(String(40), default="")
    # Why, or who decided it and where it stands: for limits and hours.
    because: Mapped[str] = mapped_column(Words(500), default="")
    # The limit that this one lifts.
    lifts_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("life_entry.id"))
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    written_as: Mapped[Relationship | None] = mapped_column(one_of(Relationship, "relationship"))
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)


class HowOften(Enum):
    """How often the person wants to be asked."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"

    @property
    def words(self) -> LazyWords:
        return _HOW_OFTEN[self]


_HOW_OFTEN = {
    HowOften.NEVER: _l("Never"),
    HowOften.DAILY: _l("Each day"),
    HowOften.WEEKLY: _l("Each week"),
    HowOften.FORTNIGHTLY: _l("Every two weeks"),
    HowOften.MONTHLY: _l("Each month"),
}


class Reminder(Entity, Base):
    """What the person chose. `weekday`: 0 is Monday. `next_on` is the next day they are asked."""

    __tablename__ = "check_in_reminder"
    __table_args__ = (
        UniqueConstraint("person_id"),
        CheckConstraint("(how_often = 'never') = (next_on IS NULL)", name="next_day"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
        Index(None, "next_on"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    how_often: Mapped[HowOften] = mapped_column(one_of(HowOften, "how_often"))
    weekday: Mapped[int] = mapped_column(default=0)
    next_on: Mapped[date | None]


@append_only
class ReminderSent(Entity, Base):
    """A reminder that went out: once for each day."""

    __tablename__ = "check_in_reminder_sent"
    __table_args__ = (UniqueConstraint("person_id", "due_on"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[date]
