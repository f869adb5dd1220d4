"""Marks: how many are finished while they are hidden, and all of them once they are shown.

Nothing here gives a mark, or who gave one, before the talk is closed; but for the giver, which
questions they have answered.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.staff_choice.fairness.panel import differ
from app.staff_choice.models import (
    Interview,
    PanelMember,
    PanelRole,
    QuestionCard,
    Score,
    Vacancy,
)
from app.staff_choice.predicates import is_the_applicant, panel_of


def gives_marks(member: PanelMember, vacancy: Vacancy) -> bool:
    """The person always does, others where it is their role; nobody who was taken off."""
    if member.ended_at is not None:
        return False
    return member.is_a(PanelRole.SCORER) or member.account_id == vacancy.person.account_id


def given_by(interview_id: uuid.UUID) -> dict[uuid.UUID, int]:
    """Place on the panel → how many marks were given from it."""
    rows = db.session.execute(
        select(Score.panel_member_id, func.count().label("marks"))
        .where(Score.interview_id == interview_id)
        .group_by(Score.panel_member_id)
    )
    return {row.panel_member_id: row.marks for row in rows}


def answered_by(interview: Interview, member: PanelMember | None) -> set[uuid.UUID]:
    """The cards that one member has answered: for that member alone."""
    if member is None:
        return set()
    return set(
        db.session.scalars(
            select(Score.card_id).where(
                Score.interview_id == interview.id, Score.panel_member_id == member.id
            )
        )
    )


@dataclass(frozen=True)
class Finished:
    """How many have given all their marks. Never who, never what: for the chair alone."""

    done: int
    of: int


def finished(interview: Interview, vacancy: Vacancy, given: dict[uuid.UUID, int]) -> Finished:
    """`given`: from `given_by`."""
    members = [
        each
        for each in panel_of(vacancy.id)
        if gives_marks(each, vacancy) and not is_the_applicant(each.account, interview.applicant)
    ]
    done = sum(given.get(each.id, 0) >= len(interview.cards) for each in members)
    mine = vacancy.person.account_id
    # The person's place is written with their first step; they are asked from the first.
    waits = mine is not None and all(each.account_id != mine for each in members)
    return Finished(done, len(members) + waits)


@dataclass(frozen=True)
class Given:
    """One mark that everybody on the panel may see."""

    who: Who
    score: Score


@dataclass(frozen=True)
class Asked:
    """One question with all its marks: the person's first, then as they came to the panel."""

    card: QuestionCard
    marks: tuple[Given, ...]

    @property
    def differ(self) -> bool:
        return differ(each.score.mark for each in self.marks)


def revealed(viewer: Relation, interview: Interview) -> list[Asked]:
    """All marks, question by question; nothing before the talk is closed."""
    if interview.closed_at is None:
        return []
    # The questions and their marks in one: each question stands, with or without a mark.
    asked = list(map(uuid.UUID, interview.cards))
    rows = db.session.execute(
        select(QuestionCard, Score)
        # Else a question that nobody marked would go with the member whom it lacks.
        .options(joinedload(Score.member, innerjoin=False))
        .outerjoin(
            Score, and_(Score.card_id == QuestionCard.id, Score.interview_id == interview.id)
        )
        .where(QuestionCard.id.in_(asked))
        .order_by(Score.panel_member_id, Score.id)
    ).all()
    cards = {row.QuestionCard.id: row.QuestionCard for row in rows}
    scores = [row.Score for row in rows if row.Score is not None]
    names = Names(viewer, (score.member.account_id for score in scores))
    given = [Given(names.who(score.member.account_id), score) for score in scores]
    given.sort(key=lambda each: not each.who.is_person)
    return [
        Asked(cards[each], tuple(one for one in given if one.score.card_id == each))
        for each in asked
    ]
