"""Legal authority, capacity and best interests: about one decision, never a label on a person."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only, one_of
from app.language.formats import LONDON
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models.person import CircleMember


class AuthorityKind(Enum):
    HEALTH_ATTORNEY = "health-attorney"
    HEALTH_DEPUTY = "health-deputy"
    PROPERTY_ATTORNEY = "property-attorney"
    PROPERTY_DEPUTY = "property-deputy"
    APPOINTEE = "appointee"
    DIRECT_PAYMENT_HOLDER = "direct-payment-holder"
    OTHER_REPRESENTATIVE = "other-representative"

    @property
    def words(self) -> LazyWords:
        return _KINDS[self]


# Each page that shows these to a person explains the words.
_KINDS = {
    # L10n: word=attorney
    AuthorityKind.HEALTH_ATTORNEY: _l("Attorney for health and welfare"),
    # L10n: word=deputy
    AuthorityKind.HEALTH_DEPUTY: _l("Deputy for health and welfare"),
    # L10n: word=attorney
    AuthorityKind.PROPERTY_ATTORNEY: _l("Attorney for property and money"),
    # L10n: word=deputy
    AuthorityKind.PROPERTY_DEPUTY: _l("Deputy for property and money"),
    # L10n: word=appointee
    AuthorityKind.APPOINTEE: _l("Appointee for benefits"),
    # L10n: word=direct-payment
    AuthorityKind.DIRECT_PAYMENT_HOLDER: _l("Holder of the direct payment"),
    AuthorityKind.OTHER_REPRESENTATIVE: _l("Other legal representative"),
}
# What a capacity record about the plan names in place of a receiver; its parts say the sections.
ABOUT_THE_PLAN = "plan"
HEALTH_KINDS = frozenset({AuthorityKind.HEALTH_ATTORNEY, AuthorityKind.HEALTH_DEPUTY})
MONEY_KINDS = frozenset(
    {
        AuthorityKind.PROPERTY_ATTORNEY,
        AuthorityKind.PROPERTY_DEPUTY,
        AuthorityKind.APPOINTEE,
        AuthorityKind.DIRECT_PAYMENT_HOLDER,
    }
)


class LegalAuthority(Entity, Base):
    """A legal paper that lets a member decide some things. Counts once the council checked it."""

    __tablename__ = "legal_authority"
    __table_args__ = (
        Index(None, "person_id"),
        CheckConstraint("(verified_by IS NULL) = (verified_at IS NULL)", name="verified"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("circle_member.id"))
    kind: Mapped[AuthorityKind] = mapped_column(one_of(AuthorityKind, "kind"))
    # Which parts the paper covers; empty means all that its kind can cover.
    scope: Mapped[list[Any]] = mapped_column(JSON, default=list)
    evidence: Mapped[str] = mapped_column(Words(300), default="")
    reference: Mapped[str] = mapped_column(Words(80), default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    verified_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    verified_at: Mapped[datetime | None]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    suspended_at: Mapped[datetime | None]
    # Ended before its date: at once, and for good.
    ended_at: Mapped[datetime | None]

    member: Mapped[CircleMember] = relationship(lazy="joined")

    def is_in_force(self, at: datetime) -> bool:
        """Checked by the council, begun, not ended, not suspended at this moment."""
        day = at.astimezone(LONDON).date()
        return (
            self.verified_at is not None
            and self.suspended_at is None
            and self.ended_at is None
            and self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
        )


class Conclusion(Enum):
    CAN_DECIDE = "can-decide"
    CANNOT_DECIDE_NOW = "cannot-decide-now"


class CapacityRecord(Entity, Base):
    """Could the person make this one decision, now? Made only when there is a reason to doubt it.

    Source: Mental Capacity Act 2005 s2 and s3 (understand, retain, weigh, communicate). `decision`
    says which; for sharing, `parts` and `receiver` ("member:<id>" or "organisation:<id>") do too;
    for what the plan says, `receiver` is "plan" and `parts` are its sections.
    Never changed, but for the moment it is taken back.
    """

    __tablename__ = "capacity_record"
    __table_args__ = (
        Index(None, "person_id"),
        CheckConstraint("decision <> ''", name="names_decision"),
        # s2 and s3: nobody is unable to decide unless one of the four is missing, because of
        # something that is written down.
        CheckConstraint(
            "conclusion <> 'cannot-decide-now'"
            " OR NOT (understands AND retains AND weighs AND communicates)",
            name="one_missing",
        ),
        CheckConstraint("conclusion <> 'cannot-decide-now' OR because_of <> ''", name="because"),
        CheckConstraint("review_on > assessed_on", name="review_later"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    decision: Mapped[str] = mapped_column(Words(300))
    receiver: Mapped[str] = mapped_column(String(60), default="")
    parts: Mapped[list[Any]] = mapped_column(JSON, default=list)
    why_in_doubt: Mapped[str] = mapped_column(Words(1000))
    help_given: Mapped[str] = mapped_column(Words(1000))
    understands: Mapped[bool]
    retains: Mapped[bool]
    weighs: Mapped[bool]
    communicates: Mapped[bool]
    because_of: Mapped[str] = mapped_column(Words(1000))
    conclusion: Mapped[Conclusion] = mapped_column(one_of(Conclusion, "conclusion"))
    assessed_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    assessed_on: Mapped[date]
    review_on: Mapped[date]
    # The language that the words above are in.
    language: Mapped[str] = mapped_column(String(12), default="en")
    taken_back_at: Mapped[datetime | None]

    assessor: Mapped[Account] = relationship(lazy="joined")

    def is_live(self, at: datetime) -> bool:
        """Says "cannot decide now", is not past its review, was not taken back."""
        return (
            self.conclusion is Conclusion.CANNOT_DECIDE_NOW
            and self.taken_back_at is None
            and at.astimezone(LONDON).date() <= self.review_on
        )


@append_only
class BestInterestsDecision(Entity, Base):
    """What was decided for the person on one capacity record, and who was asked.

    Source: Mental Capacity Act 2005 s4.
    """

    __tablename__ = "best_interests_decision"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    capacity_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("capacity_record.id"))
    wishes: Mapped[str] = mapped_column(Words(1000))
    consulted: Mapped[str] = mapped_column(Words(1000))
    options: Mapped[str] = mapped_column(Words(1000))
    least_restrictive: Mapped[str] = mapped_column(Words(1000))
    decided: Mapped[str] = mapped_column(Words(1000))
    dissent: Mapped[str] = mapped_column(Words(1000), default="")
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    decided_on: Mapped[date]
    language: Mapped[str] = mapped_column(String(12), default="en")

    capacity: Mapped[CapacityRecord] = relationship(lazy="joined")
    decider: Mapped[Account] = relationship(lazy="joined")


class Area(Enum):
    """On what somebody may speak for the person. Never sharing, never the home: not listed."""

    ABOUT_ME = "about-me"
    PLAN = "plan"
    OUTCOMES = "outcomes"
    STAFF = "staff"
    ADVERTS = "adverts"
    MONEY = "money"

    @property
    def words(self) -> LazyWords:
        return _AREAS[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _AREA_PICTURES[self]


_AREAS = {
    Area.ABOUT_ME: _l("About me"),
    Area.PLAN: _l("My support plan"),
    Area.OUTCOMES: _l("How it is going"),
    Area.STAFF: _l("Choosing my staff"),
    Area.ADVERTS: _l("I am looking for"),
    Area.MONEY: _l("My money"),
}
_AREA_PICTURES = {
    Area.ABOUT_ME: "about_me",
    Area.PLAN: "plan",
    Area.OUTCOMES: "going",
    Area.STAFF: "staff",
    Area.ADVERTS: "advert",
    Area.MONEY: "money",
}


class SpokenFor(Entity, Base):
    """Somebody whom the person named to speak for them on one area. Ends in two taps.

    Never covers sharing, nor where and with whom they live.
    """

    __tablename__ = "spoken_for"
    __table_args__ = (
        Index(None, "person_id", "ended_at"),
        Index(
            "uq_spoken_for_live",
            "member_id",
            "area",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("circle_member.id"))
    area: Mapped[Area] = mapped_column(one_of(Area, "area"))
    ended_at: Mapped[datetime | None]

    member: Mapped[CircleMember] = relationship(lazy="joined")


class NeedKind(Enum):
    """Source: Accessible Information Standard DAPB1605; language is kept apart from it."""

    CONTACT = "contact-method"
    FORMAT = "information-format"
    SUPPORT = "communication-support"
    PROFESSIONAL = "communication-professional"
    LANGUAGE = "language"
    ADJUSTMENT = "reasonable-adjustment"

    @property
    def words(self) -> LazyWords:
        return _NEED_KINDS[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _NEED_PICTURES[self]


_NEED_KINDS = {
    NeedKind.CONTACT: _l("How to reach me"),
    NeedKind.FORMAT: _l("How I like information"),
    NeedKind.SUPPORT: _l("What helps me talk and understand"),
    NeedKind.PROFESSIONAL: _l("Who helps me talk and understand"),
    NeedKind.LANGUAGE: _l("My language"),
    NeedKind.ADJUSTMENT: _l("What to do another way"),
}
_NEED_PICTURES = {
    NeedKind.CONTACT: "phone",
    NeedKind.FORMAT: "letters",
    NeedKind.SUPPORT: "communicate",
    NeedKind.PROFESSIONAL: "two_people",
    NeedKind.LANGUAGE: "languages",
    NeedKind.ADJUSTMENT: "needs",
}


class CommunicationNeed(Entity, Base):
    """What the person, or a member of the circle, needs to take part; and how it is met."""

    __tablename__ = "communication_need"
    __table_args__ = (Index(None, "person_id", "ended_at"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("circle_member.id"))
    kind: Mapped[NeedKind] = mapped_column(one_of(NeedKind, "kind"))
    need: Mapped[str] = mapped_column(Words(300))
    how_met: Mapped[str] = mapped_column(Words(300), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    may_be_shared: Mapped[bool] = mapped_column(default=False)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    review_on: Mapped[date | None]
    ended_at: Mapped[datetime | None]
