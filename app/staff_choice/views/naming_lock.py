"""Who checks from now on that it is safe, where whom the person named left."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.predicates import Relation
from app.security import Permission, refuse, requires
from app.staff_choice.actions import naming_lock as actions
from app.staff_choice.forms.jobs import CheckerForm
from app.staff_choice.models import Employer, VacancyStage
from app.staff_choice.queries.jobs import Job
from app.staff_choice.queries.paying import nobody_checks, who_could_check
from app.staff_choice.views.jobs import job_here

views = Blueprint(
    "naming_lock",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/who-checks",
)


def _job(viewer: Relation, vacancy_id: uuid.UUID) -> Job:
    """404 where a provider pays: its managers follow one another."""
    job = job_here(viewer, vacancy_id)
    if job.vacancy.employer is not Employer.PERSON:
        refuse()
    return job


def _page(viewer: Relation, job: Job, form: CheckerForm, status: int = 200) -> ResponseReturnValue:
    return page(
        "staff_choice/jobs/who_checks.html",
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
    )


def _form(viewer: Relation, job: Job, form: CheckerForm) -> CheckerForm:
    form.offer(who_could_check(viewer, job.vacancy))
    return form


@views.get("")
@requires(Permission.DECIDE_VACANCY)
def show_who_checks(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """404 while somebody checks, and once the job was taken away."""
    viewer = viewing(person_id)
    job = _job(viewer, vacancy_id)
    if job.state.stage is VacancyStage.WITHDRAWN or not nobody_checks(job.vacancy):
        refuse()
    return _page(viewer, job, _form(viewer, job, CheckerForm(formdata=None)))


@views.post("")
@requires(Permission.DECIDE_VACANCY)
def name_who_checks(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = _job(viewer, vacancy_id)
    form = _form(viewer, job, CheckerForm())
    if not form.validate():
        return _page(viewer, job, form, 422)
    try:
        actions.name_lock(by=me(), viewer=viewer, job=job, payer=form.chosen())
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    else:
        flash(_("Kept."), "done")
    return go_to(url_for("jobs.show_job", person_id=person_id, vacancy_id=vacancy_id))
