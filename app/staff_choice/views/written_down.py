"""What others write down of the person's yes or no, and who saw it."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request
from flask.typing import ResponseReturnValue

from app.htmx import go_to, page
from app.language import _, current_locale
from app.people.looking import me, viewing
from app.people.parts import Part
from app.security import Permission, requires
from app.staff_choice.actions import written_down as actions
from app.staff_choice.forms.written_down import WriteDownForm
from app.staff_choice.models import StaffDecisionWitness
from app.staff_choice.queries.deciding import witness_of
from app.staff_choice.views.deciding import AtApplicant, at_applicant

views = Blueprint("staff_written_down", __name__, url_prefix="/people/<uuid:person_id>/staff")
WRITE = "/jobs/<uuid:vacancy_id>/applicants/<uuid:applicant_id>/decision/write-down"
WITNESS = "/decisions/<uuid:decision_id>/witness"


def _page(it: AtApplicant, form: WriteDownForm, status: int = 200) -> ResponseReturnValue:
    return it.show("write_down.html", status=status, form=form)


@views.get(WRITE)
@requires(Permission.RECORD_STAFF_DECISION)
def show_write_down(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    return _page(it, WriteDownForm(formdata=None))


@views.post(WRITE)
@requires(Permission.RECORD_STAFF_DECISION)
def write_down(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it, form = at_applicant(person_id, vacancy_id, applicant_id), WriteDownForm()
    if not form.validate():
        return _page(it, form, 422)
    said = form.said(current_locale().code)
    try:
        actions.write_down(**it.given, said=said)
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(it, form, 422)
    flash(_("We wrote it down."), "done")
    return it.back()


def _own_place(person_id: uuid.UUID, decision_id: uuid.UUID) -> StaffDecisionWitness:
    found = witness_of(me(), person_id, decision_id)
    if found is None:
        abort(404)
    return found


@views.get(WITNESS)
@requires(Permission.CONFIRM_STAFF_DECISION)
def show_witness(person_id: uuid.UUID, decision_id: uuid.UUID) -> ResponseReturnValue:
    """Being named as a witness opens nothing: who it was about shows where staff is shared."""
    viewer, witness = viewing(person_id), _own_place(person_id, decision_id)
    return page(
        "staff_choice/deciding/witness.html",
        person=viewer.person,
        witness=witness,
        name=witness.decision.applicant.name if viewer.shares(Part.STAFF) else "",
    )


@views.post(WITNESS)
@requires(Permission.CONFIRM_STAFF_DECISION)
def confirm_witness(person_id: uuid.UUID, decision_id: uuid.UUID) -> ResponseReturnValue:
    witness, answer = _own_place(person_id, decision_id), request.form.get("answer")
    if answer not in ("there", "not-there"):
        abort(422)
    try:
        actions.answer_as_witness(by=me(), witness=witness, was_there=answer == "there")
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    else:
        flash(_("Thank you. We kept your answer."), "done")
    return go_to("/my")
