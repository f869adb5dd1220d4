"""Sharing: the only thing that opens a part. Its rows are added, never changed."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.organisations.models import Organisation
from app.people.models.person import CircleMember
from app.people.models.records import BestInterestsDecision, CapacityRecord, LegalAuthority
from app.people.parts import Level, Part


class Basis(Enum):
    """Why sharing may happen. Source: the design's table of four bases."""

    PERSON_SAYS_YES = "person-says-yes"
    BEST_INTERESTS = "best-interests"
    ATTORNEY_OR_DEPUTY = "attorney-or-deputy"
    OTHER_REPRESENTATIVE = "other-representative"

    @property
    def words(self) -> LazyWords:
        return _BASES[self]


# Each page that shows these to a person explains the words.
_BASES = {
    Basis.PERSON_SAYS_YES: _l("The person said yes. Two people saw it."),
    Basis.BEST_INTERESTS: _l("Best interests decision"),
    Basis.ATTORNEY_OR_DEPUTY: _l("Attorney or deputy for health"),
    Basis.OTHER_REPRESENTATIVE: _l("Other legal representative"),
}


class SaidHow(Enum):
    """How the person said it."""

    TAPPED = "tapped"
    WORDS = "words"
    SIGNS = "signs"
    PICTURES = "pictures"
    BEHAVIOUR = "behaviour"
    NOT_ASKED = "not-asked"


@append_only
class SharingDecision(Entity, Base):
    """To whom, on what basis, how it was said, who helped, from when, until when.

    The receiver is one member of the circle, or one organisation (its managers, and those of its
    workers who are in the circle).
    """

    __tablename__ = "sharing_decision"
    __table_args__ = (
        Index(None, "person_id"),
        Index(None, "member_id"),
        CheckConstraint("(member_id IS NULL) <> (organisation_id IS NULL)", name="one_receiver"),
        CheckConstraint("basis <> 'best-interests' OR best_interests_id IS NOT NULL", name="bi"),
        CheckConstraint(
            "basis NOT IN ('attorney-or-deputy', 'other-representative')"
            " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)",
            name="authority",
        ),
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_later"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("circle_member.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    basis: Mapped[Basis] = mapped_column(one_of(Basis, "basis"))
    said_how: Mapped[SaidHow] = mapped_column(one_of(SaidHow, "said_how"))
    shown_in: Mapped[str] = mapped_column(String(12), default="en")
    # Who explained it, where no native speaker has checked the language of the page.
    interpreter: Mapped[str] = mapped_column(Words(200), default="", server_default="")
    helped_by: Mapped[str] = mapped_column(Words(200), default="")
    note: Mapped[str] = mapped_column(Words(1000), default="")
    decided_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    witnessed: Mapped[bool] = mapped_column(default=False)
    capacity_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("capacity_record.id"))
    best_interests_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("best_interests_decision.id")
    )
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("legal_authority.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]

    member: Mapped[CircleMember | None] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    parts: Mapped[list[SharedPart]] = relationship(back_populates="decision")
    stop: Mapped[SharingStop | None] = relationship(back_populates="decision")
    witnesses: Mapped[list[Witness]] = relationship(back_populates="decision")
    capacity: Mapped[CapacityRecord | None] = relationship()
    best_interests: Mapped[BestInterestsDecision | None] = relationship()
    authority: Mapped[LegalAuthority | None] = relationship()

    def level_of(self, part: Part) -> Level | None:
        """How far this decision opens a part; None when it does not."""
        return next((shared.level for shared in self.parts if shared.part is part), None)


@append_only
class SharedPart(Entity, Base):
    """One part of a decision, and how far it is opened."""

    __tablename__ = "shared_part"
    __table_args__ = (UniqueConstraint("decision_id", "part"),)

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sharing_decision.id"))
    part: Mapped[Part] = mapped_column(one_of(Part, "part"))
    level: Mapped[Level] = mapped_column(one_of(Level, "level"))

    decision: Mapped[SharingDecision] = relationship(back_populates="parts")


@append_only
class SharingStop(Entity, Base):
    """The end of a decision. A decision is stopped once; a new yes is a new decision."""

    __tablename__ = "sharing_stop"
    __table_args__ = (UniqueConstraint("decision_id"),)

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sharing_decision.id"))
    stopped_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    why: Mapped[str] = mapped_column(Words(300), default="")

    decision: Mapped[SharingDecision] = relationship(back_populates="stop")


@append_only
class Witness(Entity, Base):
    """Somebody named as having seen the person say yes. Counts once they confirmed themselves."""

    __tablename__ = "witness"
    __table_args__ = (
        UniqueConstraint("decision_id", "account_id"),
        Index(None, "account_id"),
    )

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sharing_decision.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))

    decision: Mapped[SharingDecision] = relationship(back_populates="witnesses")
    account: Mapped[Account] = relationship(lazy="joined")
    answer: Mapped[WitnessAnswer | None] = relationship(lazy="joined", back_populates="witness")


@append_only
class WitnessAnswer(Entity, Base):
    """A witness's own answer: I was there and saw it, or I was not."""

    __tablename__ = "witness_answer"
    __table_args__ = (UniqueConstraint("witness_id"),)

    witness_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("witness.id"))
    was_there: Mapped[bool]

    witness: Mapped[Witness] = relationship(back_populates="answer")


class HiddenPart(Entity, Base):
    """A part hidden from one member, whatever is shared. Deleted to show it again: no trace.

    `account_id` is whom it is hidden from, so that a share to their organisation hides too.
    """

    __tablename__ = "hidden_part"
    __table_args__ = (UniqueConstraint("person_id", "account_id", "part"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    part: Mapped[Part] = mapped_column(one_of(Part, "part"))
