"""Question cards as they stand, and as they stood when a talk began."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.staff_choice.models import Criterion, Interview, QuestionCard, VacancyCriterion


def cards_of(vacancy_id: uuid.UUID) -> list[QuestionCard]:
    """The cards of a job that stand, in their order: of each the newest number. One query.

    Whoever calls it asks who may read.
    """
    newer = aliased(QuestionCard)
    return list(
        db.session.scalars(
            select(QuestionCard)
            .outerjoin(
                newer,
                (newer.card_id == QuestionCard.card_id) & (newer.number > QuestionCard.number),
            )
            .where(
                QuestionCard.vacancy_id == vacancy_id,
                newer.id.is_(None),
                QuestionCard.taken_out.is_(False),
            )
            .order_by(QuestionCard.place, QuestionCard.card_id)
        )
    )


def card_of(vacancy_id: uuid.UUID, card_id: uuid.UUID) -> QuestionCard | None:
    """One card that stands."""
    return next((each for each in cards_of(vacancy_id) if each.card_id == card_id), None)


def cards_asked(interview: Interview) -> list[QuestionCard]:
    """The cards as they stood when the talk began, in their order; none before that."""
    ids = [uuid.UUID(each) for each in interview.cards]
    if not ids:
        return []
    rows = db.session.scalars(select(QuestionCard).where(QuestionCard.id.in_(ids)))
    found = {row.id: row for row in rows}
    return [found[each] for each in ids]


def lines_of(vacancy_id: uuid.UUID) -> list[Criterion]:
    """The lines of the sheet that the job asks for: a question can belong to one."""
    return list(
        db.session.scalars(
            select(Criterion)
            .join(VacancyCriterion, VacancyCriterion.criterion_id == Criterion.id)
            .where(VacancyCriterion.vacancy_id == vacancy_id)
            .order_by(VacancyCriterion.id)
        )
    )


def lines_by_id(ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, Criterion]:
    """The very wording of the lines that cards belong to."""
    wanted = {each for each in ids if each is not None}
    if not wanted:
        return {}
    rows = db.session.scalars(select(Criterion).where(Criterion.id.in_(wanted)))
    return {row.id: row for row in rows}
