"""Who looked: the person's own page. Nobody else can open it."""

from __future__ import annotations

import uuid

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.people.looking import viewing
from app.people.queries.looked import visits
from app.security import Permission, requires

views = Blueprint("looked", __name__, url_prefix="/people/<uuid:person_id>/who-looked")


@views.get("")
@requires(Permission.SEE_WHO_LOOKED)
def show_looks(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    try:
        before = uuid.UUID(request.args.get("before", ""))
    except ValueError:
        before = None
    found, further = visits(viewer.person, before)
    return page("people/looked/looks.html", person=viewer.person, visits=found, further=further)
