"""What every page below a job begins with: who looks, at whose job."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from flask import Response, abort

from app.accounts.models import Account
from app.audit import looked
from app.htmx import page
from app.people.looking import me, viewing
from app.people.models import Person
from app.people.parts import Part
from app.people.predicates import Relation
from app.staff_choice.models import Interview, Vacancy
from app.staff_choice.predicates import vacancy_of
from app.staff_choice.queries.interviews import interview_of
from app.staff_choice.way import job_url


@dataclass(frozen=True)
class AtJob:
    """One job of one person, as one account looks at it."""

    viewer: Relation
    vacancy: Vacancy
    by: Account

    @property
    def person(self) -> Person:
        return self.viewer.person

    @property
    def url(self) -> str:
        """The address of the job, without its last slash."""
        return job_url(self.person.id, self.vacancy.id).rstrip("/")

    def show(
        self, template: str, *, status: int = 200, how: str = "screen", **given: Any
    ) -> Response:
        """A page of this job. The look is logged."""
        looked(self.person.id, Part.STAFF.value, how)
        return page(
            f"staff_choice/{template}",
            status=status,
            viewer=self.viewer,
            person=self.person,
            vacancy=self.vacancy,
            job_url=self.url,
            **given,
        )

    def interview(self, interview_id: uuid.UUID) -> Interview:
        """A talk of this job; 404 for none, and for one that the person does not want any more."""
        found = interview_of(self.vacancy.id, interview_id)
        if found is None:
            abort(404)
        return found


def at_job(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> AtJob:
    """404 for the job of somebody else."""
    viewer = viewing(person_id)
    vacancy = vacancy_of({"person_id": person_id, "vacancy_id": vacancy_id})
    if vacancy is None:
        abort(404)
    return AtJob(viewer, vacancy, me())
