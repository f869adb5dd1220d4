"""My list: places somebody wants to come back to, on the account, with words of their own.

Taking a place off the list removes its row: what one looked at is nobody's business later.
"""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, Words, now

LIST_MOST = 30
NOTE_CHARACTERS = 500


class ListEntry(Entity, Base):
    """A place on somebody's list. Listed once, from whichever tab or phone it came.

    `tells_room`: whose list it is wants to see on their own page when the place has room.
    """

    __tablename__ = "list_entry"
    __table_args__ = (UniqueConstraint("account_id", "listing_id"), Index(None, "listing_id"))

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listing.id"))
    tells_room: Mapped[bool] = mapped_column(default=False, server_default=false())


class ListNote(Entity, Base):
    """What I think of a place on my list, in my own words, for when I compare."""

    __tablename__ = "list_note"
    __table_args__ = (UniqueConstraint("entry_id"),)

    entry_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("list_entry.id", ondelete="CASCADE"))
    words: Mapped[str] = mapped_column(Words(NOTE_CHARACTERS))
    changed_at: Mapped[datetime] = mapped_column(default=now)
