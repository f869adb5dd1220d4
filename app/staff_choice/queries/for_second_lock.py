"""What only who holds the second lock reads of an applicant: needs for the talk, the risk text."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import joinedload

from app.audit.models import AuditEvent
from app.extensions import db
from app.staff_choice.models import Applicant, InterviewAdjustment, RiskGiven, Vacancy

NEEDS_READ = "applicant.adjustments-read"


def applicant_for_lock(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> Applicant | None:
    """The applicant of this job of this person, unless they were erased."""
    return db.session.scalar(
        select(Applicant)
        .options(joinedload(Applicant.vacancy))
        .where(*_of_this_job(person_id, vacancy_id, applicant_id))
    )


def needs_for_lock(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> tuple[Applicant, InterviewAdjustment | None] | None:
    """The same applicant with what they need for the talk, if they said so. One query."""
    found = db.session.execute(
        select(Applicant, InterviewAdjustment)
        .outerjoin(InterviewAdjustment, InterviewAdjustment.applicant_id == Applicant.id)
        .where(*_of_this_job(person_id, vacancy_id, applicant_id))
    ).one_or_none()
    return (found[0], found[1]) if found is not None else None


def _of_this_job(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> tuple[ColumnElement[bool], ...]:
    job = exists().where(
        Vacancy.id == Applicant.vacancy_id,
        Vacancy.id == vacancy_id,
        Vacancy.person_id == person_id,
    )
    return Applicant.id == applicant_id, job, Applicant.erased_at.is_(None)


def risk_given_to(applicant: Applicant) -> RiskGiven | None:
    return db.session.scalar(select(RiskGiven).where(RiskGiven.applicant_id == applicant.id))


def has_read_needs(account_id: uuid.UUID, vacancy_id: uuid.UUID) -> bool:
    """Has this account read what an applicant of this job needs for the talk?

    Whoever has can give no marks any more: the panel asks this before somebody is named for it.
    The audit says so, for an applicant who is erased meanwhile as well.
    """
    theirs = select(Applicant.id).where(Applicant.vacancy_id == vacancy_id)
    about = [f"applicant:{each}" for each in db.session.scalars(theirs)]
    return bool(
        db.session.scalar(
            select(
                exists().where(
                    AuditEvent.name == NEEDS_READ,
                    AuditEvent.actor_id == account_id,
                    AuditEvent.about.in_(about),
                )
            )
        )
    )
