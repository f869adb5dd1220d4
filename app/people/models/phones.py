"""A phone that was handed over, and a person who did not want to answer on it."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, append_only


@append_only
class QuestionDeclined(Entity, Base):
    """The person said "I do not want to": nothing is taken that comes later with that key.

    `id` is the key of the hand-over (see `app.people.handing`); `account_id` is whose phone it was.
    """

    __tablename__ = "question_declined"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
