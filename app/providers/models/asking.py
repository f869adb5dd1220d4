"""A question to a place, and its answer: both sides keep it."""

from __future__ import annotations

import uuid

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, append_only

QUESTION_CHARACTERS = 500
ANSWER_CHARACTERS = 1000


@append_only
class ListingQuestion(Entity, Base):
    """What somebody with an account asked. The place reads the words, never who asked.

    `provider_id`: who offered the place then. Where another provider takes the place over, it never
    reads what was put to the one before.
    """

    __tablename__ = "listing_question"
    __table_args__ = (
        Index(None, "listing_id"),
        Index(None, "account_id", "listing_id"),
        Index(None, "provider_id"),
        UniqueConstraint("once"),
    )

    listing_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listing.id"))
    provider_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("provider.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    words: Mapped[str] = mapped_column(Words(QUESTION_CHARACTERS))
    language: Mapped[str] = mapped_column(String(12))
    # The key of the form: sent twice, kept once.
    once: Mapped[uuid.UUID]

    answers: Mapped[list[ListingAnswer]] = relationship(back_populates="question")


@append_only
class ListingAnswer(Entity, Base):
    """What the place answered. A second answer stands beside the first."""

    __tablename__ = "listing_answer"
    __table_args__ = (Index(None, "question_id"),)

    question_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("listing_question.id"))
    words: Mapped[str] = mapped_column(Words(ANSWER_CHARACTERS))
    language: Mapped[str] = mapped_column(String(12))
    answered_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    question: Mapped[ListingQuestion] = relationship(back_populates="answers")
