"""What the person hid: a view, its photo, or the photo and the sound of what they want."""

from __future__ import annotations

import uuid
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l


class Hides(Enum):
    """How much of a thing somebody does not get."""

    NOTHING = "nothing"
    PHOTO = "photo"
    SOUND = "sound"
    BOTH = "photo-and-sound"
    ALL = "all"

    @property
    def what(self) -> frozenset[str]:
        """What they miss, as names: more names hide more."""
        return _WHAT[self]

    @classmethod
    def of(cls, what: frozenset[str]) -> Hides:
        """The one that hides exactly this."""
        return next(each for each in cls if each.what == what)

    @property
    def words(self) -> LazyWords:
        return _HIDES[self]


_WHAT = {
    Hides.NOTHING: frozenset[str](),
    Hides.PHOTO: frozenset({"photo"}),
    Hides.SOUND: frozenset({"sound"}),
    Hides.BOTH: frozenset({"photo", "sound"}),
    Hides.ALL: frozenset({"photo", "sound", "words"}),
}
_HIDES = {
    Hides.ALL: _l("Hide it"),
    Hides.BOTH: _l("Hide the photo and the sound"),
    Hides.PHOTO: _l("Hide only the photo"),
    Hides.SOUND: _l("Hide only the sound"),
    Hides.NOTHING: _l("They may see it"),
}
# What can be hidden of a view, and of an outcome: its words stay, as all that is said hangs on it.
OF_A_VIEW = (Hides.ALL, Hides.PHOTO)
OF_AN_OUTCOME = (Hides.BOTH, Hides.PHOTO, Hides.SOUND)


def _any_of(ways: tuple[Hides, ...]) -> str:
    return ", ".join(f"'{way.value}'" for way in ways)


class HiddenThing(Entity, Base):
    """Something that one account does not get, or nobody who works at one place.

    Of an outcome it is the photo or the sound that stands, whichever that is. Deleted when it
    ends: no trace.
    """

    __tablename__ = "hidden_thing"
    __table_args__ = (
        UniqueConstraint("check_in_id", "account_id"),
        UniqueConstraint("check_in_id", "organisation_id"),
        UniqueConstraint("outcome_id", "account_id"),
        UniqueConstraint("outcome_id", "organisation_id"),
        Index(None, "person_id"),
        CheckConstraint("(check_in_id IS NULL) <> (outcome_id IS NULL)", name="one_thing"),
        CheckConstraint("(account_id IS NULL) <> (organisation_id IS NULL)", name="one_receiver"),
        CheckConstraint(
            f"CASE WHEN outcome_id IS NULL THEN what IN ({_any_of(OF_A_VIEW)})"
            f" ELSE what IN ({_any_of(OF_AN_OUTCOME)}) END",
            name="fits_the_thing",
        ),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    check_in_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("check_in.id"))
    outcome_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outcome.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    what: Mapped[Hides] = mapped_column(one_of(Hides, "hides"), default=Hides.ALL)
