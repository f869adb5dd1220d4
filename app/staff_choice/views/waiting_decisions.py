"""For the named human at the council: a no that may be unfair waits until they looked at it."""

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
from app.staff_choice.actions import deciding as actions
from app.staff_choice.forms.deciding import HumanForm
from app.staff_choice.models import Applicant, ReasonRecorded
from app.staff_choice.queries.asks import reviews_for
from app.staff_choice.queries.deciding import waiting_decisions

views = Blueprint("waiting_decisions", __name__, url_prefix="/council/decisions")


@views.get("")
@requires(Permission.ANSWER_WAITING_DECISION)
def show_waiting() -> ResponseReturnValue:
    return page(
        "staff_choice/council/decisions.html",
        waiting=waiting_decisions(me()),
        reviews=reviews_for(me()),
    )


def _one(reason_id: uuid.UUID) -> tuple[ReasonRecorded, Applicant]:
    found = next((each for each in waiting_decisions(me()) if each[0].id == reason_id), None)
    if found is None:
        abort(404)
    return found


def _page(
    reason: ReasonRecorded, applicant: Applicant, form: HumanForm, status: int = 200
) -> ResponseReturnValue:
    looked(applicant.vacancy.person_id, Part.STAFF.value)
    return page(
        "staff_choice/council/decision.html",
        status=status,
        reason=reason,
        vacancy=applicant.vacancy,
        form=form,
    )


@views.get("/<uuid:reason_id>")
@requires(Permission.ANSWER_WAITING_DECISION)
def show_one(reason_id: uuid.UUID) -> ResponseReturnValue:
    return _page(*_one(reason_id), HumanForm(formdata=None))


@views.post("/<uuid:reason_id>")
@requires(Permission.ANSWER_WAITING_DECISION)
def answer(reason_id: uuid.UUID) -> ResponseReturnValue:
    (reason, applicant), form = _one(reason_id), HumanForm()
    if form.validate():
        try:
            actions.answer_waiting(
                by=me(),
                reason=reason,
                goes_on=form.answer.data == "goes-on",
                words=form.words.cleaned(),
            )
        except actions.Refused as refused:
            form.form_errors = [refused.words]
        else:
            flash(_("Kept."), "done")
            return go_to(url_for(".show_waiting"))
    return _page(reason, applicant, form, 422)
