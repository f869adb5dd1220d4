"""Which accounts asked for which jobs themselves."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select, union

from app.accounts.models import Account
from app.extensions import db
from app.people.predicates import Relation
from app.staff_choice.models import Applicant, OwnAsking, Vacancy
from app.staff_choice.predicates import asked_here


def own_asking(account: Account, vacancy_id: uuid.UUID) -> OwnAsking | None:
    """What was kept when they asked; None for who has asked by another's hand, or never."""
    return db.session.scalar(
        select(OwnAsking).where(
            OwnAsking.vacancy_id == vacancy_id, OwnAsking.account_id == account.id
        )
    )


def jobs_asked_for(account: Account, viewer: Relation) -> set[uuid.UUID]:
    """None for the person themselves. One query."""
    if viewer.is_person:
        return set()
    chosen = select(Vacancy.id).where(Vacancy.person_id == viewer.person.id, asked_here(account))
    return set(db.session.scalars(chosen))


def who_asked(vacancy_id: uuid.UUID) -> set[uuid.UUID]:
    """Whose accounts asked for a job: none of them looks at how it was given. One query."""
    return set(
        db.session.scalars(
            union(
                select(OwnAsking.account_id).where(OwnAsking.vacancy_id == vacancy_id),
                select(Account.id)
                .join(Applicant, func.lower(Applicant.email) == Account.email)
                .where(Applicant.vacancy_id == vacancy_id, Applicant.erased_at.is_(None)),
            )
        )
    )
