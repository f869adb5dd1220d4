"""Question cards: a question is written anew, never changed; none asks what the law forbids."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.audit import action, record
from app.database import clean_text
from app.extensions import db
from app.language.words import lazy as _l
from app.plans.actions.said import OPEN_AGAIN, Refused, added
from app.staff_choice.actions.panel import seat
from app.staff_choice.fairness.protected import named
from app.staff_choice.fairness.questions import AsksAbout, asks_about
from app.staff_choice.models import QuestionCard, Vacancy
from app.staff_choice.queries.cards import cards_of

__all__ = [
    "MOST_CARDS",
    "CardSaid",
    "NotFair",
    "Refused",
    "add_card",
    "bring_in",
    "change_card",
    "move_up",
    "take_out",
]
MOST_CARDS = 12
TOO_MANY = _l("There are 12 questions already. Take one out first.")
CHANGED_BEFORE = _l("Somebody else changed this. Look at it again.")
ANSWER_NAMES = _l("Look for what they say. Not for who they are.")


class NotFair(Refused):
    """A question that nobody may ask. `about`: what it asks about."""

    def __init__(self, about: Sequence[AsksAbout]) -> None:
        super().__init__(about[0].words)
        self.about = tuple(about)


@dataclass(frozen=True)
class CardSaid:
    """A card as somebody writes it, cleaned."""

    words: str
    good_answer: str = ""
    concept: str = ""
    criterion_id: uuid.UUID | None = None
    language: str = "en"


@action
def add_card(*, by: Account, vacancy: Vacancy, key: uuid.UUID, said: CardSaid) -> QuestionCard:
    """A new question, at the end. `key` becomes its id: sent twice, kept once. Raises Refused."""
    seat(by, vacancy)
    _refuse_unfair(said)
    there = db.session.get(QuestionCard, key)
    if there is not None:
        return _own(there, by, vacancy)
    cards = cards_of(vacancy.id)
    if len(cards) >= MOST_CARDS:
        raise Refused(TOO_MANY)
    made = _card(by, vacancy, key, key, 1, _next_place(cards), said)
    if not added(made):
        return _own(db.session.get_one(QuestionCard, key), by, vacancy)
    _record("question.written", by, vacancy, made)
    return made


@action
def bring_in(*, by: Account, vacancy: Vacancy, texts: Sequence[str], language: str) -> int:
    """Many questions at once, all or none. How many were new. Raises Refused, and NotFair.

    A text that stands on a card already is not brought in again: a list sent twice is kept once.
    """
    seat(by, vacancy)
    cards = cards_of(vacancy.id)
    there = {card.words for card in cards}
    new = [text for text in dict.fromkeys(map(clean_text, texts)) if text not in there]
    for text in new:
        _refuse_unfair(CardSaid(text))
    if len(cards) + len(new) > MOST_CARDS:
        raise Refused(TOO_MANY)
    for place, text in enumerate(new, _next_place(cards)):
        key = uuid7()
        made = _card(by, vacancy, key, key, 1, place, CardSaid(text, language=language))
        db.session.add(made)
        db.session.flush()
        _record("question.written", by, vacancy, made)
    return len(new)


@action
def change_card(
    *, by: Account, vacancy: Vacancy, card: QuestionCard, seen: int, said: CardSaid
) -> QuestionCard:
    """The question in other words: a new number. Talks that began keep the old. Raises Refused."""
    _refuse_unfair(said)
    if card.number != seen:
        raise Refused(CHANGED_BEFORE)
    made = _card(by, vacancy, uuid7(), card.card_id, seen + 1, card.place, said)
    return _kept("question.changed", by, vacancy, made)


@action
def take_out(*, by: Account, vacancy: Vacancy, card: QuestionCard) -> None:
    """The question is asked no more, from the next talk on. Raises Refused."""
    _again(by, vacancy, card, "question.taken-out", taken_out=True)


@action
def move_up(*, by: Account, vacancy: Vacancy, card_id: uuid.UUID) -> None:
    """One place earlier, in one tap. The first stays where it is. Raises Refused."""
    cards = cards_of(vacancy.id)
    at = next((n for n, card in enumerate(cards) if card.card_id == card_id), 0)
    if at == 0:
        return
    cards[at - 1], cards[at] = cards[at], cards[at - 1]
    for place, card in enumerate(cards):
        if card.place != place:
            _again(by, vacancy, card, "question.moved", place=place)


def _refuse_unfair(said: CardSaid) -> None:
    found = asks_about(said.words)
    if found:
        raise NotFair(found)
    if named(said.good_answer):
        raise Refused(ANSWER_NAMES)


def _next_place(cards: Sequence[QuestionCard]) -> int:
    return max((card.place for card in cards), default=-1) + 1


def _again(
    by: Account,
    vacancy: Vacancy,
    card: QuestionCard,
    name: str,
    place: int | None = None,
    taken_out: bool = False,
) -> QuestionCard:
    said = CardSaid(card.words, card.good_answer, card.concept, card.criterion_id, card.language)
    number, where = card.number + 1, card.place if place is None else place
    made = _card(by, vacancy, uuid7(), card.card_id, number, where, said, taken_out)
    return _kept(name, by, vacancy, made)


def _kept(name: str, by: Account, vacancy: Vacancy, made: QuestionCard) -> QuestionCard:
    if not added(made):
        raise Refused(CHANGED_BEFORE)
    _record(name, by, vacancy, made)
    return made


def _card(
    by: Account,
    vacancy: Vacancy,
    key: uuid.UUID,
    card_id: uuid.UUID,
    number: int,
    place: int,
    said: CardSaid,
    taken_out: bool = False,
) -> QuestionCard:
    return QuestionCard(
        id=key,
        vacancy_id=vacancy.id,
        card_id=card_id,
        number=number,
        place=place,
        criterion_id=said.criterion_id,
        concept=said.concept,
        words=said.words,
        good_answer=said.good_answer,
        language=said.language,
        taken_out=taken_out,
        written_by=by.id,
    )


def _own(there: QuestionCard, by: Account, vacancy: Vacancy) -> QuestionCard:
    if there.vacancy_id != vacancy.id or there.written_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there


def _record(name: str, by: Account, vacancy: Vacancy, made: QuestionCard) -> None:
    record(name, by=by, person=vacancy.person_id, about=f"question_card:{made.id}")
