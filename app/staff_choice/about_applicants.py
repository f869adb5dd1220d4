"""A capacity record about one applicant: "shall they support the person?" and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.extensions import db
from app.language.words import lazy as _l
from app.people.decided_about import DecidedAbout, decide_about
from app.people.parts import Part
from app.people.predicates import Relation
from app.staff_choice.models import Applicant, Vacancy
from app.staff_choice.predicates import asked_for_it, asked_here, gains_or_works_there
from app.staff_choice.queries.deciding import ABOUT_APPLICANT
from app.staff_choice.queries.interviews import wants_to_meet


def _offered(viewer: Relation) -> Sequence[tuple[uuid.UUID, str]]:
    """Whom the person wants to meet, for whoever may know them: nobody decides about others."""
    if not viewer.shares(Part.STAFF):
        return []
    account = db.session.get_one(Account, viewer.account_id)
    rows = db.session.execute(
        select(Applicant.id, Applicant.name)
        .join(Applicant.vacancy)
        .where(
            Vacancy.person_id == viewer.person.id,
            Applicant.withdrawn_at.is_(None),
            Applicant.erased_at.is_(None),
            wants_to_meet(),
            ~asked_here(account),
        )
        .order_by(Applicant.id)
    )
    return [(row.id, row.name) for row in rows]


def _may_record(by: Account, person_id: uuid.UUID, applicant_id: uuid.UUID) -> bool:
    """Somebody who could gain finds out nothing about whether the person can decide it."""
    found = db.session.scalar(
        select(Applicant)
        .options(joinedload(Applicant.vacancy))
        .where(Applicant.id == applicant_id, Applicant.erased_at.is_(None))
    )
    return (
        found is not None
        and found.vacancy.person_id == person_id
        and not gains_or_works_there(by, found.vacancy, found)
        and not asked_for_it(by, {"vacancy_id": found.vacancy_id})
    )


# L10n: register=work
SHALL_SUPPORT = _l("Who supports the person:")
decide_about(ABOUT_APPLICANT, DecidedAbout(Part.STAFF, SHALL_SUPPORT, _offered, _may_record))
