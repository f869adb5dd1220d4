"""Who applies: somebody without an account. Deleted after 180 days; corrected by themselves."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.models.kept import until_erased
from app.staff_choice.models.vacancy import Vacancy

if TYPE_CHECKING:
    from app.staff_choice.models.meet_how import MeetChoiceHow


class Applicant(Entity, Base):
    """What somebody says who wants the job. `id` is the key of the form: sent twice, kept once.

    `interests`, `skills`, `languages`, `times`: values of the closed lists of `app.staff_choice.
    cards`; `cannot` holds the times they say they cannot work. `link_number` counts the links sent:
    an older link opens nothing. After `erased_at` all words are empty: the row keeps the count.
    """

    __tablename__ = "applicant"
    __table_args__ = (Index(None, "vacancy_id"), Index(None, "delete_on"))

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    name: Mapped[str] = mapped_column(Words(120))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(20), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    # Who they are and why they want it: shown first, whatever else they send.
    words: Mapped[str] = mapped_column(Words(2000))
    words_language: Mapped[str] = mapped_column(String(12), default="en")
    video_link: Mapped[str] = mapped_column(String(300), default="")
    interests: Mapped[list[Any]] = mapped_column(JSON, default=list)
    skills: Mapped[list[Any]] = mapped_column(JSON, default=list)
    languages: Mapped[list[Any]] = mapped_column(JSON, default=list)
    times: Mapped[list[Any]] = mapped_column(JSON, default=list)
    cannot: Mapped[list[Any]] = mapped_column(JSON, default=list)
    link_number: Mapped[int] = mapped_column(default=1)
    delete_on: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    erased_at: Mapped[datetime | None]

    vacancy: Mapped[Vacancy] = relationship()
    files: Mapped[list[ApplicantFile]] = relationship()


class OwnAsking(Entity, Base):
    """An account whose owner asked for a job: how somebody is chosen for it is not for them.

    Written with the application, for whoever has an account then. It stays when they take the
    application back or write another address, and goes when nothing of anybody is kept that asked
    for the job. `used_at`: since when they used the link that only this address was sent: until
    then somebody else may have written it (see `disown`).
    """

    __tablename__ = "own_asking"
    __table_args__ = (UniqueConstraint("vacancy_id", "account_id"),)

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    used_at: Mapped[datetime | None]


class ApplicantFileKind(Enum):
    PHOTO = "photo"
    SOUND = "sound"


class ApplicantFile(Entity, Base):
    """A photo or a sound of an applicant: never seen or heard before the choice whom to meet."""

    __tablename__ = "applicant_file"
    __table_args__ = (UniqueConstraint("applicant_id", "kind"),)

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    kind: Mapped[ApplicantFileKind] = mapped_column(one_of(ApplicantFileKind, "kind"))
    file_key: Mapped[str] = mapped_column(String(120))
    thumb_key: Mapped[str] = mapped_column(String(120), default="")
    mime: Mapped[str] = mapped_column(String(60))


class InterviewAdjustment(Entity, Base):
    """What an applicant needs to show themselves well. Kept apart: no scorer reaches it.

    Source: Equality Act 2010, sections 20 and 60.
    """

    __tablename__ = "interview_adjustment"
    __table_args__ = (UniqueConstraint("applicant_id"),)

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    words: Mapped[str] = mapped_column(Words(1000))
    language: Mapped[str] = mapped_column(String(12), default="en")


class EqualAnswer(Base):
    """What somebody tells to be counted: anonymous, with no way to the applicant in the database.

    `key` is made from the applicant's id with the portal's secret, so that who was chosen can be
    counted once; it is erased with the decision. `answers`: question → value of its closed list.
    """

    __tablename__ = "equal_answer"
    __table_args__ = (UniqueConstraint("key"),)

    # No time of writing and no id in the order of time: both would lead to the applicant.
    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    key: Mapped[str | None] = mapped_column(String(64))
    quarter: Mapped[str] = mapped_column(String(7))
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    chosen: Mapped[bool] = mapped_column(default=False)


class MeetAnswer(Enum):
    """Whom I want to meet."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not-sure"

    @property
    def words(self) -> LazyWords:
        return _MEETS[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _MEET_PICTURES[self]


_MEETS = {
    MeetAnswer.YES: _l("Meet them"),
    MeetAnswer.NO: _l("Not them"),
    MeetAnswer.NOT_SURE: _l("Not sure yet"),
}
_MEET_PICTURES = {
    MeetAnswer.YES: "thumb_up",
    MeetAnswer.NO: "thumb_down",
    MeetAnswer.NOT_SURE: "thumb_middle",
}


@until_erased()
class MeetChoice(Entity, Base):
    """Somebody's answer whether to meet an applicant. The person's counts; others think along."""

    __tablename__ = "meet_choice"
    __table_args__ = (Index(None, "applicant_id"),)

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # The person's own answer, or said for a person without an account by who may.
    counts: Mapped[bool]
    answer: Mapped[MeetAnswer] = mapped_column(one_of(MeetAnswer, "answer"))
    words: Mapped[str] = mapped_column(Words(500), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    rule_version: Mapped[str] = mapped_column(String(20))

    # None where it is from the account of whoever said it, with nothing more to know.
    how: Mapped[MeetChoiceHow | None] = relationship(back_populates="choice", lazy="joined")

    @property
    def on_phone(self) -> bool:
        """Said by the person on another's phone."""
        return self.how is not None and self.how.on_phone_of is not None

    @property
    def in_their_place(self) -> bool:
        """Decided by others, on records: not the person's own word."""
        return self.how is not None and self.how.basis is not None


@until_erased()
class RiskGiven(Entity, Base):
    """The agreed text about risk was given to an applicant whom the person wants to meet."""

    __tablename__ = "risk_given"
    __table_args__ = (UniqueConstraint("applicant_id"),)

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    words: Mapped[str] = mapped_column(Words(2000))


class AskKind(Enum):
    """What an applicant can ask afterwards."""

    REASONS = "reasons"
    REVIEW = "review"


class ApplicantAsk(Entity, Base):
    """An applicant asks for the reasons, or that a human looks again. Answered by somebody named.

    Who answers a review is nobody who said the no.
    """

    __tablename__ = "applicant_ask"
    __table_args__ = (
        UniqueConstraint("applicant_id", "kind"),
        CheckConstraint("(answered_by IS NULL) = (answered_at IS NULL)", name="answered"),
    )

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    kind: Mapped[AskKind] = mapped_column(one_of(AskKind, "kind"))
    words: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    answer: Mapped[str] = mapped_column(Words(1000), default="")
    answered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime | None]

    applicant: Mapped[Applicant] = relationship()
