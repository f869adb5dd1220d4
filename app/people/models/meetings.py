"""Points for the next meeting, kept until there are meetings."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, one_of
from app.people.parts import Part


class PointFrom(Enum):
    """Where a point comes from."""

    COMMENT = "comment"
    DIFFERENCE = "difference"
    REVIEW = "review"


class MeetingPoint(Entity, Base):
    """Something to talk about. Who may see `part` may see it."""

    __tablename__ = "meeting_point"
    __table_args__ = (Index(None, "person_id", "done_at"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    part: Mapped[Part] = mapped_column(one_of(Part, "part"))
    point_from: Mapped[PointFrom] = mapped_column(one_of(PointFrom, "point_from"))
    # The row it comes from: a comment, for one.
    source_id: Mapped[uuid.UUID | None]
    words: Mapped[str] = mapped_column(Words(500))
    language: Mapped[str] = mapped_column(String(12))
    raised_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    done_at: Mapped[datetime | None]
    done_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
