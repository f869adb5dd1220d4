"""Jobs that wait for a moderator: what a stranger would read, and nothing about whose it is."""

from __future__ import annotations

import uuid
from datetime import date

from flask import Blueprint, abort, current_app, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import record_in_any_case
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me
from app.plans.actions.said import Refused
from app.security import Permission, requires
from app.staff_choice import saying
from app.staff_choice.actions import publishing
from app.staff_choice.forms.jobs import MarkedForm, SendBackForm
from app.staff_choice.queries.jobs import Job
from app.staff_choice.queries.leaks import leaks_of
from app.staff_choice.queries.moderators import waiting_job, waiting_jobs

views = Blueprint("moderating", __name__, url_prefix="/council/jobs")


@views.get("")
@requires(Permission.READ_VACANCY_FIRST)
def show_waiting_jobs() -> ResponseReturnValue:
    return page("staff_choice/moderating/list.html", jobs=waiting_jobs(me()))


def _waiting(vacancy_id: uuid.UUID) -> Job:
    found = waiting_job(me(), vacancy_id)
    if found is None:
        abort(404)
    record_in_any_case(
        "job.read-first",
        by=me(),
        person=found.vacancy.person_id,
        about=f"vacancy:{vacancy_id}",
    )
    return found


@views.get("/<uuid:vacancy_id>")
@requires(Permission.READ_VACANCY_FIRST)
def show_waiting_job(vacancy_id: uuid.UUID) -> ResponseReturnValue:
    return _job_page(_waiting(vacancy_id), SendBackForm(formdata=None))


def _job_page(job: Job, form: SendBackForm, status: int = 200) -> ResponseReturnValue:
    form.seen.data = job.whole_mark
    return page(
        "staff_choice/moderating/job.html",
        status=status,
        job=job,
        form=form,
        saying=saying,
        # Which words our check found would say who is in the circle: only whether it found some.
        is_clear=not leaks_of(job),
        minimum=current_app.config["MINIMUM_PAY_PENCE"],
        minimum_source=current_app.config["MINIMUM_PAY_SOURCE"],
        minimum_since=date.fromisoformat(current_app.config["MINIMUM_PAY_SINCE"]),
    )


@views.post("/<uuid:vacancy_id>/publish")
@requires(Permission.READ_VACANCY_FIRST)
def publish(vacancy_id: uuid.UUID) -> ResponseReturnValue:
    job = _waiting(vacancy_id)
    try:
        publishing.publish(
            by=me(),
            job=job,
            seen=MarkedForm().seen.data or "",
            minimum_pay=current_app.config["MINIMUM_PAY_PENCE"],
        )
    except Refused as refused:
        return _refused(vacancy_id, SendBackForm(formdata=None), refused)
    flash(_("Everybody can see it now."), "done")
    return go_to(url_for(".show_waiting_jobs"))


def _refused(vacancy_id: uuid.UUID, form: SendBackForm, refused: Refused) -> ResponseReturnValue:
    """It changed meanwhile, or our rules say no: the page as it stands now says why."""
    form.form_errors = [refused.words]
    return _job_page(_waiting(vacancy_id), form, 422)


@views.post("/<uuid:vacancy_id>/send-back")
@requires(Permission.READ_VACANCY_FIRST)
def send_back(vacancy_id: uuid.UUID) -> ResponseReturnValue:
    job = _waiting(vacancy_id)
    form = SendBackForm()
    if not form.validate():
        return _job_page(job, form, 422)
    try:
        publishing.send_back(
            by=me(), job=job, seen=form.seen.data or "", words=form.words.cleaned()
        )
    except Refused as refused:
        return _refused(vacancy_id, form, refused)
    flash(_("Sent back."), "done")
    return go_to(url_for(".show_waiting_jobs"))
