"""Suggestions: what somebody wants a section to say, and what became of it."""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, append_only, one_of
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import Part
from app.plans.models.plan import BASIS_HAS_RECORDS, Decided


@append_only
class Suggestion(Entity, Base):
    """The whole section as its writer wants it. `base_id` is the working text that they saw."""

    __tablename__ = "suggestion"
    __table_args__ = (Index(None, "person_id", "section"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    section: Mapped[Part] = mapped_column(one_of(Part, "part"))
    # No foreign key: texts point to suggestions, and a table cannot wait for the other.
    base_id: Mapped[uuid.UUID | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(12))
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_photo.id"))
    sound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_sound.id"))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # Ids of circle members who helped, as chosen by the writer.
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Said on paper on this day, and typed in later.
    on_paper_on: Mapped[date | None]

    photo: Mapped[StoredPhoto | None] = relationship(lazy="joined")
    sound: Mapped[StoredSound | None] = relationship(lazy="joined")
    answer: Mapped[SuggestionAnswer | None] = relationship(
        lazy="joined", back_populates="suggestion"
    )


class Verdict(Enum):
    """What became of a suggestion."""

    TAKEN = "taken"
    CHANGED = "changed"
    NO = "no"
    # Its own writer took it back before anybody answered.
    TAKEN_BACK = "taken-back"


@append_only
class SuggestionAnswer(Decided, Entity, Base):
    """The one answer to a suggestion. Taken, or taken in other words: there is a text."""

    __tablename__ = "suggestion_answer"
    __table_args__ = (
        UniqueConstraint("suggestion_id"),
        CheckConstraint(BASIS_HAS_RECORDS, name="basis_has_records"),
        CheckConstraint("(verdict = 'taken-back') = (basis = 'writer')", name="writer_takes_back"),
    )

    suggestion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("suggestion.id"))
    verdict: Mapped[Verdict] = mapped_column(one_of(Verdict, "verdict"))
    # Why not, where somebody wants to say it. The person's no needs no reason.
    words: Mapped[str] = mapped_column(Words(500), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")

    suggestion: Mapped[Suggestion] = relationship(back_populates="answer")
