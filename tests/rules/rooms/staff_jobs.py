"""Jobs: who writes them, who says yes, who reads them first, what everybody sees.

`job_waits` waits for the moderator.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember
from app.staff_choice.models import Employer, Vacancy, VacancyStage, VacancyState
from tests.rules.rooms.staff_choice import JOB, ME, SEES, STAFF, WRITES
from tests.rules.rows import EVERYBODY, Row, page, write

JOBS = f"{STAFF}/jobs"
MODERATOR = frozenset({"moderator"})

ROWS: list[Row] = [
    page(JOBS, SEES),
    page(f"{JOBS}/new", WRITES),
    write(f"{JOBS}/new", WRITES),
    page(JOB, SEES),
    page(f"{JOB}/write", WRITES),
    page(f"{JOB}/facts", WRITES),
    write(f"{JOB}/facts", WRITES),
    page(f"{JOB}/lines", WRITES),
    write(f"{JOB}/lines", WRITES),
    page(f"{JOB}/texts", WRITES),
    write(f"{JOB}/texts", WRITES),
    write(f"{JOB}/texts/draft", WRITES),
    write(f"{JOB}/texts/throw-away", WRITES),
    page(f"{JOB}/risk", WRITES),
    write(f"{JOB}/risk", WRITES),
    page(f"{JOB}/faces", ME),
    write(f"{JOB}/faces", ME),
    page(f"{JOB}/stranger", WRITES),
    write(f"{JOB}/stranger", ME),
    page(f"{JOB}/close", ME),
    write(f"{JOB}/close", ME),
    page(f"{JOB}/take-away", ME),
    # A provider pays for it: nobody is named for the second lock.
    page(f"{JOB}/who-checks", frozenset(), finds_nothing=ME),
    write(f"{JOB}/who-checks", frozenset(), finds_nothing=ME),
    write(f"{JOB}/take-away", ME),
    # Nobody here asked for it: tests/staff_choice/test_own_asking.py has those who did.
    page(f"{STAFF}/asked/{{vacancy}}", frozenset(), finds_nothing=SEES),
    write(f"{STAFF}/asked/{{vacancy}}", frozenset(), finds_nothing=SEES),
    page("/council/jobs", MODERATOR),
    page("/council/jobs/{job_waits}", MODERATOR),
    write("/council/jobs/{job_waits}/publish", MODERATOR),
    write("/council/jobs/{job_waits}/send-back", MODERATOR),
    page("/support-jobs", EVERYBODY),
    page("/support-jobs/rulesjob", EVERYBODY),
    page("/support-jobs/rulesjob/print", EVERYBODY),
    page("/support-jobs/rulesjob/code.svg", EVERYBODY),
    page("/support-jobs/waitsjob", EVERYBODY, answer="404"),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A job that the person said yes to and nobody has read yet."""
    me = accounts["person"].id
    provider = (
        db.session.query(OrganisationMember.organisation_id)
        .filter(OrganisationMember.account_id == accounts["manager"].id)
        .scalar()
    )
    made = Vacancy(
        number="waitsjob",
        person_id=person_id,
        employer=Employer.PROVIDER,
        organisation_id=provider,
        district="M33",
        town="Sale",
        minutes_a_week=600,
        pay_pence=1400,
        closes_on=now().date() + timedelta(days=20),
        made_by=me,
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(
        VacancyState(vacancy_id=made.id, number=1, stage=VacancyStage.REVIEWED, said_by=me)
    )
    db.session.flush()
    return {"job_waits": made.id}
