"""My matching sheet: what I want and need, line by line. A line is said anew, never changed."""

from __future__ import annotations

import uuid
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l

LINE_CHARACTERS = 200


class Box(Enum):
    """The boxes of the sheet. Source: the matching tool of the practice guide, C1, and times."""

    SUPPORT = "support"
    SKILLS = "skills"
    KIND = "kind"
    SHARED = "shared"
    TIMES = "times"

    @property
    def words(self) -> LazyWords:
        return _BOXES[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _BOX_PICTURES[self]


_BOXES = {
    Box.SUPPORT: _l("Support I want and need"),
    Box.SKILLS: _l("What they can do"),
    Box.KIND: _l("The kind of person"),
    Box.SHARED: _l("Things we both like"),
    Box.TIMES: _l("When I need support"),
}
_BOX_PICTURES = {
    Box.SUPPORT: "help",
    Box.SKILLS: "strengths",
    Box.KIND: "people_like",
    Box.SHARED: "important_to_me",
    Box.TIMES: "month",
}
# What people both like can be nice. It never outweighs safety or skill.
NEVER_ESSENTIAL = frozenset({Box.SHARED})


class Characteristic(Enum):
    """The nine of the Equality Act 2010, section 4."""

    AGE = "age"
    DISABILITY = "disability"
    GENDER_REASSIGNMENT = "gender-reassignment"
    MARRIAGE = "marriage"
    PREGNANCY = "pregnancy"
    RACE = "race"
    RELIGION = "religion"
    SEX = "sex"
    ORIENTATION = "orientation"

    @property
    def words(self) -> LazyWords:
        return _CHARACTERISTICS[self]


_CHARACTERISTICS = {
    Characteristic.AGE: _l("How old somebody is"),
    Characteristic.DISABILITY: _l("Disability or health"),
    Characteristic.GENDER_REASSIGNMENT: _l("Being trans"),
    Characteristic.MARRIAGE: _l("Being married or not"),
    Characteristic.PREGNANCY: _l("Having a baby"),
    Characteristic.RACE: _l("Skin colour or the country they come from"),
    Characteristic.RELIGION: _l("What somebody believes"),
    Characteristic.SEX: _l("Being a man or a woman"),
    Characteristic.ORIENTATION: _l("Who somebody loves"),
}


@append_only
class Criterion(Entity, Base):
    """One line of the sheet, as said once. `number` counts up in each `line_id`.

    `concept` is a picture card of its box; words, a card, or both. The newest number of a line
    stands; `taken_out` ends the line. `characteristics`: values of those that it names.
    """

    __tablename__ = "criterion"
    __table_args__ = (
        UniqueConstraint("line_id", "number", name="uq_criterion_line_number"),
        Index(None, "person_id"),
        CheckConstraint("concept <> '' OR words <> ''", name="says_something"),
        CheckConstraint("box <> 'shared' OR NOT essential", name="shared_is_nice"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    line_id: Mapped[uuid.UUID]
    number: Mapped[int]
    box: Mapped[Box] = mapped_column(one_of(Box, "box"))
    concept: Mapped[str] = mapped_column(String(40), default="")
    words: Mapped[str] = mapped_column(Words(LINE_CHARACTERS), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    essential: Mapped[bool] = mapped_column(default=False)
    characteristics: Mapped[list[Any]] = mapped_column(JSON, default=list)
    taken_out: Mapped[bool] = mapped_column(default=False)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # Ids of the circle members who helped; empty: "I did it myself".
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)


class OccupationalRequirement(Entity, Base):
    """Why a line may name a protected characteristic: the task, the reason, who said yes.

    Source: Equality Act 2010, Schedule 9, paragraph 1. Approved by somebody of the council who did
    not ask for it. Until then the line stands on no advert.
    """

    __tablename__ = "occupational_requirement"
    __table_args__ = (
        UniqueConstraint("criterion_id", "characteristic"),
        Index(None, "person_id"),
        CheckConstraint("task <> '' AND reason <> ''", name="says_why"),
        CheckConstraint("answered_by IS NULL OR answered_by <> asked_by", name="two_people"),
        CheckConstraint("(answered_by IS NULL) = (approved IS NULL)", name="answered"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    line_id: Mapped[uuid.UUID]
    # The very words of the line that somebody said yes to.
    criterion_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("criterion.id"))
    characteristic: Mapped[Characteristic] = mapped_column(one_of(Characteristic, "characteristic"))
    task: Mapped[str] = mapped_column(Words(300))
    reason: Mapped[str] = mapped_column(Words(1000))
    language: Mapped[str] = mapped_column(String(12), default="en")
    asked_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    answered_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    approved: Mapped[bool | None]
    # What the approver says to it.
    answer: Mapped[str] = mapped_column(Words(1000), default="")

    criterion: Mapped[Criterion] = relationship()
    asker: Mapped[Account] = relationship(foreign_keys=[asked_by])
