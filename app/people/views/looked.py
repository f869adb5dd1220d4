"""Who looked: the person's own page. Nobody else can open it."""

from __future__ import annotations

import uuid

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.people.looking import viewing
from app.people.queries.looked import own_visits, visits
from app.security import Permission, requires

views = Blueprint("looked", __name__, url_prefix="/people/<uuid:person_id>/who-looked")


@views.get("")
@requires(Permission.SEE_WHO_LOOKED)
def show_looks(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    before, before_mine = _from("before"), _from("mine")
    others, further = visits(viewer.person, before)
    mine, further_mine = own_visits(viewer.person, before_mine)
    return page(
        "people/looked/looks.html",
        person=viewer.person,
        others=others,
        further=further,
        before=before,
        mine=mine,
        further_mine=further_mine,
        before_mine=before_mine,
    )


def _from(name: str) -> uuid.UUID | None:
    """The id to go on from, where the address names one."""
    try:
        return uuid.UUID(request.args.get(name, ""))
    except ValueError:
        return None
