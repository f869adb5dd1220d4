"""Trial, the two locks of a decision, and what must be on file before anybody starts."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.config import LIMITS
from app.database import Base, Entity, Words, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import (
    Basis,
    BestInterestsDecision,
    CapacityRecord,
    LegalAuthority,
    SaidHow,
    StoredPhoto,
    StoredSound,
)
from app.staff_choice.models.applicants import Applicant
from app.staff_choice.models.kept import until_erased
from app.staff_choice.models.sheet import Criterion


class Trial(Entity, Base):
    """A short time together. Both say yes first; either may stop it and says no reason."""

    __tablename__ = "trial"
    __table_args__ = (
        Index(None, "applicant_id"),
        CheckConstraint("minutes > 0", name="minutes"),
        CheckConstraint("paid = (pay_pence > 0)", name="paid"),
    )

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    paid: Mapped[bool]
    # Pence an hour.
    pay_pence: Mapped[int] = mapped_column(default=0)
    # What they will do together.
    what: Mapped[str] = mapped_column(Words(300), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    person_yes_at: Mapped[datetime | None]
    applicant_yes_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    # Who stopped it shows to nobody but in the audit. Somebody else's offer that they took back is
    # told as that: else the person would think that the other one said no.
    taken_back_at: Mapped[datetime | None]

    applicant: Mapped[Applicant] = relationship()


class Showed(Enum):
    """What the person showed in a trial, in one tap."""

    LIKED = "liked"
    BETWEEN = "between"
    DID_NOT_LIKE = "did-not-like"

    @property
    def words(self) -> LazyWords:
        return _SHOWED[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _SHOWED_PICTURES[self]


_SHOWED = {
    Showed.LIKED: _l("I liked it"),
    Showed.BETWEEN: _l("In between"),
    Showed.DID_NOT_LIKE: _l("I did not like it"),
}
_SHOWED_PICTURES = {
    Showed.LIKED: "thumb_up",
    Showed.BETWEEN: "thumb_middle",
    Showed.DID_NOT_LIKE: "thumb_down",
}


@until_erased("trial")
class TrialNote(Entity, Base):
    """How a trial was: the person's own tap or words, or "we saw …" by somebody named."""

    __tablename__ = "trial_note"
    __table_args__ = (
        Index(None, "trial_id"),
        CheckConstraint(
            "showed IS NOT NULL OR words <> '' OR observed <> ''"
            " OR photo_id IS NOT NULL OR sound_id IS NOT NULL",
            name="says_something",
        ),
        CheckConstraint("observed = '' OR NOT by_person", name="nobody_observes_themselves"),
    )

    trial_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trial.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    by_person: Mapped[bool]
    showed: Mapped[Showed | None] = mapped_column(one_of(Showed, "showed"))
    words: Mapped[str] = mapped_column(Words(1000), default="")
    observed: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_photo.id"))
    sound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_sound.id"))
    # What is in the photo, and what is said in the sound. They stand here and not in the rows of
    # the files: those are never deleted, and these words go with the applicant.
    photo_shows: Mapped[str] = mapped_column(Words(LIMITS.line_characters), default="")
    sound_says: Mapped[str] = mapped_column(Words(LIMITS.section_characters), default="")
    sound_says_in: Mapped[str] = mapped_column(String(12), default="en")

    photo: Mapped[StoredPhoto | None] = relationship(lazy="joined")
    sound: Mapped[StoredSound | None] = relationship(lazy="joined")


class ApplicantNote(Entity, Base):
    """How a trial was, in the applicant's own words, if they like. Theirs to change and take away.

    It counts for nothing: nobody who decides has to read it, and none is missed.
    """

    __tablename__ = "applicant_note"
    __table_args__ = (UniqueConstraint("trial_id"), CheckConstraint("words <> ''", name="words"))

    trial_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("trial.id"))
    words: Mapped[str] = mapped_column(Words(500))
    language: Mapped[str] = mapped_column(String(12), default="en")


