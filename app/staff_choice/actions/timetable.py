"""When the panel meets whom: at most three a day, with breaks, and nobody in two talks at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.formats import LONDON
from app.language.words import lazy as _l
from app.people.models import Person
from app.plans.actions.said import OPEN_AGAIN, Refused
from app.staff_choice.actions.applying import send_link
from app.staff_choice.actions.revealing import locked
from app.staff_choice.fairness.panel import MOST_A_DAY, Slot, overlap
from app.staff_choice.models import Applicant, Interview, Vacancy
from app.staff_choice.queries.interviews import busy_around

__all__ = ["Refused", "TimeSaid", "TooManyOnOneDay", "change_time", "give_time", "take_time_away"]
AT_ONCE = _l("Another talk is at this time. Leave time for a break.")
THREE_A_DAY = _l("There are 3 talks on this day. More is a lot.")
MET_ALREADY = _l("You met them already.")
# L10n: a mail to somebody who wants the job.
WE_MEET = _l("We want to meet you")
OTHER_TIME = _l("We meet on another day")
SEE_WHEN = _l("Open your page. See there when and where.")
WE_WRITE = _l("The day changes. We write to you again.")


class TooManyOnOneDay(Refused):
    """A fourth on one day: it needs a yes of its own."""

    def __init__(self) -> None:
        super().__init__(THREE_A_DAY)


@dataclass(frozen=True)
class TimeSaid:
    """When and where. `over_limit`: yes to more than three on that day, after the warning."""

    slot: Slot
    place: str = ""
    over_limit: bool = False


@action
def give_time(*, by: Account, vacancy: Vacancy, applicant: Applicant, said: TimeSaid) -> Interview:
    """A time for somebody whom the person wants to meet. Sent twice, kept once. Raises Refused."""
    _one_at_a_time(vacancy)
    there = db.session.scalar(select(Interview).where(Interview.applicant_id == applicant.id))
    if there is not None:
        raise Refused(OPEN_AGAIN)
    made = Interview(vacancy_id=vacancy.id, applicant_id=applicant.id)
    _set(by, vacancy, made, said)
    db.session.add(made)
    db.session.flush()
    _record("interview.planned", by, vacancy, made)
    send_link(by=by, applicant=applicant, subject=WE_MEET, body=SEE_WHEN)
    return made


@action
def change_time(*, by: Account, vacancy: Vacancy, interview: Interview, said: TimeSaid) -> None:
    """Another time or place, until they met. Raises Refused."""
    _one_at_a_time(vacancy)
    (interview,) = locked(Interview.id == interview.id)
    _refuse_met(interview)
    before = interview.starts_at, interview.place
    _set(by, vacancy, interview, said)
    _record("interview.moved", by, vacancy, interview)
    if (interview.starts_at, interview.place) != before:
        send_link(by=by, applicant=interview.applicant, subject=OTHER_TIME, body=SEE_WHEN)


@action
def take_time_away(*, by: Account, vacancy: Vacancy, interview: Interview) -> None:
    """No talk at this time. Whom the person wants to meet stays to be met. Raises Refused."""
    (interview,) = locked(Interview.id == interview.id)
    _refuse_met(interview)
    _record("interview.taken-away", by, vacancy, interview)
    send_link(by=by, applicant=interview.applicant, subject=OTHER_TIME, body=WE_WRITE)
    db.session.delete(interview)


def _one_at_a_time(vacancy: Vacancy) -> None:
    """Two who plan for one person at once: the second sees what the first planned."""
    db.session.execute(select(Person.id).where(Person.id == vacancy.person_id).with_for_update())


def _refuse_met(interview: Interview) -> None:
    if interview.left_at is not None or interview.cards:
        raise Refused(MET_ALREADY)


def _set(by: Account, vacancy: Vacancy, interview: Interview, said: TimeSaid) -> None:
    others = busy_around(vacancy.person_id, said.slot.starts_at, but=interview.id)
    if any(overlap(slot_of(each), said.slot) for each in others):
        raise Refused(AT_ONCE)
    day = _day(said.slot.starts_at)
    over = sum(_day(each.starts_at) == day for each in others) >= MOST_A_DAY
    if over and not said.over_limit:
        raise TooManyOnOneDay
    interview.starts_at = said.slot.starts_at
    interview.minutes = said.slot.minutes
    interview.break_minutes = said.slot.break_minutes
    interview.place = said.place
    interview.over_limit_by = by.id if over else None


def slot_of(interview: Interview) -> Slot:
    return Slot(interview.starts_at, interview.minutes, interview.break_minutes)


def _day(at: datetime) -> object:
    return at.astimezone(LONDON).date()


def _record(name: str, by: Account, vacancy: Vacancy, interview: Interview) -> None:
    record(
        name,
        by=by,
        person=vacancy.person_id,
        about=f"interview:{interview.id}",
        facts={"over_limit": interview.over_limit_by is not None},
    )
