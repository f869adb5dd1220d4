"""Where the person cannot say yes or no: what was decided in their place, on which records."""

from __future__ import annotations

import uuid

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.language import _, current_locale
from app.security import Permission, requires
from app.staff_choice.about_applicants import SHALL_SUPPORT
from app.staff_choice.actions import decided_for as actions
from app.staff_choice.forms.decided_for import InTheirPlaceForm
from app.staff_choice.queries.deciding import decided_key
from app.staff_choice.queries.grounds import Named, grounds_for
from app.staff_choice.views.deciding import AtApplicant, at_applicant

views = Blueprint(
    "staff_decided_for",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants/"
    "<uuid:applicant_id>/decision/in-their-place",
)


def _form(it: AtApplicant) -> tuple[InTheirPlaceForm, dict[str, Named]]:
    """With the records of this very decision that hold now, and no others."""
    looked(it.at.person.id, "records")
    found = grounds_for(it.at.viewer, it.shown.id)
    form = InTheirPlaceForm()
    form.ground.choices = [(key, each.words) for key, each in found.items()]
    return form, found


def _page(it: AtApplicant, form: InTheirPlaceForm, status: int = 200) -> ResponseReturnValue:
    person_id = it.at.person.id
    return it.show(
        "in_their_place.html",
        status=status,
        form=form,
        about=SHALL_SUPPORT,
        records=url_for("records.show_records", person_id=person_id),
        new_record=url_for(
            "records.show_new_capacity", person_id=person_id, about=decided_key(it.shown.id)
        ),
    )


@views.get("")
@requires(Permission.RECORD_DECISIONS)
def show_in_their_place(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    return _page(it, _form(it)[0])


@views.post("")
@requires(Permission.RECORD_DECISIONS)
def decide_for(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    it = at_applicant(person_id, vacancy_id, applicant_id)
    form, found = _form(it)
    if not form.validate():
        return _page(it, form, 422)
    grounds = {key: each.ground for key, each in found.items()}
    try:
        actions.decide_for(**it.given, said=form.said(grounds, current_locale().code))
    except actions.Refused as refused:
        form.form_errors = [refused.words]
        return _page(it, form, 422)
    flash(_("We wrote it down."), "done")
    return it.back()
