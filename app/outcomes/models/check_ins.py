"""How is it going: one person's view at one time. Added, never changed, never averaged."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, append_only, one_of
from app.language.formats import LONDON
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Relationship, StoredPhoto, StoredSound


class Said(Enum):
    """What somebody answers. The last three are answers too, and stand on no scale."""

    WELL = "well"
    BETWEEN = "between"
    NOT_WELL = "not-well"
    DO_NOT_KNOW = "dont-know"
    WILL_NOT_SAY = "wont-say"
    ASK_LATER = "later"

    @property
    def words(self) -> LazyWords:
        return _SAID[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _SAID_PICTURES[self]

    @property
    def height(self) -> int | None:
        """Its place on the scale, 0 to 2: for telling two views apart, never shown or summed."""
        return _HEIGHTS.get(self)


_SAID = {
    Said.WELL: _l("Going well"),
    Said.BETWEEN: _l("In between"),
    Said.NOT_WELL: _l("Not going well"),
    Said.DO_NOT_KNOW: _l("I do not know"),
    Said.WILL_NOT_SAY: _l("I will not say"),
    Said.ASK_LATER: _l("Ask me later"),
}
_SAID_PICTURES = {
    Said.WELL: "thumb_up",
    Said.BETWEEN: "thumb_middle",
    Said.NOT_WELL: "thumb_down",
    Said.DO_NOT_KNOW: "do_not_know",
    Said.WILL_NOT_SAY: "do_not_say",
    Said.ASK_LATER: "ask_later",
}
_HEIGHTS = {Said.NOT_WELL: 0, Said.BETWEEN: 1, Said.WELL: 2}
ON_SCALE = (Said.WELL, Said.BETWEEN, Said.NOT_WELL)
APART = (Said.DO_NOT_KNOW, Said.WILL_NOT_SAY, Said.ASK_LATER)


class ViewFrom(Enum):
    """From where somebody looks. The person's own view stands first, the others beside it."""

    ME = "me"
    FAMILY = "family"
    TEAM = "team"
    OTHER = "other"

    @property
    def words(self) -> LazyWords:
        return _VIEWS[self]


_VIEWS = {
    ViewFrom.ME: _l("Me"),
    ViewFrom.FAMILY: _l("Family and friends"),
    ViewFrom.TEAM: _l("My team"),
    ViewFrom.OTHER: _l("Others"),
}
_VIEW_OF = {
    Relationship.FAMILY: ViewFrom.FAMILY,
    Relationship.FRIEND: ViewFrom.FAMILY,
    Relationship.SUPPORT_WORKER: ViewFrom.TEAM,
    Relationship.PROVIDER_MANAGER: ViewFrom.TEAM,
}


def view_of(relationship_kind: Relationship | None) -> ViewFrom:
    """From where a member of the circle looks. Whoever came with an organisation alone: others."""
    return _VIEW_OF.get(relationship_kind, ViewFrom.OTHER) if relationship_kind else ViewFrom.OTHER


# Who helped, where a phone without a signal could ask for no name: their kind.
SOMEBODY, NOT_STAFF, SOME_STAFF = "somebody", "not-staff", "some-staff"
HELPED: dict[str, LazyWords] = {
    SOMEBODY: _l("Somebody"),
    NOT_STAFF: _l("Family, a friend or an advocate"),
    SOME_STAFF: _l("Staff"),
}


class Question(Enum):
    """What is asked. Its words can change: `question_version` says which ones were read."""

    OUTCOME = "outcome"
    DAY = "day"
    STAFF = "staff"


# Counts up when the words of a question change.
QUESTION_VERSION = 1


@append_only
class CheckIn(Entity, Base):
    """One view at one time. `id` is the key that the form or the phone gave it: kept once.

    `answered_at` is when it was said, by the phone's clock set right; `created_at` when we got it.
    Present and helped: ids of circle members as text; `alone`: nobody was there. Who helped may be
    a kind of `HELPED` instead.
    """

    __tablename__ = "check_in"
    __table_args__ = (
        Index(None, "person_id", "answered_at"),
        Index(None, "outcome_id", "answered_at"),
        CheckConstraint("(question = 'outcome') = (outcome_id IS NOT NULL)", name="about_outcome"),
        CheckConstraint("(question = 'staff') = (about_member_id IS NOT NULL)", name="about_staff"),
        CheckConstraint("(view_from = 'me') = (seen_as IS NULL)", name="me_is_nobody_else"),
        CheckConstraint("view_from <> 'me' OR observed = ''", name="nobody_observes_themselves"),
        CheckConstraint(
            "answer IS NOT NULL OR words <> '' OR observed <> ''"
            " OR photo_id IS NOT NULL OR sound_id IS NOT NULL",
            name="says_something",
        ),
        CheckConstraint("on_phone_of IS NULL OR view_from = 'me'", name="phone_of_another"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    outcome_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outcome.id"))
    about_member_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("circle_member.id"))
    question: Mapped[Question] = mapped_column(one_of(Question, "question"))
    question_version: Mapped[int] = mapped_column(default=QUESTION_VERSION)
    view_from: Mapped[ViewFrom] = mapped_column(one_of(ViewFrom, "view_from"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    # As what somebody else looks; empty for the person.
    seen_as: Mapped[Relationship | None] = mapped_column(one_of(Relationship, "relationship"))
    answer: Mapped[Said | None] = mapped_column(one_of(Said, "said"))
    words: Mapped[str] = mapped_column(Words(2000), default="")
    # "We saw…": what somebody saw, and what they think it means.
    observed: Mapped[str] = mapped_column(Words(1000), default="")
    means: Mapped[str] = mapped_column(Words(500), default="")
    language: Mapped[str] = mapped_column(String(12))
    photo_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_photo.id"))
    sound_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("stored_sound.id"))
    present: Mapped[list[Any]] = mapped_column(JSON, default=list)
    alone: Mapped[bool] = mapped_column(default=False)
    helped_by: Mapped[list[Any]] = mapped_column(JSON, default=list)
    # Whose phone the person said it on, when the phone was handed over.
    on_phone_of: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    answered_at: Mapped[datetime]

    photo: Mapped[StoredPhoto | None] = relationship(lazy="joined")
    sound: Mapped[StoredSound | None] = relationship(lazy="joined")

    @property
    def came_later(self) -> bool:
        """Did we get it on a later day than the one it is from, which a phone alone says?"""
        got, said = (each.astimezone(LONDON).date() for each in (self.created_at, self.answered_at))
        return got > said


class StaffAnswerYes(Entity, Base):
    """The person's separate yes: the provider may read this one answer about staff. It can end."""

    __tablename__ = "staff_answer_yes"
    __table_args__ = (UniqueConstraint("check_in_id", "organisation_id"),)

    check_in_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("check_in.id"))
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class PracticeAnswer(Entity, Base):
    """One practice card before the first scale. For the person alone, and never a pass or fail."""

    __tablename__ = "practice_answer"
    __table_args__ = (Index(None, "person_id"),)

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    card: Mapped[str] = mapped_column(String(40))
    answer: Mapped[Said] = mapped_column(one_of(Said, "said"))
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


@append_only
class Difference(Entity, Base):
    """We see this differently: the views that differ, and the one point that came of it."""

    __tablename__ = "difference"
    __table_args__ = (UniqueConstraint("meeting_point_id"), Index(None, "outcome_id"))

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    outcome_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("outcome.id"))
    # The newest answer of each voice then: {"me": "well", account id: "not-well", …}.
    views: Mapped[dict[str, Any]] = mapped_column(JSON)
    meeting_point_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meeting_point.id"))
