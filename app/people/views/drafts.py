"""What is being typed, kept as one types: for its writer only."""

from __future__ import annotations

import uuid

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from app.htmx import go_to
from app.people.actions import drafts as actions
from app.people.forms.about_me import part_form
from app.people.looking import me
from app.people.parts import Part
from app.security import Permission, requires

views = Blueprint("drafts", __name__, url_prefix="/people/<uuid:person_id>/drafts")


@views.post("/<part:part>")
@requires(Permission.WRITE_PART)
def save_draft(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """Called by the page's script while one types. Answers 204: nothing to show."""
    form = part_form(part, request.form)
    actions.save_draft(
        by=me(),
        person_id=person_id,
        place=part.value,
        content=form.typed(),
        base_number=form.base(),
    )
    return "", 204


@views.post("/<part:part>/throw-away")
@requires(Permission.WRITE_PART)
def throw_draft(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    actions.throw_draft(by=me(), person_id=person_id, place=part.value)
    return go_to(url_for("about_me.change_part", person_id=person_id, part=part))
