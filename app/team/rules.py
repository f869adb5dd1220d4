"""Rules of a team: how few people a worker works with, and why it may be one more.

Source: the domain's rules with numbers: a worker is dedicated to one or two people.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from sqlalchemy import ColumnElement, exists, or_

from app.database import now
from app.language.formats import LONDON
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.team.models import Absence, AbsenceTakenBack, TeamMember

MOST_PEOPLE = 2


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


class ThirdReason(Enum):
    """Why a worker works with a third person.

    A closed list: every person concerned reads it in their language, and it can name nobody.
    """

    FEW_HOURS = "few-hours"
    FOR_SOME_TIME = "for-some-time"
    NEW_STAFF = "new-staff"
    KNOWS_HOW = "knows-how"
    WAS_CHOSEN = "was-chosen"

    @property
    def words(self) -> LazyWords:
        return _WHY[self]


_WHY = {
    ThirdReason.FEW_HOURS: _l("They work few hours with each person."),
    ThirdReason.FOR_SOME_TIME: _l("A team is too small now. They help for some time."),
    ThirdReason.NEW_STAFF: _l("They help new staff to learn."),
    ThirdReason.KNOWS_HOW: _l("They know something that few people know."),
    ThirdReason.WAS_CHOSEN: _l("A person wants them very much."),
}


def reason_of(kept: str) -> ThirdReason | None:
    """The reason as it was kept; None where there is none."""
    return ThirdReason(kept) if kept else None


def today() -> date:
    """The day in London: first and last days of work are counted there."""
    return now().astimezone(LONDON).date()


def still_there(day: date | None = None) -> ColumnElement[bool]:
    """Rows of the team that are not over: also who starts later, or has a last day to come."""
    return or_(TeamMember.ended_on.is_(None), TeamMember.ended_on >= (day or today()))


def not_taken_back(absence: type[Absence] = Absence) -> ColumnElement[bool]:
    """Absences that nobody took back. `absence`: the table, or another name for it in a query."""
    return ~exists().where(AbsenceTakenBack.absence_id == absence.id)
