"""For who holds the second lock: what an applicant needs for the talk, and the text about risk."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked, record_in_any_case
from app.htmx import go_to, page
from app.language import _
from app.people.looking import me, viewing
from app.people.parts import Part
from app.security import Permission, requires
from app.staff_choice.actions.risk import give_risk, why_not
from app.staff_choice.models import Applicant
from app.staff_choice.queries.for_second_lock import (
    NEEDS_READ,
    applicant_for_lock,
    needs_for_lock,
    risk_given_to,
)
from app.staff_choice.way import job_url

views = Blueprint(
    "for_second_lock",
    __name__,
    url_prefix="/people/<uuid:person_id>/staff/jobs/<uuid:vacancy_id>/applicants/<uuid:applicant_id>",
)


def _found(person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID) -> Applicant:
    found = applicant_for_lock(person_id, vacancy_id, applicant_id)
    if found is None:
        abort(404)
    return found


@views.get("/adjustments")
@requires(Permission.SEE_ADJUSTMENTS)
def show_adjustments(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    """What they need for the talk. Each reading is written down."""
    found = needs_for_lock(person_id, vacancy_id, applicant_id)
    if found is None:
        abort(404)
    applicant, needs = found
    looked(person_id, Part.STAFF.value)
    record_in_any_case(NEEDS_READ, by=me(), person=person_id, about=f"applicant:{applicant_id}")
    return page(
        "staff_choice/lock/adjustments.html",
        viewer=viewing(person_id),
        applicant=applicant,
        needs=needs,
        back_to=job_url(person_id, vacancy_id) + f"applicants/{applicant_id}",
    )


@views.get("/risk")
@requires(Permission.HOLD_SECOND_LOCK)
def show_risk(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    applicant = _found(person_id, vacancy_id, applicant_id)
    looked(person_id, Part.STAFF.value)
    return page(
        "staff_choice/lock/risk.html",
        viewer=viewing(person_id),
        applicant=applicant,
        given=risk_given_to(applicant),
        refused=why_not(applicant),
        here=url_for(".show_risk", **_ids(applicant)),
        back_to=job_url(person_id, vacancy_id) + f"applicants/{applicant_id}",
    )


@views.post("/risk")
@requires(Permission.HOLD_SECOND_LOCK)
def give(
    person_id: uuid.UUID, vacancy_id: uuid.UUID, applicant_id: uuid.UUID
) -> ResponseReturnValue:
    applicant = _found(person_id, vacancy_id, applicant_id)
    refused = give_risk(by=me(), applicant=applicant)
    if refused is not None:
        flash(str(refused), "bad")
    else:
        flash(_("They can read it now. We wrote to them."), "done")
    return go_to(url_for(".show_risk", **_ids(applicant)))


def _ids(applicant: Applicant) -> dict[str, Any]:
    return {
        "person_id": applicant.vacancy.person_id,
        "vacancy_id": applicant.vacancy_id,
        "applicant_id": applicant.id,
    }
