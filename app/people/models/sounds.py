"""Recorded sound: encoded anew, at most three minutes, with its words where somebody gave them."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.config import LIMITS
from app.database import Base, Entity, Words, append_only, one_of
from app.people.parts import Part


@append_only
class StoredSound(Entity, Base):
    """A sound of one part. `said` is what is said in it, for people who cannot hear it."""

    __tablename__ = "stored_sound"
    __table_args__ = (Index(None, "person_id"), CheckConstraint("seconds > 0", name="has_length"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    part: Mapped[Part] = mapped_column(one_of(Part, "part"))
    file_key: Mapped[str] = mapped_column(String(120))
    seconds: Mapped[int]
    said: Mapped[str] = mapped_column(Words(LIMITS.section_characters), default="")
    language: Mapped[str] = mapped_column(String(12))
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
