"""Choosing staff: who sees the way from what the person wants to the first day.

In the demo's world Mirabel shares "Choosing my staff" with `family` to write, with `advocate`,
`worker` and `manager` to see. `manager` runs the provider of the job below: the second lock.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember
from app.staff_choice.models import (
    Applicant,
    Box,
    Criterion,
    Employer,
    Vacancy,
    VacancyCriterion,
    VacancyStage,
    VacancyState,
)
from tests.rules.rows import Row, page

STAFF = "/people/{person}/staff"
JOB = f"{STAFF}/jobs/{{vacancy}}"

ME = frozenset({"person"})
SEES = frozenset("person family advocate worker manager".split())
WRITES = frozenset("person family".split())
LOCK = frozenset({"manager"})

ROWS: list[Row] = [
    page(STAFF, SEES),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A line of the sheet, a published job that asks for it, and somebody who wants it."""
    me = accounts["person"].id
    provider = (
        db.session.query(OrganisationMember.organisation_id)
        .filter(OrganisationMember.account_id == accounts["manager"].id)
        .scalar()
    )
    line = Criterion(
        person_id=person_id,
        line_id=uuid.UUID("0197a3a0-0000-7000-8000-0000000000c1"),
        number=1,
        box=Box.SHARED,
        concept="swimming",
        written_by=me,
    )
    vacancy = Vacancy(
        number="rulesjob",
        person_id=person_id,
        employer=Employer.PROVIDER,
        organisation_id=provider,
        district="M33",
        town="Sale",
        minutes_a_week=1200,
        pay_pence=1350,
        closes_on=now().date() + timedelta(days=21),
        made_by=me,
    )
    db.session.add_all([line, vacancy])
    db.session.flush()
    applicant = Applicant(
        vacancy_id=vacancy.id,
        name="Thistle Grumbold",
        email="thistle@applicant.example",
        words="I like quiet mornings and I am never late.",
        delete_on=now() + timedelta(days=180),
    )
    db.session.add_all(
        [
            VacancyCriterion(vacancy_id=vacancy.id, criterion_id=line.id),
            VacancyState(vacancy_id=vacancy.id, number=1, stage=VacancyStage.PUBLISHED, said_by=me),
            applicant,
        ]
    )
    db.session.flush()
    return {"line": line.line_id, "vacancy": vacancy.id, "applicant": applicant.id}
