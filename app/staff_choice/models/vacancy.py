"""The vacancy: a job written from the sheet. It never says who the person is."""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.organisations.models import Organisation
from app.people.models import CircleMember, Person
from app.staff_choice.models.sheet import Criterion

PUBLIC_CHARACTERS = 200


class Employer(Enum):
    """Who pays whoever is chosen."""

    PROVIDER = "provider"
    PERSON = "person"


class PublicField(Enum):
    """The short texts that anybody can read."""

    GOOD_DAY = "good-day"
    TOGETHER = "together"
    TO_KNOW = "to-know"

    @property
    def words(self) -> LazyWords:
        return _FIELDS[self]


_FIELDS = {
    PublicField.GOOD_DAY: _l("A good day"),
    PublicField.TOGETHER: _l("What we do together"),
    PublicField.TO_KNOW: _l("Good to know"),
}


class Vacancy(Entity, Base):
    """One job. `number` is its public name: a few random letters, never a name.

    With a provider as employer its manager holds the second lock. Where the person employs, a
    named support service or care manager does (`lock_member_id`), never a relative who gains.
    `risk_text`: what somebody may be told from "meet" on, once the person said yes to it.
    """

    __tablename__ = "vacancy"
    __table_args__ = (
        UniqueConstraint("number"),
        Index(None, "person_id"),
        CheckConstraint("(employer = 'provider') = (organisation_id IS NOT NULL)", name="provider"),
        CheckConstraint("(employer = 'person') = (lock_member_id IS NOT NULL)", name="lock"),
        CheckConstraint("minutes_a_week > 0 AND minutes_a_week <= 10080", name="minutes"),
        CheckConstraint("pay_pence > 0", name="pay"),
    )

    number: Mapped[str] = mapped_column(String(12))
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    employer: Mapped[Employer] = mapped_column(one_of(Employer, "employer"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    lock_member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("circle_member.id"))
    # A postcode district and its town: never more.
    district: Mapped[str] = mapped_column(String(4))
    town: Mapped[str] = mapped_column(Words(80), default="")
    minutes_a_week: Mapped[int]
    # Pence an hour.
    pay_pence: Mapped[int]
    closes_on: Mapped[date]
    language: Mapped[str] = mapped_column(String(12), default="en")
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    risk_text: Mapped[str] = mapped_column(Words(2000), default="")
    risk_agreed_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    # The person's own choice: see names, photos and voices before choosing whom to meet.
    show_faces: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    lock_member: Mapped[CircleMember | None] = relationship()


@append_only
class VacancyText(Entity, Base):
    """A short text of a vacancy, as written once. The newest number of a field stands."""

    __tablename__ = "vacancy_text"
    __table_args__ = (
        UniqueConstraint("vacancy_id", "field", "number", name="uq_vacancy_text_number"),
    )

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    field: Mapped[PublicField] = mapped_column(one_of(PublicField, "field"))
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Words(PUBLIC_CHARACTERS))
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class VacancyCriterion(Entity, Base):
    """A line of the sheet that the vacancy asks for: this wording of it, and no other."""

    __tablename__ = "vacancy_criterion"
    __table_args__ = (UniqueConstraint("vacancy_id", "criterion_id"),)

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    criterion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("criterion.id"))

    criterion: Mapped[Criterion] = relationship(lazy="joined", innerjoin=True)


class VacancyStage(Enum):
    """Where a vacancy stands. Any change of its words leads back to the draft."""

    DRAFT = "draft"
    # The person saw what a stranger would learn, and said yes: it waits for a moderator.
    REVIEWED = "reviewed"
    SENT_BACK = "sent-back"
    PUBLISHED = "published"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def words(self) -> LazyWords:
        return _STAGES[self]


_STAGES = {
    VacancyStage.DRAFT: _l("We are writing it"),
    VacancyStage.REVIEWED: _l("The council reads it first"),
    VacancyStage.SENT_BACK: _l("The council asks for a change"),
    VacancyStage.PUBLISHED: _l("Everybody can see it"),
    VacancyStage.CLOSED: _l("Nobody can apply any more"),
    VacancyStage.WITHDRAWN: _l("I took it away"),
}


@append_only
class VacancyState(Entity, Base):
    """Where a vacancy stands from now on, and who says so. `words`: why it was sent back."""

    __tablename__ = "vacancy_state"
    __table_args__ = (UniqueConstraint("vacancy_id", "number", name="uq_vacancy_state_number"),)

    vacancy_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("vacancy.id"))
    number: Mapped[int]
    stage: Mapped[VacancyStage] = mapped_column(one_of(VacancyStage, "stage"))
    words: Mapped[str] = mapped_column(Words(500), default="")
    # Nobody: the closing date came.
    said_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
