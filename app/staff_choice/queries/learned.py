"""What the panel learned of an applicant, line by line of the sheet: "says so" or "we saw it"."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.staff_choice.models import Criterion, Evidence, Interview
from app.staff_choice.queries.cards import lines_of


@dataclass(frozen=True)
class Learned:
    """One thing that somebody on the panel wrote down."""

    who: Who
    evidence: Evidence


@dataclass(frozen=True)
class LineLearned:
    """A line that the job asks for, with all that is known of it; nothing: we do not know yet."""

    line: Criterion
    notes: tuple[Learned, ...]


def learned_of(viewer: Relation, interview: Interview) -> list[LineLearned]:
    """Each line of the job, with what was learned after the talk. Nothing before all marks show."""
    if interview.closed_at is None:
        return []
    rows = list(
        db.session.scalars(
            select(Evidence)
            .where(Evidence.applicant_id == interview.applicant_id)
            .order_by(Evidence.id)
        )
    )
    names = Names(viewer, (row.written_by for row in rows))
    notes = [Learned(names.who(row.written_by), row) for row in rows]
    return [
        LineLearned(line, tuple(each for each in notes if each.evidence.criterion_id == line.id))
        for line in lines_of(interview.vacancy_id)
    ]


def line_of_job(interview: Interview, criterion_id: uuid.UUID) -> Criterion | None:
    """One line that the job asks for."""
    found = (each for each in lines_of(interview.vacancy_id) if each.id == criterion_id)
    return next(found, None)
