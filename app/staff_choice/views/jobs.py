"""The jobs of a person: the list, one job, what a stranger would learn, closing and taking away."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, current_app, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires
from app.staff_choice import saying
from app.staff_choice.actions import jobs as actions
from app.staff_choice.actions import publishing
from app.staff_choice.forms.jobs import MarkedForm
from app.staff_choice.models import VacancyStage
from app.staff_choice.queries.jobs import Job, job_for, jobs_for
from app.staff_choice.queries.leaks import leaks_of
from app.staff_choice.queries.own_asking import jobs_asked_for
from app.staff_choice.queries.paying import nobody_checks
from app.staff_choice.way import JOB_STEPS

views = Blueprint("jobs", __name__, url_prefix="/people/<uuid:person_id>/staff/jobs")


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_jobs(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.STAFF.value)
    return page(
        "staff_choice/jobs/jobs.html",
        viewer=viewer,
        person=viewer.person,
        jobs=jobs_for(viewer),
        asked_for=jobs_asked_for(me(), viewer),
    )


def job_here(viewer: Relation, vacancy_id: uuid.UUID) -> Job:
    """The job that the address names, looked at by this viewer; else 404."""
    found = job_for(viewer, vacancy_id)
    if found is None:
        abort(404)
    looked(viewer.person.id, Part.STAFF.value)
    return found


@views.get("/<uuid:vacancy_id>")
@requires(Permission.SEE_CHOOSING)
def show_job(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    return page(
        "staff_choice/jobs/job.html",
        viewer=viewer,
        person=viewer.person,
        job=job,
        steps=[step.at(person_id, vacancy_id, is_person=viewer.is_person) for step in JOB_STEPS],
        address=saying.address_of(job.vacancy),
        nobody_checks=_asks_who_checks(viewer, job),
    )


def _asks_who_checks(viewer: Relation, job: Job) -> bool:
    """Whoever may name somebody for the second lock, where nobody holds it any more."""
    in_use = job.was_public and job.state.stage is not VacancyStage.WITHDRAWN
    return in_use and actions.may_decide(me(), viewer) and nobody_checks(job.vacancy)


@views.get("/<uuid:vacancy_id>/stranger")
@requires(Permission.WRITE_VACANCY)
def show_stranger(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    """What a stranger would learn, and what our check found in it."""
    viewer = viewing(person_id)
    return _stranger_page(viewer, job_here(viewer, vacancy_id), MarkedForm(formdata=None))


def _stranger_page(
    viewer: Relation, job: Job, form: MarkedForm, status: int = 200
) -> ResponseReturnValue:
    form.seen.data = job.whole_mark
    leaks = leaks_of(job)
    problems = publishing.problems_of(job, current_app.config["MINIMUM_PAY_PENCE"])
    is_ready = job.stage in publishing.BEFORE_YES and not leaks and not problems
    return page(
        "staff_choice/jobs/stranger.html",
        saying=saying,
        status=status,
        viewer=viewer,
        person=viewer.person,
        job=job,
        form=form,
        leaks=leaks,
        problems=problems,
        is_ready=is_ready,
        decides=is_ready and actions.may_decide(me(), viewer),
    )


@views.post("/<uuid:vacancy_id>/stranger")
@requires(Permission.DECIDE_VACANCY)
def say_yes(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    form = MarkedForm()
    try:
        publishing.say_yes(
            by=me(),
            viewer=viewer,
            job=job,
            seen=form.seen.data or "",
            minimum_pay=current_app.config["MINIMUM_PAY_PENCE"],
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _stranger_page(viewer, job_here(viewer, vacancy_id), form, 422)
    flash(_("Sent. Somebody at the council reads it first."), "done")
    return go_to(url_for(".show_job", person_id=person_id, vacancy_id=vacancy_id))


ENDS = "<any('close', 'take-away'):how>"
STAGES = {"close": VacancyStage.CLOSED, "take-away": VacancyStage.WITHDRAWN}


@views.get(f"/<uuid:vacancy_id>/{ENDS}")
@requires(Permission.DECIDE_VACANCY)
def ask_end(person_id: uuid.UUID, vacancy_id: uuid.UUID, how: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    return page("staff_choice/jobs/end.html", viewer=viewer, person=viewer.person, job=job, how=how)


@views.post(f"/<uuid:vacancy_id>/{ENDS}")
@requires(Permission.DECIDE_VACANCY)
def end_job(person_id: uuid.UUID, vacancy_id: uuid.UUID, how: str) -> ResponseReturnValue:
    viewer = viewing(person_id)
    job = job_here(viewer, vacancy_id)
    try:
        actions.end_job(by=me(), viewer=viewer, job=job, stage=STAGES[how])
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    else:
        flash(_("Closed.") if how == "close" else _("Taken away."), "done")
    return go_to(url_for(".show_job", person_id=person_id, vacancy_id=vacancy_id))
