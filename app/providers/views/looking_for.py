"""What a person looks for: their list, read by whom they let see it. Nobody else changes it."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.people.looking import viewing
from app.people.parts import Part
from app.providers.queries.my_list import list_for
from app.security import Permission, requires

views = Blueprint("looking_for", __name__, url_prefix="/people/<uuid:person_id>/looking-for")


@views.get("")
@requires(Permission.SEE_LIST)
def show_looking_for(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.MY_LIST.value)
    return page(
        "providers/list/looking_for.html",
        viewer=viewer,
        person=viewer.person,
        kept=list_for(viewer),
    )
