"""The timetable: whom the panel meets when, on a page, on paper and as a file for a calendar."""

from __future__ import annotations

import uuid
from itertools import groupby

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to
from app.language import _
from app.language.formats import LONDON
from app.people.actions.records import today
from app.people.parts import Part
from app.security import Permission, allowed, requires
from app.staff_choice.actions import timetable as actions
from app.staff_choice.calendar_file import calendar_file
from app.staff_choice.forms.panel import TimeForm
from app.staff_choice.models import Applicant, Interview
from app.staff_choice.queries.cards import cards_of
from app.staff_choice.queries.interviews import interviews_of, to_meet, without_a_time
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint(
    "staff_timetable",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/timetable",
)


def _days(interviews: list[Interview]) -> list[tuple[object, list[Interview]]]:
    """Day in London → its talks."""
    by_day = groupby(interviews, lambda each: each.starts_at.astimezone(LONDON).date())
    return [(day, list(those)) for day, those in by_day]


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_timetable(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return at.show(
        "timetable/timetable.html",
        days=_days(interviews_of(vacancy_id)),
        today=today(),
        waiting=without_a_time(vacancy_id),
        plans=allowed(Permission.RUN_PANEL, person_id=person_id, vacancy_id=vacancy_id),
    )


@views.get("/print")
@requires(Permission.SEE_CHOOSING)
def print_timetable(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return at.show(
        "timetable/print.html",
        how="print",
        days=_days(interviews_of(vacancy_id)),
        cards=cards_of(vacancy_id),
    )


@views.get("/calendar.ics")
@requires(Permission.SEE_CHOOSING)
def give_calendar(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at_job(person_id, vacancy_id)
    looked(person_id, Part.STAFF.value, "export")
    is_on = allowed(Permission.SIT_ON_PANEL, person_id=person_id, vacancy_id=vacancy_id)
    answer = Response(
        calendar_file(interviews_of(vacancy_id), with_names=is_on), mimetype="text/calendar"
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="talks.ics"'
    return answer


def _applicant(at: AtJob, applicant_id: uuid.UUID) -> Applicant:
    found = to_meet(at.vacancy.id, applicant_id)
    if found is None:
        abort(404)
    return found


def _page(
    at: AtJob,
    form: TimeForm,
    applicant: Applicant,
    interview: Interview | None = None,
    status: int = 200,
    warns: bool = False,
) -> ResponseReturnValue:
    return at.show(
        "timetable/time.html",
        status=status,
        form=form,
        applicant=applicant,
        interview=interview,
        warns=warns or bool(form.over_limit.data),
    )


def _refused(
    at: AtJob,
    form: TimeForm,
    refused: actions.Refused,
    applicant: Applicant,
    interview: Interview | None = None,
) -> ResponseReturnValue:
    warns = isinstance(refused, actions.TooManyOnOneDay)
    if warns:
        form.over_limit.errors = [refused.words]
    else:
        form.time.errors = [refused.words]
    return _page(at, form, applicant, interview, 422, warns)


@views.get("/new/<uuid:applicant_id>")
@requires(Permission.RUN_PANEL)
def new_time(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    return _page(at, TimeForm(formdata=None), _applicant(at, applicant_id))


@views.post("/new/<uuid:applicant_id>")
@requires(Permission.RUN_PANEL)
def give_time(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    applicant, form = _applicant(at, applicant_id), TimeForm()
    if not form.validate():
        return _page(at, form, applicant, status=422)
    try:
        actions.give_time(by=at.by, vacancy=at.vacancy, applicant=applicant, said=form.said())
    except actions.Refused as refused:
        return _refused(at, form, refused, applicant)
    return _kept(at)


def _kept(at: AtJob) -> ResponseReturnValue:
    flash(_("Kept."), "done")
    return go_to(url_for(".show_timetable", person_id=at.person.id, vacancy_id=at.vacancy.id))


@views.get("/<uuid:interview_id>")
@requires(Permission.RUN_PANEL)
def change_time(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = at.interview(interview_id)
    starts = interview.starts_at.astimezone(LONDON)
    form = TimeForm(formdata=None, data={"place": interview.place})
    form.day.data, form.time.data = starts.date(), starts.time()
    form.minutes.data = str(interview.minutes)
    form.break_minutes.data = str(interview.break_minutes)
    return _page(at, form, interview.applicant, interview)


@views.post("/<uuid:interview_id>")
@requires(Permission.RUN_PANEL)
def keep_time(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview, form = at.interview(interview_id), TimeForm()
    if not form.validate():
        return _page(at, form, interview.applicant, interview, 422)
    try:
        actions.change_time(by=at.by, vacancy=at.vacancy, interview=interview, said=form.said())
    except actions.Refused as refused:
        return _refused(at, form, refused, interview.applicant, interview)
    return _kept(at)


@views.post("/<uuid:interview_id>/remove")
@requires(Permission.RUN_PANEL)
def remove_time(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    try:
        actions.take_time_away(by=at.by, vacancy=at.vacancy, interview=at.interview(interview_id))
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
        return go_to(url_for(".show_timetable", person_id=person_id, vacancy_id=vacancy_id))
    return _kept(at)
