"""The talk with an applicant: they came, they left, marks are given, the chair closes.

A mark is a row that is added and never changed. What it says is in no audit event.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added
from app.staff_choice.actions.own_asking import used_link
from app.staff_choice.actions.panel import own_seat, seat
from app.staff_choice.actions.revealing import close_if_all_are_in, locked, show
from app.staff_choice.models import Interview, Mark, Score, Vacancy
from app.staff_choice.predicates import is_the_applicant
from app.staff_choice.queries.cards import cards_of
from app.staff_choice.queries.marks import gives_marks

__all__ = [
    "MarkSaid",
    "Refused",
    "close",
    "give_mark",
    "say_they_came",
    "say_they_left",
    "takes_marks",
]
NO_QUESTIONS = _l("There are no questions yet. Write one first.")
NOT_YET = _l("They are still here. Give your marks when they have left.")
TOO_LATE = _l("We all see the marks now. Yours came a little too late.")
ALREADY = _l("You gave your mark here. It stays as it is.")


@dataclass(frozen=True)
class MarkSaid:
    """One mark, with a few words where somebody wants."""

    mark: Mark
    note: str = ""
    language: str = "en"


@action
def say_they_came(*, by: Account, vacancy: Vacancy, interview: Interview) -> None:
    """The talk begins: everybody is asked the questions as they stand now. Raises Refused."""
    seat(by, vacancy)
    (interview,) = locked(Interview.id == interview.id)
    if interview.cards:
        return
    _fix_cards(interview)
    _record("interview.began", by, vacancy, interview)


@action
def say_they_left(*, by: Account, vacancy: Vacancy, interview: Interview) -> None:
    """The applicant has left: from now on marks can be given. A second tap changes nothing.

    Raises Refused.
    """
    seat(by, vacancy)
    (interview,) = locked(Interview.id == interview.id)
    if interview.left_at is not None:
        return
    if not interview.cards:
        _fix_cards(interview)
    interview.left_at = now()
    used_link(interview.applicant)
    _record("interview.left", by, vacancy, interview)


@action
def give_mark(
    *, by: Account, vacancy: Vacancy, interview: Interview, card_id: uuid.UUID, said: MarkSaid
) -> bool:
    """Keep one mark, once. True where it was the last, so that all are shown now.

    Raises Refused: too early, too late, or another mark was given here before.
    """
    place = own_seat(by, vacancy)
    (interview,) = locked(Interview.id == interview.id)
    if not gives_marks(place, vacancy) or is_the_applicant(by, interview.applicant):
        raise Refused(NOT_YOURS)
    if str(card_id) not in interview.cards:
        raise Refused(OPEN_AGAIN if interview.left_at else NOT_YET)
    if interview.left_at is None:
        raise Refused(NOT_YET)
    before = db.session.scalar(
        select(Score).where(
            Score.interview_id == interview.id,
            Score.card_id == card_id,
            Score.panel_member_id == place.id,
        )
    )
    if before is not None:
        if before.mark is not said.mark:
            raise Refused(ALREADY)
        return False
    if interview.closed_at is not None:
        raise Refused(TOO_LATE)
    made = Score(
        interview_id=interview.id,
        card_id=card_id,
        panel_member_id=place.id,
        mark=said.mark,
        note=said.note,
        language=said.language,
    )
    if not added(made):
        raise Refused(ALREADY)
    _record("mark.given", by, vacancy, interview)
    return close_if_all_are_in(by, vacancy, interview, sees_it=by.id)


@action
def takes_marks(*, by: Account, interview: Interview) -> bool:
    """Can a mark still come? Until this request ends nobody shows the marks."""
    (interview,) = locked(Interview.id == interview.id)
    return interview.left_at is not None and interview.closed_at is None


@action
def close(*, by: Account, vacancy: Vacancy, interview: Interview) -> None:
    """The chair waits no longer: all marks so far are shown. Once. Raises Refused."""
    (interview,) = locked(Interview.id == interview.id)
    if interview.left_at is None:
        raise Refused(NOT_YET)
    if interview.closed_at is None:
        show(by, vacancy, interview, closed_by=by.id, sees_it=by.id)


def _fix_cards(interview: Interview) -> None:
    cards = cards_of(interview.vacancy_id)
    if not cards:
        raise Refused(NO_QUESTIONS)
    interview.cards = [str(card.id) for card in cards]


def _record(name: str, by: Account, vacancy: Vacancy, interview: Interview) -> None:
    record(name, by=by, person=vacancy.person_id, about=f"interview:{interview.id}")
