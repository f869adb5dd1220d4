"""What a person wants in their life: its words and pictures, its steps, and where it stands.

An `Outcome` is only the thread; each text, step and state on it is a row that is added. The row
with the highest number stands, the older ones stay readable.
"""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Relationship, StoredPhoto, StoredSound
from app.people.parts import Part
from app.plans.models.plan import BASIS_HAS_RECORDS, Decided


@append_only
class Outcome(Entity, Base):
    """One thing that the person wants. `id` is the key of the form: sent twice, made once."""

    __tablename__ = "outcome"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    # Who said it first: the person, or a member as what they were then. FHIR Goal.expressedBy.
    made_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    made_as: Mapped[Relationship | None] = mapped_column(one_of(Relationship, "relationship"))
    # The section of the support plan that it belongs to, where there is one.
    section: Mapped[Part | None] = mapped_column(one_of(Part, "part"))


@append_only
class OutcomeText(Entity, Base):
    """What the outcome is and why it matters, as said once. A picture alone is enough."""

    __tablename__ = "outcome_text"
    __table_args__ = (
        UniqueConstraint("outcome_id", "number", name="uq_outcome_text_number"),
        CheckConstraint(
            "title <> '' OR picture <> '' OR photo_id IS NOT NULL OR sound_id IS NOT NULL",
            name="says_something",
        ),
    )

    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Words(200), default="")
    why: Mapped[str] = mapped_column(Words(1000), default="")
    # A concept of the picture registry.
    picture: Mapped[str] = mapped_column(String(40), default="")
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_photo.id"))
    sound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_sound.id"))
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # Ids of circle members who helped, as chosen by the writer.
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)

    photo: Mapped[StoredPhoto | None] = relationship(lazy="joined")
    sound: Mapped[StoredSound | None] = relationship(lazy="joined")


