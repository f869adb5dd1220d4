"""The panel: who asks, the question cards, the meetings, and marks that stay hidden at first."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.models.applicants import Applicant
from app.staff_choice.models.kept import until_erased


class PanelRole(Enum):
    """What somebody does on the panel. Source: the practice guide, C1."""

    ASKER = "asker"
    GREETER = "greeter"
    NOTE_TAKER = "note-taker"
    SCORER = "scorer"
    CHAIR = "chair"

    @property
    def words(self) -> LazyWords:
        return _PANEL_ROLES[self]


_PANEL_ROLES = {
    PanelRole.ASKER: _l("Asks the questions"),
    PanelRole.GREETER: _l("Says hello"),
    PanelRole.NOTE_TAKER: _l("Writes it down"),
    PanelRole.SCORER: _l("Gives marks"),
    PanelRole.CHAIR: _l("Leads"),
}


class PanelMember(Entity, Base):
    """Somebody on the panel of a vacancy, while it lasts. The person is on it from the first.

    It opens nothing: who is on it sees what the person's sharing of "choosing my staff" opens.
    """

    __tablename__ = "panel_member"
    __table_args__ = (Index(None, "vacancy_id"), Index(None, "account_id"))

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # Values of `PanelRole`.
    roles: Mapped[list[Any]] = mapped_column(JSON, default=list)
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # They read the training card.
    trained_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    account: Mapped[Account] = relationship(foreign_keys=[account_id], lazy="joined")

    def is_a(self, role: PanelRole) -> bool:
        return self.ended_at is None and role.value in self.roles


@append_only
class QuestionCard(Entity, Base):
    """A question that everybody is asked, as written once, with the answers we look for."""

    __tablename__ = "question_card"
    __table_args__ = (
        UniqueConstraint("card_id", "number", name="uq_question_card_number"),
        Index(None, "vacancy_id"),
        CheckConstraint("words <> ''", name="words"),
    )

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    card_id: Mapped[uuid.UUID]
    number: Mapped[int]
    place: Mapped[int] = mapped_column(default=0)
    criterion_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("criterion.id"))
    concept: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Words(300))
    good_answer: Mapped[str] = mapped_column(Words(500), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    taken_out: Mapped[bool] = mapped_column(default=False)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class Interview(Entity, Base):
    """The panel meets one applicant. Marks are given once `left_at` says that they have left.

    `over_limit_by`: who said yes to more than three a day, after the warning. `cards`: ids of the
    question cards as they stood when it began, so that every mark has its question.
    """

    __tablename__ = "interview"
    __table_args__ = (
        UniqueConstraint("applicant_id"),
        Index(None, "vacancy_id", "starts_at"),
        CheckConstraint("minutes > 0 AND minutes <= 240", name="minutes"),
        CheckConstraint("closed_at IS NULL OR left_at IS NOT NULL", name="left_first"),
    )

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int] = mapped_column(default=30)
    break_minutes: Mapped[int] = mapped_column(default=15)
    place: Mapped[str] = mapped_column(Words(200), default="")
    over_limit_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    cards: Mapped[list[Any]] = mapped_column(JSON, default=list)
    left_at: Mapped[datetime | None]
    # All marks are in, or the chair closed it: from here on everybody on the panel sees them.
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    applicant: Mapped[Applicant] = relationship()

    @property
    def ends_at(self) -> datetime:
        """The end of the talk; the break comes after it."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Mark(Enum):
    """Four answers, none of them a number."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"
    DID_NOT_HEAR = "did-not-hear"

    @property
    def words(self) -> LazyWords:
        return _MARKS[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _MARK_PICTURES[self]


_MARKS = {
    Mark.YES: _l("Yes, good answer"),
    Mark.MAYBE: _l("Maybe"),
    Mark.NO: _l("No"),
    Mark.DID_NOT_HEAR: _l("I did not hear"),
}
_MARK_PICTURES = {
    Mark.YES: "thumb_up",
    Mark.MAYBE: "thumb_middle",
    Mark.NO: "thumb_down",
    Mark.DID_NOT_HEAR: "listen",
}


@until_erased("interview")
class Score(Entity, Base):
    """One mark of one member for one question. Hidden from everybody until it is closed."""

    __tablename__ = "score"
    __table_args__ = (
        UniqueConstraint("interview_id", "card_id", "panel_member_id", name="uq_score_once"),
    )

    interview_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("interview.id"))
    card_id: Mapped[uuid.UUID]
    panel_member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("panel_member.id"))
    mark: Mapped[Mark] = mapped_column(one_of(Mark, "mark"))
    note: Mapped[str] = mapped_column(Words(500), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")

    member: Mapped[PanelMember] = relationship(lazy="joined", innerjoin=True)


class EvidenceLevel(Enum):
    """How we know something about a line. "We do not know yet" is no row."""

    SAYS = "says"
    SEEN = "seen"


@until_erased()
class Evidence(Entity, Base):
    """What somebody on the panel learned about one line of the sheet: it fits, or it does not."""

    __tablename__ = "evidence"
    __table_args__ = (Index(None, "applicant_id"), CheckConstraint("words <> ''", name="words"))

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    criterion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("criterion.id"))
    level: Mapped[EvidenceLevel] = mapped_column(one_of(EvidenceLevel, "level"))
    fits: Mapped[bool]
    words: Mapped[str] = mapped_column(Words(300))
    language: Mapped[str] = mapped_column(String(12), default="en")
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
