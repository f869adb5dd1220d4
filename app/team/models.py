"""Who supports me: a worker linked to a person, since when, and whether the person chose them."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only
from app.organisations.models import Organisation
from app.people.models import CircleMember, Person


class Worker(Entity, Base):
    """Somebody who supports people for pay: with an account or without one yet.

    Their one-page profile, written by themselves; what they do not want to say stays empty.
    """

    __tablename__ = "worker"
    __table_args__ = (UniqueConstraint("account_id"),)

    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(Words(120))
    phone: Mapped[str] = mapped_column(String(20), default="")
    liked: Mapped[str] = mapped_column(Words(1000), default="")
    important: Mapped[str] = mapped_column(Words(1000), default="")
    support: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    photo_key: Mapped[str] = mapped_column(String(120), default="")
    thumb_key: Mapped[str] = mapped_column(String(120), default="")

    account: Mapped[Account | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()


class TeamMember(Entity, Base):
    """A worker in a person's team, while it lasts. `applicant_id`: how they came, if chosen here.

    A worker is linked to at most two people; for a third the manager says why, and each person
    concerned sees it (`third_reason`). Source: the domain's rules with numbers.
    """

    __tablename__ = "team_member"
    __table_args__ = (
        Index(None, "person_id", "ended_at"),
        Index(None, "worker_id", "ended_at"),
        CheckConstraint("ended_on IS NULL OR ended_on >= since", name="ends_later"),
        CheckConstraint("(ended_at IS NULL) = (ended_on IS NULL)", name="ended"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    worker_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("worker.id"))
    since: Mapped[date]
    chosen_by_person: Mapped[bool]
    # The applicant's row; a plain id, for that row is erased in time.
    applicant_id: Mapped[uuid.UUID | None]
    third_reason: Mapped[str] = mapped_column(Words(500), default="")
    third_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    added_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    ended_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
    # What the person is told about why they leave; may stay empty.
    ended_why: Mapped[str] = mapped_column(Words(300), default="")

    person: Mapped[Person] = relationship()
    worker: Mapped[Worker] = relationship(lazy="joined", innerjoin=True)


@append_only
class ThankYou(Entity, Base):
    """A goodbye to a worker, in the person's words or with a picture."""

    __tablename__ = "thank_you"
    __table_args__ = (
        Index(None, "team_member_id"),
        CheckConstraint("words <> '' OR picture <> ''", name="says_something"),
    )

    team_member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team_member.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    words: Mapped[str] = mapped_column(Words(500), default="")
    picture: Mapped[str] = mapped_column(String(40), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")


class Absence(Entity, Base):
    """A worker cannot come. The rest of the team is asked first, and only then anybody else.

    Why somebody is away is never asked: it would be about their health.
    """

    __tablename__ = "absence"
    __table_args__ = (
        Index(None, "person_id"),
        CheckConstraint("ends_at > starts_at", name="ends_later"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    team_member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team_member.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    covered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team_member.id"))
    # Nobody of the team can: since then others may be asked.
    open_to_others_at: Mapped[datetime | None]
    # Who else comes, in the manager's words, where nobody of the team could.
    other: Mapped[str] = mapped_column(Words(200), default="")


@append_only
class AbsenceTakenBack(Entity, Base):
    """They can come after all: whoever wrote the absence takes it back. Nobody asks why."""

    __tablename__ = "absence_taken_back"
    __table_args__ = (UniqueConstraint("absence_id"),)

    absence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("absence.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class CoverAnswer(Entity, Base):
    """A team member's answer: I can, or I cannot. Nobody is asked why."""

    __tablename__ = "cover_answer"
    __table_args__ = (UniqueConstraint("absence_id", "team_member_id"),)

    absence_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("absence.id"))
    team_member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("team_member.id"))
    can: Mapped[bool]


class PersonToAsk(Entity, Base):
    """Somebody the person wants to see on home and on help: a photo, a role, a button to call."""

    __tablename__ = "person_to_ask"
    __table_args__ = (
        UniqueConstraint("person_id", "member_id"),
        UniqueConstraint("person_id", "team_member_id"),
        CheckConstraint("(member_id IS NULL) <> (team_member_id IS NULL)", name="one"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("circle_member.id"))
    team_member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("team_member.id"))
    place: Mapped[int] = mapped_column(default=0)
    phone: Mapped[str] = mapped_column(String(20), default="")
    # In the person's words: "my sister".
    who: Mapped[str] = mapped_column(Words(60), default="")

    member: Mapped[CircleMember | None] = relationship()
    team_member: Mapped[TeamMember | None] = relationship()
