"""Answering applicants after a no: the second lock says why, the council looks again."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me
from app.people.parts import Part
from app.security import Permission, requires
from app.staff_choice.actions import asks as actions
from app.staff_choice.forms.asks import ReviewForm, WhyForm
from app.staff_choice.models import ApplicantAsk, AskKind
from app.staff_choice.queries.applicants import Shown, applicant_for, lines_of
from app.staff_choice.queries.asks import open_ask, reasons_told, review_for
from app.staff_choice.views.job_scope import AtJob, at_job

views = Blueprint("staff_asks", __name__)
WHY = "/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants/<uuid:applicant_id>/ask"
AGAIN = "/council/decisions/asks/<uuid:ask_id>"


def _asked(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> tuple[AtJob, Shown, ApplicantAsk]:
    """404 where they asked nothing, or where it is answered."""
    at = at_job(person_id, vacancy_id)
    shown = applicant_for(at.viewer, at.vacancy, applicant_id)
    ask = open_ask(shown.applicant, AskKind.REASONS) if shown is not None else None
    if shown is None or ask is None:
        abort(404)
    return at, shown, ask


def _why_page(
    at: AtJob, shown: Shown, ask: ApplicantAsk, form: WhyForm, status: int = 200
) -> ResponseReturnValue:
    here = f"{at.url}/applicants/{shown.id}"
    return at.show("asks/why.html", status=status, shown=shown, ask=ask, form=form, here=here)


@views.get(WHY)
@requires(Permission.HOLD_SECOND_LOCK)
def show_why(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    at, shown, ask = _asked(person_id, vacancy_id, applicant_id)
    form = WhyForm(formdata=None)
    form.offer(lines_of(at.vacancy))
    return _why_page(at, shown, ask, form)


@views.post(WHY)
@requires(Permission.HOLD_SECOND_LOCK)
def answer_why(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    at, shown, ask = _asked(person_id, vacancy_id, applicant_id)
    form = WhyForm()
    lines = form.offer(lines_of(at.vacancy))
    if not form.validate():
        return _why_page(at, shown, ask, form, 422)
    line, words = lines[form.line.data], form.words.cleaned()
    try:
        actions.answer_reasons(by=at.by, vacancy=at.vacancy, ask=ask, line=line, words=words)
    except actions.Refused as refused:
        form.words.errors = [refused.words]
        return _why_page(at, shown, ask, form, 422)
    flash(_("Kept."), "done")
    return go_to(f"{at.url}/applicants/{shown.id}")


def _review(ask_id: uuid.UUID) -> ApplicantAsk:
    """404 for whoever had a part in the answer, or knows the person."""
    found = review_for(me(), ask_id)
    if found is None:
        abort(404)
    return found


def _review_page(ask: ApplicantAsk, form: ReviewForm, status: int = 200) -> ResponseReturnValue:
    vacancy = ask.applicant.vacancy
    looked(vacancy.person_id, Part.STAFF.value)
    return page(
        "staff_choice/asks/review.html",
        status=status,
        ask=ask,
        vacancy=vacancy,
        reasons=reasons_told(ask.applicant),
        form=form,
    )


@views.get(AGAIN)
@requires(Permission.ANSWER_WAITING_DECISION)
def show_review(ask_id: uuid.UUID) -> ResponseReturnValue:
    return _review_page(_review(ask_id), ReviewForm(formdata=None))


@views.post(AGAIN)
@requires(Permission.ANSWER_WAITING_DECISION)
def answer_review(ask_id: uuid.UUID) -> ResponseReturnValue:
    ask, form = _review(ask_id), ReviewForm()
    if not form.validate():
        return _review_page(ask, form, 422)
    try:
        actions.answer_review(by=me(), ask=ask, words=form.words.cleaned())
    except actions.Refused as refused:
        form.words.errors = [refused.words]
        return _review_page(ask, form, 422)
    flash(_("Kept."), "done")
    return go_to(url_for("waiting_decisions.show_waiting"))
