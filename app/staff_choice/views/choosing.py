"""Choosing my staff: the way from what I want to the first day, one row a step."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.people.looking import viewing
from app.people.parts import Part
from app.security import Permission, requires
from app.staff_choice.way import STEPS

views = Blueprint("staff_choice", __name__, url_prefix="/people/<uuid:person_id>/staff")


@views.get("")
@requires(Permission.SEE_CHOOSING)
def show_choosing(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.STAFF.value)
    return page(
        "staff_choice/choosing.html",
        viewer=viewer,
        person=viewer.person,
        steps=[step.at(person_id, is_person=viewer.is_person) for step in STEPS],
    )
