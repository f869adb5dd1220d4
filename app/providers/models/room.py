""" "We have room": a dated note of a provider, shown for thirty days while its tick is live."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, append_only

NOTE_CHARACTERS = 200
SHOWN_DAYS = 30


@append_only
class RoomNote(Entity, Base):
    """What a provider said on a day. The newest row of a listing counts; `is_over` ends it."""

    __tablename__ = "room_note"
    __table_args__ = (Index(None, "listing_id", "said_on"),)

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listing.id"))
    said_on: Mapped[date]
    words: Mapped[str] = mapped_column(Words(NOTE_CHARACTERS), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    is_over: Mapped[bool] = mapped_column(default=False)
    said_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
