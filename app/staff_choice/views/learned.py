"""What the panel learned, line by line, once all marks are shown."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.language import _, current_locale
from app.security import Permission, requires
from app.staff_choice.actions import learned as actions
from app.staff_choice.cards import Card, card
from app.staff_choice.forms.learned import FIT_PICTURES, LEVEL_PICTURES, LearnedForm
from app.staff_choice.models import Criterion, Interview
from app.staff_choice.queries.learned import learned_of, line_of_job
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint(
    "staff_learned",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/interviews/"
    "<uuid:interview_id>/learned",
)


@views.get("")
@requires(Permission.SIT_ON_PANEL)
def show_learned(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = _shown(at, interview_id)
    return at.show(
        "learned/list.html",
        interview=interview,
        lines=learned_of(at.viewer, interview),
        card_of=_picture_card,
    )


def _picture_card(line: Criterion) -> Card | None:
    return card(line.box, line.concept)


def _shown(at: AtJob, interview_id: uuid.UUID) -> Interview:
    found = at.interview(interview_id)
    if found.closed_at is None:
        abort(404)
    return found


def _line(interview: Interview, criterion_id: uuid.UUID) -> Criterion:
    found = line_of_job(interview, criterion_id)
    if found is None:
        abort(404)
    return found


def _page(
    at: AtJob, interview: Interview, line: Criterion, form: LearnedForm, status: int = 200
) -> ResponseReturnValue:
    return at.show(
        "learned/write.html",
        status=status,
        interview=interview,
        line=line,
        card_of=_picture_card,
        form=form,
        fits=FIT_PICTURES,
        levels=LEVEL_PICTURES,
    )


@views.get("/<uuid:criterion_id>")
@requires(Permission.SIT_ON_PANEL)
def new_learned(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID, criterion_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = _shown(at, interview_id)
    return _page(at, interview, _line(interview, criterion_id), LearnedForm(formdata=None))


@views.post("/<uuid:criterion_id>")
@requires(Permission.SIT_ON_PANEL)
def write_learned(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, interview_id: uuid.UUID, criterion_id: uuid.UUID
) -> ResponseReturnValue:
    at = at_job(person_id, vacancy_id)
    interview = _shown(at, interview_id)
    line, form = _line(interview, criterion_id), LearnedForm()
    if not form.validate():
        return _page(at, interview, line, form, 422)
    try:
        actions.write_down(
            by=at.by,
            vacancy=at.vacancy,
            interview=interview,
            line=line,
            key=form.key.key,
            said=form.said(current_locale().code),
        )
    except actions.Refused as refused:
        form.words.errors = [refused.words]
        return _page(at, interview, line, form, 422)
    flash(_("Kept."), "done")
    return go_to(
        url_for(
            ".show_learned",
            person_id=person_id,
            vacancy_id=vacancy_id,
            interview_id=interview_id,
        )
    )
