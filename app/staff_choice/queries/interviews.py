"""Whom the person wants to meet, and when the panel does. Read from their newest own answer."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import aliased, contains_eager

from app.extensions import db
from app.staff_choice.models import Applicant, Interview, MeetAnswer, MeetChoice, Vacancy


def wants_to_meet() -> ColumnElement[bool]:
    """Of an applicant: the newest answer that counts is yes. Their name may be known from then."""
    newer = aliased(MeetChoice)
    newest = ~(
        select(newer.id)
        .where(
            newer.applicant_id == MeetChoice.applicant_id,
            newer.counts.is_(True),
            newer.id > MeetChoice.id,
        )
        .exists()
    )
    return (
        select(MeetChoice.id)
        .where(
            MeetChoice.applicant_id == Applicant.id,
            MeetChoice.counts.is_(True),
            MeetChoice.answer == MeetAnswer.YES,
            newest,
        )
        .exists()
    )


def _still_wants() -> ColumnElement[bool]:
    return and_(Applicant.withdrawn_at.is_(None), Applicant.erased_at.is_(None))


def without_a_time(vacancy_id: uuid.UUID) -> list[Applicant]:
    """Whom the person wants to meet, and no time was found yet: who asked first comes first."""
    planned = select(Interview.id).where(Interview.applicant_id == Applicant.id).exists()
    return list(
        db.session.scalars(
            select(Applicant)
            .where(Applicant.vacancy_id == vacancy_id, _still_wants(), wants_to_meet(), ~planned)
            .order_by(Applicant.id)
        )
    )


def to_meet(vacancy_id: uuid.UUID, applicant_id: uuid.UUID) -> Applicant | None:
    """One of them."""
    found = (each for each in without_a_time(vacancy_id) if each.id == applicant_id)
    return next(found, None)


def _shown() -> ColumnElement[bool]:
    """A talk shows while the person wants it; one that took place stays until it is erased."""
    return and_(
        Applicant.erased_at.is_(None),
        or_(
            Interview.left_at.is_not(None),
            and_(Applicant.withdrawn_at.is_(None), wants_to_meet()),
        ),
    )


def interviews_of(vacancy_id: uuid.UUID) -> list[Interview]:
    """The talks of a job by their time, each with its applicant. One query."""
    return list(
        db.session.scalars(
            select(Interview)
            .join(Interview.applicant)
            .options(contains_eager(Interview.applicant))
            .where(Interview.vacancy_id == vacancy_id, _shown())
            .order_by(Interview.starts_at, Interview.id)
        )
    )


def interview_of(vacancy_id: uuid.UUID, interview_id: uuid.UUID) -> Interview | None:
    """One of them."""
    return db.session.scalar(
        select(Interview)
        .join(Interview.applicant)
        .options(contains_eager(Interview.applicant))
        .where(Interview.vacancy_id == vacancy_id, Interview.id == interview_id, _shown())
    )


def busy_around(
    person_id: uuid.UUID, starts_at: datetime, but: uuid.UUID | None = None
) -> list[Interview]:
    """The talks of all jobs of a person within a day of a time: nobody is in two at once."""
    chosen = (
        select(Interview)
        .join(Vacancy, Interview.vacancy_id == Vacancy.id)
        .join(Applicant, Interview.applicant_id == Applicant.id)
        .where(
            Vacancy.person_id == person_id,
            _shown(),
            Interview.starts_at > starts_at - timedelta(days=1),
            Interview.starts_at < starts_at + timedelta(days=1),
        )
    )
    if but is not None:
        chosen = chosen.where(Interview.id != but)
    return list(db.session.scalars(chosen))
