"""Who wants the job, each a page in their own voice, and whom the person wants to meet."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to
from app.language import _, current_locale
from app.people.file_answers import file_answer
from app.people.parts import Part
from app.security import Permission, allowed, requires
from app.staff_choice import saying
from app.staff_choice.actions import meeting as actions
from app.staff_choice.cards import LANGUAGE_NAMES
from app.staff_choice.forms.meeting import PICTURES, MeetForm
from app.staff_choice.models import ApplicantFileKind, MeetChoice
from app.staff_choice.queries.applicants import (
    Shown,
    applicant_for,
    applicants_for,
    match_for,
    waiting_for,
)
from app.staff_choice.queries.deciding import answers_of_both
from app.staff_choice.queries.own_application import file_of
from app.staff_choice.views.job_scope import AtJob, at_job
from app.staff_choice.whom_to_meet import meeting_key, records_meeting

views = Blueprint(
    "applicants",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants",
)


@views.get("")
@requires(Permission.SEE_APPLICANTS)
def show_applicants(person_id: uuid.UUID, vacancy_id: uuid.UUID) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    scope = {"person_id": person_id, "vacancy_id": vacancy_id}
    shown = applicants_for(at.viewer, at.vacancy)
    chooses = _may(at, Permission.CHOOSE_WHOM_TO_MEET)
    return at.show(
        "applicants/list.html",
        applicants=shown,
        waiting=waiting_for(at.viewer, at.vacancy, shown) if chooses and shown else [],
        new_record=_new_record(at) if records_meeting(at.by, scope) else None,
    )


def _new_record(at: AtJob) -> str:
    """Where one writes that the person cannot choose whom to meet for this job."""
    about = meeting_key(at.vacancy.id)
    return url_for("records.show_new_capacity", person_id=at.person.id, about=about)


def _one(at: AtJob, applicant_id: uuid.UUID) -> Shown:
    found = applicant_for(at.viewer, at.vacancy, applicant_id)
    if found is None:
        abort(404)
    return found


def _may(at: AtJob, permission: Permission) -> bool:
    return allowed(permission, person_id=at.person.id, vacancy_id=at.vacancy.id)


def _own_answer(at: AtJob, shown: Shown) -> MeetChoice | None:
    """What this account said last, whether or not it counts."""
    said = shown.choice
    if said is not None and said.said_by == at.by.id and (at.viewer.is_person or not said.on_phone):
        return shown.choice
    return next((each for who, each in shown.thoughts if who.is_viewer), None)


def _languages(shown: Shown) -> list[tuple[str, str]]:
    """What they speak: tag and the name of each language in itself."""
    spoken = shown.applicant.languages
    return [(tag, name) for tag, name in LANGUAGE_NAMES.items() if tag in spoken]


def _page(at: AtJob, shown: Shown, form: MeetForm, status: int = 200) -> ResponseReturnValue:
    columns, lines = match_for(at.vacancy, shown)
    holds = _may(at, Permission.HOLD_SECOND_LOCK)
    locks = answers_of_both(shown.applicant)
    return at.show(
        "applicants/one.html",
        status=status,
        shown=shown,
        columns=columns,
        lines=lines,
        saying=saying,
        languages=_languages(shown),
        form=form,
        pictures=PICTURES,
        # Once somebody said yes or no to them there is nothing left to choose here.
        chooses=not locks.decisions and _may(at, Permission.CHOOSE_WHOM_TO_MEET),
        has_started=locks.first_day is not None,
        holds_lock=holds,
        reads_needs=holds and _may(at, Permission.SEE_ADJUSTMENTS),
    )


@views.get("/<uuid:applicant_id>")
@requires(Permission.SEE_APPLICANTS)
def show_applicant(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    shown = _one(at, applicant_id)
    before = _own_answer(at, shown)
    form = MeetForm(formdata=None)
    if before is not None:
        form.answer.data, form.words.data = before.answer.value, before.words
    return _page(at, shown, form)


@views.post("/<uuid:applicant_id>")
@requires(Permission.CHOOSE_WHOM_TO_MEET)
def choose_applicant(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    shown, form = _one(at, applicant_id), MeetForm()
    if not form.validate():
        return _page(at, shown, form, 422)
    try:
        actions.choose(
            by=at.by,
            viewer=at.viewer,
            vacancy=at.vacancy,
            applicant=shown.applicant,
            said=form.said(current_locale().code),
        )
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(at, shown, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for(".show_applicants", person_id=person_id, vacancy_id=vacancy_id))


@views.get("/<uuid:applicant_id>/<any(photo, sound):kind>")
@requires(Permission.SEE_APPLICANTS)
def show_file(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID, kind: str
) -> ResponseReturnValue:
    """Their photo or sound, once they may be known; 404 before."""
    at = at_job(person_id, vacancy_id)
    shown = _one(at, applicant_id)
    found = file_of(shown.applicant, ApplicantFileKind(kind)) if shown.shows_name else None
    if found is None:
        abort(404)
    looked(person_id, Part.STAFF.value, "photo")
    return file_answer(found.file_key, found.mime)
