"""A vacancy and who applies, straight into the database. Call inside an app context."""

from __future__ import annotations

import itertools
from datetime import timedelta

from uuid_utils.compat import uuid7

from app.database import now
from app.extensions import db
from app.people.models import Person
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
from tests.makers import make_account, make_organisation, make_person

_count = itertools.count(1)


def make_line(
    person: Person, box: Box = Box.SHARED, concept: str = "swimming", **given: object
) -> Criterion:
    """A line of the person's sheet, said by themselves."""
    made = Criterion(
        **{
            "person_id": person.id,
            "line_id": uuid7(),
            "number": 1,
            "box": box,
            "concept": concept,
            "written_by": person.account_id,
            **given,
        }
    )
    db.session.add(made)
    db.session.commit()
    return made


def make_vacancy(
    person: Person | None = None,
    *lines: Criterion,
    stage: VacancyStage = VacancyStage.PUBLISHED,
    **given: object,
) -> Vacancy:
    """A job with a provider as employer, which stands where `stage` says."""
    person = person or make_person(account=make_account())
    if "organisation_id" not in given and given.get("employer") is not Employer.PERSON:
        given["organisation_id"] = make_organisation().id
    made = Vacancy(
        **{
            "number": f"job{next(_count):05d}",
            "person_id": person.id,
            "employer": Employer.PROVIDER,
            "district": "M33",
            "town": "Sale",
            "minutes_a_week": 1200,
            "pay_pence": 1350,
            "closes_on": now().date() + timedelta(days=21),
            "made_by": person.account_id,
            **given,
        }
    )
    db.session.add(made)
    db.session.flush()
    for line in lines:
        db.session.add(VacancyCriterion(vacancy_id=made.id, criterion_id=line.id))
    db.session.add(
        VacancyState(vacancy_id=made.id, number=1, stage=stage, said_by=person.account_id)
    )
    db.session.commit()
    return made


def make_applicant(vacancy: Vacancy, **given: object) -> Applicant:
    """Somebody who wants the job, in their own words."""
    number = next(_count)
    made = Applicant(
        **{
            "vacancy_id": vacancy.id,
            "name": f"Thistle Okonjo {number}",
            "email": f"applicant{number}@demo.example",
            "words": "I like quiet mornings and I am never late.",
            "delete_on": now() + timedelta(days=180),
            **given,
        }
    )
    db.session.add(made)
    db.session.commit()
    return made
