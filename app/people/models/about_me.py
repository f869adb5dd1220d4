"""About me: each save is a new row. The newest row of a part stands; the old stay readable."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.config import LIMITS
from app.database import Base, Entity, Words, append_only, one_of
from app.people.parts import Part


def word_fields(part: Part) -> tuple[str, ...]:
    """The names of a part's fields in `content`."""
    return ("do", "dont") if part is Part.PLEASE_DO else ("text",)


@append_only
class AboutMeEntry(Entity, Base):
    """What one part says, as saved once. `number` counts up from 1 in each part.

    `content` holds the words: {"text": …}, for "please do and please don't" {"do": …, "dont": …}.
    """

    __tablename__ = "about_me_entry"
    __table_args__ = (
        UniqueConstraint("person_id", "part", "number", name="uq_about_me_entry_number"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    part: Mapped[Part] = mapped_column(one_of(Part, "part"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(12))
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_photo.id"))
    # Who wrote the words. A new row with only another photo keeps the writer of the words.
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    saved_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # Ids of the circle members who helped, as chosen by who wrote; empty: "I did it myself".
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Whose phone it was said on, when the phone was handed over.
    on_phone_of: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    photo: Mapped[StoredPhoto | None] = relationship(lazy="joined")

    @property
    def texts(self) -> list[str]:
        """The words, each field of the part once."""
        return [str(self.content.get(name, "")) for name in word_fields(self.part)]

    @property
    def has_words(self) -> bool:
        return any(text.strip() for text in self.texts)

    def things(self, name: str) -> list[str]:
        """The lines of one field that hold something: "please do" is a list."""
        lines = str(self.content.get(name, "")).split("\n")
        return [line.strip() for line in lines if line.strip()]


@append_only
class StoredPhoto(Entity, Base):
    """A picture of one part: re-encoded, without location, with its alternative text."""

    __tablename__ = "stored_photo"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    part: Mapped[Part | None] = mapped_column(one_of(Part, "part"))
    file_key: Mapped[str] = mapped_column(String(120))
    thumb_key: Mapped[str] = mapped_column(String(120))
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[str] = mapped_column(Words(LIMITS.line_characters))
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class Draft(Entity, Base):
    """What somebody is typing and has not kept yet. One for each account, person and place."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "person_id", "place"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str] = mapped_column(String(80))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    base_number: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime]