@until_erased()
class StaffDecision(Entity, Base):
    """The first lock: the person's yes or no, once. A no needs no reason and ends it.

    From the person's own account, or seen by two witnesses who each confirm it (`witnessed`); or,
    in their place, on records alone (`rests_on`).
    """

    __tablename__ = "staff_decision"
    __table_args__ = (
        Index(None, "applicant_id"),
        CheckConstraint("said_how <> 'not-asked'", name="asked"),
    )

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    says_yes: Mapped[bool]
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    witnessed: Mapped[bool] = mapped_column(default=False)
    said_how: Mapped[SaidHow] = mapped_column(one_of(SaidHow, "said_how"), default=SaidHow.TAPPED)
    # Where the person wants to say something.
    words: Mapped[str] = mapped_column(Words(500), default="")
    # "We could tell because …", of a witnessed answer.
    evidence: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    rule_version: Mapped[str] = mapped_column(String(20))

    applicant: Mapped[Applicant] = relationship()
    witnesses: Mapped[list[StaffDecisionWitness]] = relationship(
        back_populates="decision", lazy="selectin"
    )
    # Read with every answer: without it, one in the person's place would pass for their own.
    rests_on: Mapped[StaffDecisionBasis | None] = relationship(
        back_populates="decision", lazy="joined"
    )

    @property
    def is_own(self) -> bool:
        """From the person's own account."""
        return not self.witnessed and self.rests_on is None


@until_erased("decision")
class StaffDecisionBasis(Entity, Base):
    """On which records somebody answered in the person's place. Source: the design's bases 2 to 4.

    Whoever holds the paper is the basis; who wrote it down stands in the decision.
    """

    __tablename__ = "staff_decision_basis"
    __table_args__ = (
        UniqueConstraint("decision_id"),
        CheckConstraint(
            "basis IN ('attorney-or-deputy', 'other-representative', 'best-interests')",
            name="by_records",
        ),
        CheckConstraint(
            "(basis NOT IN ('attorney-or-deputy', 'other-representative')"
            " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL))"
            " AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)",
            name="basis_has_records",
        ),
    )

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_decision.id"))
    basis: Mapped[Basis] = mapped_column(one_of(Basis, "basis"))
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("legal_authority.id"))
    capacity_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("capacity_record.id"))
    best_interests_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("best_interests_decision.id")
    )

    decision: Mapped[StaffDecision] = relationship(back_populates="rests_on")
    authority: Mapped[LegalAuthority | None] = relationship()
    capacity: Mapped[CapacityRecord | None] = relationship()
    best_interests: Mapped[BestInterestsDecision | None] = relationship()


@until_erased("decision")
class StaffDecisionWitness(Entity, Base):
    """Somebody named as having seen the answer. Counts once they confirmed it themselves."""

    __tablename__ = "staff_decision_witness"
    __table_args__ = (UniqueConstraint("decision_id", "account_id"), Index(None, "account_id"))

    decision_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_decision.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))

    decision: Mapped[StaffDecision] = relationship(back_populates="witnesses")
    account: Mapped[Account] = relationship(lazy="joined")
    answer: Mapped[StaffDecisionWitnessAnswer | None] = relationship(
        lazy="joined", back_populates="witness"
    )


@until_erased("witness")
class StaffDecisionWitnessAnswer(Entity, Base):
    """A witness's own answer: I was there and saw it, or I was not."""

    __tablename__ = "staff_decision_witness_answer"
    __table_args__ = (UniqueConstraint("witness_id"),)

    witness_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("staff_decision_witness.id"))
    was_there: Mapped[bool]

    witness: Mapped[StaffDecisionWitness] = relationship(back_populates="answer")


