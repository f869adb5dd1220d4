"""Support jobs for everybody: no account, no cookie, in every language of the portal."""

from __future__ import annotations

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.language import _l
from app.security import public
from app.staff_choice import saying
from app.staff_choice.forms.jobs import DistrictForm
from app.staff_choice.models import VacancyStage
from app.staff_choice.queries.jobs import Job, job_by_number, open_jobs

views = Blueprint("support_jobs", __name__, url_prefix="/support-jobs")


@views.get("")
@public
def show_open_jobs() -> ResponseReturnValue:
    form = DistrictForm(request.args)
    jobs = open_jobs()
    districts = sorted({job.vacancy.district for job in jobs})
    # A district without a job is nobody's mistake: the last one there closed meanwhile.
    chosen = form.district.data if form.district.data in districts else ""
    form.district.choices = [("", _l("All places")), *((each, each) for each in districts)]
    form.district.data = chosen
    return page(
        "staff_choice/public/list.html",
        form=form,
        chosen=chosen,
        jobs=[job for job in jobs if chosen in ("", job.vacancy.district)],
        several=len(districts) > 1,
    )


def _open_or_gone(number: str) -> Job | ResponseReturnValue:
    """The job, open now; else a kind page: 404 for one that never was, 410 for one that was."""
    job = job_by_number(number)
    if job is not None and job.stage is VacancyStage.PUBLISHED:
        return job
    return page(
        "staff_choice/public/gone.html",
        status=404 if job is None else 410,
        was=job is not None,
    )


@views.get("/<number>")
@public
def show_open_job(number: str) -> ResponseReturnValue:
    job = _open_or_gone(number)
    if not isinstance(job, Job):
        return job
    return page(
        "staff_choice/public/show.html",
        job=job,
        saying=saying,
        address=saying.address_of(job.vacancy),
    )


@views.get("/<number>/print")
@public
def print_job(number: str) -> ResponseReturnValue:
    """One side of A4, with a code that leads to the page."""
    job = _open_or_gone(number)
    if not isinstance(job, Job):
        return job
    return page(
        "staff_choice/public/print.html",
        job=job,
        saying=saying,
        address=saying.address_of(job.vacancy),
    )


@views.get("/<number>/code.svg")
@public
def show_job_code(number: str) -> ResponseReturnValue:
    job = _open_or_gone(number)
    if not isinstance(job, Job):
        return job
    return Response(saying.code_of(job.vacancy), mimetype="image/svg+xml")
