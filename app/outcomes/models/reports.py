"""What leaves the figures: published tables, the page of a month, the report for the board."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, append_only


@append_only
class PublishedQuarter(Entity, Base):
    """A quarter whose tables anybody may read. Published once, and for good."""

    __tablename__ = "published_quarter"
    __table_args__ = (
        UniqueConstraint("year", "quarter"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    )

    year: Mapped[int]
    quarter: Mapped[int]
    published_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class PublishedCell(Entity, Base):
    """One number of a published table. `counted` is None where it is not shown.

    `few`: not shown because the group is under 5, or its total would tell such groups (the others
    stand beside such a one). Kept for the check of later quarters; no page tells it.
    """

    __tablename__ = "published_cell"
    __table_args__ = (
        UniqueConstraint("quarter_id", "sheet", "cell"),
        CheckConstraint("counted IS NULL OR counted = 0 OR counted >= 5", name="no_small_group"),
        CheckConstraint("NOT few OR counted IS NULL", name="few_is_not_shown"),
    )

    quarter_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("published_quarter.id"))
    sheet: Mapped[str] = mapped_column(String(40))
    cell: Mapped[str] = mapped_column(String(40))
    counted: Mapped[int | None]
    few: Mapped[bool] = mapped_column(default=False)


@append_only
class MonthlyPage(Entity, Base):
    """The facts of one month of one person, as they stood when it was made.

    Source: seed 001, 4.6.4. `made_by`: None where the portal made it at the end of the month.
    """

    __tablename__ = "monthly_page"
    __table_args__ = (
        UniqueConstraint("person_id", "year", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    year: Mapped[int]
    month: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))


@append_only
class MonthlyReading(Entity, Base):
    """Somebody says that the person read the page first.

    The person themselves, with their own account; else each of two who read it with them.
    """

    __tablename__ = "monthly_reading"
    __table_args__ = (UniqueConstraint("page_id", "said_by"), Index(None, "page_id"))

    page_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("monthly_page.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    is_person: Mapped[bool] = mapped_column(default=False)
    # For which organisation a witness was there: two from one do not count as two.
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))


@append_only
class HighlightText(Entity, Base):
    """The report of a quarter as somebody wrote it: facts, each with its source. Newest stands."""

    __tablename__ = "highlight_text"
    __table_args__ = (
        UniqueConstraint("year", "quarter", "number", name="uq_highlight_text"),
        CheckConstraint("quarter BETWEEN 1 AND 4", name="quarter"),
    )

    year: Mapped[int]
    quarter: Mapped[int]
    number: Mapped[int]
    # [{"key": …, "words": …, "source": …}, …] in the order of reading.
    content: Mapped[list[Any]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
