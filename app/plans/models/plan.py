"""The plan itself: texts that somebody took, and numbered versions that never change.

A `SectionText` is made when a suggestion is taken. The newest text of a section is its working
text. Publishing makes a `PlanVersion` that points to the working text of each section. A version
becomes the plan that everybody follows by a `PlanStart`.
"""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    Uuid,
    column,
    select,
    table,
)
from sqlalchemy.orm import Mapped, column_property, declared_attr, mapped_column, relationship

from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import CircleMember, StoredPhoto, StoredSound
from app.people.parts import Part


class DecidedBy(Enum):
    """On what basis somebody decided what the plan says. Source: the design's table of bases."""

    PERSON = "person"
    SPEAKER = "speaker"
    ATTORNEY_OR_DEPUTY = "attorney-or-deputy"
    OTHER_REPRESENTATIVE = "other-representative"
    BEST_INTERESTS = "best-interests"
    # For a person without an account: somebody wrote down what the person said. It changes the
    # draft only; no plan starts on it.
    WRITTEN_DOWN = "written-down"
    # Whoever wrote a suggestion took it back: nobody decided anything for the person.
    WRITER = "writer"


class Decided:
    """Who decided, and on which basis with its records."""

    @declared_attr
    def decided_by(cls) -> Mapped[uuid.UUID]:
        return mapped_column(ForeignKey("account.id"))

    @declared_attr
    def basis(cls) -> Mapped[DecidedBy]:
        return mapped_column(one_of(DecidedBy, "basis"))

    @declared_attr
    def authority_id(cls) -> Mapped[uuid.UUID | None]:
        return mapped_column(ForeignKey("legal_authority.id"))

    @declared_attr
    def capacity_id(cls) -> Mapped[uuid.UUID | None]:
        return mapped_column(ForeignKey("capacity_record.id"))

    @declared_attr
    def best_interests_id(cls) -> Mapped[uuid.UUID | None]:
        return mapped_column(ForeignKey("best_interests_decision.id"))


# An attorney without a capacity record cannot be written down, whatever the code above does.
BASIS_HAS_RECORDS = (
    "(basis NOT IN ('attorney-or-deputy', 'other-representative')"
    " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL))"
    " AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)"
)
# The same for what stands in a plan: somebody decided it.
DECIDED_WITH_RECORDS = f"{BASIS_HAS_RECORDS} AND basis <> 'writer'"


class SupportPlan(Entity, Base):
    """One a person, made with the first word of it: who keeps it, and when it is reviewed."""

    __tablename__ = "support_plan"
    __table_args__ = (UniqueConstraint("person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    # The member whom the person named; without one the care manager keeps the plan.
    keeper_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("circle_member.id"))
    review_on: Mapped[date | None]

    keeper: Mapped[CircleMember | None] = relationship()


# The table of suggestions, whose model stands on this file.
_SUGGESTION = table("suggestion", column("id", Uuid()), column("written_by", Uuid()))


@append_only
class SectionText(Decided, Entity, Base):
    """What one section says, as taken once. `number` counts up from 1 in each section.

    `content`: {"text": words, a word for each further field, "lines": [{column: words}, …]}, as
    `app.plans.sections` lists them.
    """

    __tablename__ = "section_text"
    __table_args__ = (
        UniqueConstraint("person_id", "section", "number", name="uq_section_text_number"),
        CheckConstraint(DECIDED_WITH_RECORDS, name="basis_has_records"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    section: Mapped[Part] = mapped_column(one_of(Part, "part"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    language: Mapped[str] = mapped_column(String(12))
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_photo.id"))
    sound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_sound.id"))
    suggestion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("suggestion.id"))
    # Who wrote these words: the suggestion's writer, or whoever took it in other words.
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Who suggested it first, where whoever took it wrote it in other words.
    suggested_by: Mapped[uuid.UUID] = column_property(
        select(_SUGGESTION.c.written_by)
        .where(_SUGGESTION.c.id == suggestion_id)
        .correlate_except(_SUGGESTION)
        .scalar_subquery()
    )

    photo: Mapped[StoredPhoto | None] = relationship(lazy="joined")
    sound: Mapped[StoredSound | None] = relationship(lazy="joined")
    strike: Mapped[Strike | None] = relationship(lazy="joined", back_populates="text")

    @property
    def is_empty(self) -> bool:
        """Nothing to read, see or hear: the section was taken out."""
        said = [v for v in self.content.values() if isinstance(v, str) and v.strip()]
        return not (said or self.content.get("lines") or self.photo_id or self.sound_id)


@append_only
class PlanVersion(Decided, Entity, Base):
    """A published plan: numbered from 1, and never changed. Who published it, on what basis."""

    __tablename__ = "plan_version"
    __table_args__ = (
        UniqueConstraint("person_id", "number", name="uq_plan_version_number"),
        CheckConstraint(DECIDED_WITH_RECORDS, name="basis_has_records"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    number: Mapped[int]

    start: Mapped[PlanStart | None] = relationship(lazy="joined", back_populates="version")


class Change(Enum):
    """What became of a section since the version before."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"
    TAKEN_OUT = "taken-out"


@append_only
class VersionSection(Entity, Base):
    """One section of a version, and the text that it has there."""

    __tablename__ = "version_section"
    __table_args__ = (UniqueConstraint("version_id", "section"), Index(None, "text_id"))

    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_version.id"))
    section: Mapped[Part] = mapped_column(one_of(Part, "part"))
    text_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("section_text.id"))
    change: Mapped[Change] = mapped_column(one_of(Change, "change"))

    text: Mapped[SectionText] = relationship(lazy="joined")


class StartedAs(Enum):
    """How a version became the plan that everybody follows."""

    AGREED = "agreed"
    BY_REPRESENTATIVE = "by-representative"
    NOT_AGREED_BY_ME = "not-agreed-by-me"

    @property
    def words(self) -> LazyWords:
        return _STARTED[self]


_STARTED = {
    StartedAs.AGREED: _l("I said yes to this plan"),
    StartedAs.BY_REPRESENTATIVE: _l("Somebody with legal papers said yes"),
    StartedAs.NOT_AGREED_BY_ME: _l("Not agreed by me"),
}


@append_only
class PlanStart(Entity, Base):
    """From now on everybody follows this version. Without the person's yes only with records."""

    __tablename__ = "plan_start"
    __table_args__ = (
        UniqueConstraint("version_id"),
        Index(None, "person_id"),
        CheckConstraint(
            "started_as <> 'not-agreed-by-me' OR (best_interests_id IS NOT NULL"
            " AND dissent <> '' AND review_on IS NOT NULL)",
            name="not_agreed",
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("plan_version.id"))
    started_as: Mapped[StartedAs] = mapped_column(one_of(StartedAs, "started_as"))
    started_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    best_interests_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("best_interests_decision.id")
    )
    # What the person says against it, or shows, in the words of whoever wrote it down.
    dissent: Mapped[str] = mapped_column(Words(1000), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    # At most 28 days on, where the person did not say yes.
    review_on: Mapped[date | None]

    version: Mapped[PlanVersion] = relationship(back_populates="start")


@append_only
class Strike(Entity, Base):
    """A text of a published version was a mistake: struck out with a reason, still readable."""

    __tablename__ = "strike"
    __table_args__ = (UniqueConstraint("text_id"), CheckConstraint("reason <> ''", name="reason"))

    text_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("section_text.id"))
    reason: Mapped[str] = mapped_column(Words(500))
    language: Mapped[str] = mapped_column(String(12), default="en")
    struck_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))

    text: Mapped[SectionText] = relationship(back_populates="strike")