class Lifecycle(Enum):
    """Where an outcome stands. The codes of FHIR R4 Goal.lifecycleStatus that we use."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    ON_HOLD = "on-hold"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    REJECTED = "rejected"

    @property
    def words(self) -> LazyWords:
        return _LIFECYCLES[self]

    @property
    def told(self) -> LazyWords:
        """The same to somebody who is not the person."""
        return _TOLD[self]


_LIFECYCLES = {
    Lifecycle.PROPOSED: _l("Somebody thinks of this for me"),
    Lifecycle.ACTIVE: _l("I want this now"),
    Lifecycle.ON_HOLD: _l("I am taking a break from this"),
    Lifecycle.COMPLETED: _l("I have this now"),
    Lifecycle.CANCELLED: _l("I do not want this any more"),
    Lifecycle.REJECTED: _l("I said no to this"),
}
_TOLD = {
    Lifecycle.PROPOSED: _l("Somebody thinks of this for them"),
    Lifecycle.ACTIVE: _l("They want this now"),
    Lifecycle.ON_HOLD: _l("They are taking a break from this"),
    Lifecycle.COMPLETED: _l("They have this now"),
    Lifecycle.CANCELLED: _l("They do not want this any more"),
    Lifecycle.REJECTED: _l("They said no to this"),
}
# What is asked about: the others are over, or not the person's own yet.
ASKED_ABOUT = frozenset({Lifecycle.ACTIVE})
# Nobody says how it goes with what only somebody else thinks of, or the person said no to.
NOT_TAKEN_ON = (Lifecycle.PROPOSED, Lifecycle.REJECTED)
# What ends it: asked once more before it is so.
ENDS = frozenset({Lifecycle.CANCELLED, Lifecycle.REJECTED})
OPEN = frozenset({Lifecycle.PROPOSED, Lifecycle.ACTIVE, Lifecycle.ON_HOLD})


class Achievement(Enum):
    """How far it came. The codes of FHIR R4 Goal.achievementStatus that we use."""

    IN_PROGRESS = "in-progress"
    IMPROVING = "improving"
    NO_CHANGE = "no-change"
    WORSENING = "worsening"
    ACHIEVED = "achieved"
    NOT_ACHIEVED = "not-achieved"


@append_only
class OutcomeState(Entity, Base):
    """Where an outcome stands from now on, and who says so.

    Only the person makes one active, done or ended: a member can propose. Where the person has no
    account, an `OutcomeBasis` names the records of whoever decides for them.
    """

    __tablename__ = "outcome_state"
    __table_args__ = (UniqueConstraint("outcome_id", "number", name="uq_outcome_state_number"),)

    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome.id"))
    number: Mapped[int]
    lifecycle: Mapped[Lifecycle] = mapped_column(one_of(Lifecycle, "lifecycle"))
    achievement: Mapped[Achievement | None] = mapped_column(one_of(Achievement, "achievement"))
    words: Mapped[str] = mapped_column(Words(500), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class OutcomeBasis(Decided, Entity, Base):
    """On which records somebody decided where an outcome stands, for a person without an account.

    One row beside the `OutcomeState` that it stands for.
    """

    __tablename__ = "outcome_basis"
    __table_args__ = (
        UniqueConstraint("state_id"),
        CheckConstraint(BASIS_HAS_RECORDS, name="basis_has_records"),
        CheckConstraint(
            "basis IN ('attorney-or-deputy', 'other-representative', 'best-interests')",
            name="by_records",
        ),
    )

    state_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome_state.id"))


class OutcomeTag(Entity, Base):
    """A tag behind the scenes: a key of the framework file. For figures, never for the person."""

    __tablename__ = "outcome_tag"
    __table_args__ = (UniqueConstraint("outcome_id", "tag"), Index(None, "tag"))

    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome.id"))
    tag: Mapped[str] = mapped_column(String(60))
    set_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class Step(Entity, Base):
    """Who does what until when. A change is a new row: same `thread`, higher number."""

    __tablename__ = "outcome_step"
    __table_args__ = (
        UniqueConstraint("thread", "number", name="uq_outcome_step_number"),
        Index(None, "outcome_id"),
        CheckConstraint("what <> '' OR picture <> ''", name="says_something"),
    )

    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome.id"))
    # The id of its first row.
    thread: Mapped[uuid.UUID]
    number: Mapped[int]
    what: Mapped[str] = mapped_column(Words(300), default="")
    picture: Mapped[str] = mapped_column(String(40), default="")
    # "me", the id of a circle member as text, or empty: nobody yet.
    who: Mapped[str] = mapped_column(String(40), default="")
    due_on: Mapped[date | None]
    language: Mapped[str] = mapped_column(String(12))
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


class StepStands(Enum):
    """How a step stands."""

    TO_DO = "to-do"
    DOING = "doing"
    DONE = "done"
    LEFT = "left"

    @property
    def words(self) -> LazyWords:
        return _STEPS[self]


_STEPS = {
    StepStands.TO_DO: _l("Not yet"),
    StepStands.DOING: _l("Started"),
    StepStands.DONE: _l("Done"),
    StepStands.LEFT: _l("We left it"),
}


@append_only
class StepState(Entity, Base):
    """What became of a step, told by somebody. The newest stands."""

    __tablename__ = "outcome_step_state"
    __table_args__ = (Index(None, "thread"),)

    thread: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome_step.id"))
    stands: Mapped[StepStands] = mapped_column(one_of(StepStands, "stands"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class RowStrike(Entity, Base):
    """A mistake in what somebody said, struck out with a reason. It stays readable.

    `row_id`: a check-in or an entry of life. By who said it, or by the person.
    """

    __tablename__ = "outcome_strike"
    __table_args__ = (UniqueConstraint("row_id"), CheckConstraint("reason <> ''", name="reason"))

    row_id: Mapped[uuid.UUID]
    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Words(500))
    language: Mapped[str] = mapped_column(String(12), default="en")
    struck_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
