"""Comments on a section, how each ended, and private notes to an advocate."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.config import LIMITS
from app.database import Base, Entity, Words, append_only, one_of
from app.people.models import CircleMember, StoredSound
from app.people.parts import Part


@append_only
class Comment(Entity, Base):
    """What somebody thinks of a section, in words or as a sound."""

    __tablename__ = "comment"
    __table_args__ = (
        Index(None, "person_id", "section"),
        CheckConstraint("text <> '' OR sound_id IS NOT NULL", name="says_something"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    section: Mapped[Part] = mapped_column(one_of(Part, "part"))
    text: Mapped[str] = mapped_column(Words(LIMITS.section_characters), default="")
    language: Mapped[str] = mapped_column(String(12))
    sound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_sound.id"))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    sound: Mapped[StoredSound | None] = relationship(lazy="joined")
    end: Mapped[CommentEnd | None] = relationship(lazy="joined", back_populates="comment")


class EndedAs(Enum):
    """How a comment ends."""

    ANSWERED = "answered"
    CHANGE = "change"
    MEETING = "meeting"


@append_only
class CommentEnd(Entity, Base):
    """The one end of a comment: an answer, a change, or a point for the next meeting."""

    __tablename__ = "comment_end"
    __table_args__ = (
        UniqueConstraint("comment_id"),
        CheckConstraint("ended_as <> 'answered' OR words <> ''", name="answer_has_words"),
        CheckConstraint(
            "ended_as <> 'change' OR suggestion_id IS NOT NULL", name="change_is_named"
        ),
        CheckConstraint("ended_as <> 'meeting' OR point_id IS NOT NULL", name="point_is_named"),
    )

    comment_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("comment.id"))
    ended_as: Mapped[EndedAs] = mapped_column(one_of(EndedAs, "ended_as"))
    words: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    suggestion_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("suggestion.id"))
    point_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("meeting_point.id"))
    ended_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    comment: Mapped[Comment] = relationship(back_populates="end")


class PrivateNote(Entity, Base):
    """Between the person and one advocate. In no list, count, history or print of anybody else."""

    __tablename__ = "private_note"
    __table_args__ = (Index(None, "person_id"), Index(None, "member_id"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("circle_member.id"))
    text: Mapped[str] = mapped_column(Words(LIMITS.section_characters))
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    seen_at: Mapped[datetime | None]

    member: Mapped[CircleMember] = relationship()