class CheckItem(Enum):
    """What must be on file before somebody starts.

    Source: Health and Social Care Act 2008 Regulations 2014, regulation 19 and Schedule 3.
    """

    IDENTITY = "identity"
    RIGHT_TO_WORK = "right-to-work"
    DBS = "dbs"
    REFERENCES = "references"
    FULL_HISTORY = "full-history"
    QUALIFICATIONS = "qualifications"
    HEALTH = "health"

    @property
    def words(self) -> LazyWords:
        return _ITEMS[self]


_ITEMS = {
    CheckItem.IDENTITY: _l("They are who they say they are"),
    CheckItem.RIGHT_TO_WORK: _l("They may work in the UK"),
    CheckItem.DBS: _l("The police check"),
    CheckItem.REFERENCES: _l("What others say about their work"),
    CheckItem.FULL_HISTORY: _l("Where they worked before"),
    CheckItem.QUALIFICATIONS: _l("What they learned"),
    CheckItem.HEALTH: _l("They can do the tasks"),
}


class CheckStatus(Enum):
    WAITING = "waiting"
    DONE = "done"
    STOP = "stop"

    @property
    def words(self) -> LazyWords:
        return _STATUSES[self]


_STATUSES = {
    CheckStatus.WAITING: _l("Waiting"),
    CheckStatus.DONE: _l("Done"),
    CheckStatus.STOP: _l("Not all right"),
}


@until_erased()
class SafeCheck(Entity, Base):
    """One check of one item. The newest row of an item stands. The panel sees its status only."""

    __tablename__ = "safe_check"
    __table_args__ = (
        Index(None, "applicant_id", "item"),
        CheckConstraint("status <> 'done' OR seen_on IS NOT NULL", name="done_has_a_day"),
    )

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    item: Mapped[CheckItem] = mapped_column(one_of(CheckItem, "item"))
    status: Mapped[CheckStatus] = mapped_column(one_of(CheckStatus, "status"))
    # The day on which the paper was seen, and what stands in it: for who holds the second lock.
    seen_on: Mapped[date | None]
    content: Mapped[str] = mapped_column(Words(1000), default="")
    checked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@until_erased()
class SafetyAnswer(Entity, Base):
    """The second lock: the employer's yes or no. A no names a line of the sheet or a check.

    Until the first day a yes can become a no: a check may come back as not all right. Both stay.
    """

    __tablename__ = "safety_answer"
    __table_args__ = (
        UniqueConstraint("applicant_id", "says_yes"),
        CheckConstraint(
            "says_yes OR criterion_id IS NOT NULL OR item IS NOT NULL", name="no_has_a_ground"
        ),
    )

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    says_yes: Mapped[bool]
    criterion_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("criterion.id"))
    item: Mapped[CheckItem | None] = mapped_column(one_of(CheckItem, "item"))
    words: Mapped[str] = mapped_column(Words(1000), default="")
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    rule_version: Mapped[str] = mapped_column(String(20))


@until_erased()
class ReasonRecorded(Entity, Base):
    """The lines of the sheet behind a no, for the applicant who asks. Nobody's score.

    `waits`: the only reason known is a protected characteristic without a recorded requirement:
    the answer waits until a named human said what happens (`HumanAnswer`).
    """

    __tablename__ = "reason_recorded"
    __table_args__ = (Index(None, "applicant_id"),)

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    criterion_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("criterion.id"))
    # In the manager's words: what an applicant who asks will read.
    words: Mapped[str] = mapped_column(Words(500), default="")
    waits: Mapped[bool] = mapped_column(default=False)
    recorded_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    criterion: Mapped[Criterion | None] = relationship(lazy="joined")


@until_erased("reason")
class HumanAnswer(Entity, Base):
    """What the named human says to a decision that waits: it goes on, or it is looked at anew."""

    __tablename__ = "human_answer"
    __table_args__ = (UniqueConstraint("reason_id"), CheckConstraint("words <> ''", name="words"))

    reason_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("reason_recorded.id"))
    goes_on: Mapped[bool]
    words: Mapped[str] = mapped_column(Words(1000))
    given_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
