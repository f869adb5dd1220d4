"""The paper twin of a section: its questions on A4, to answer by hand and type in later."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.people.looking import viewing
from app.people.parts import Part
from app.plans.sections import SECTIONS
from app.plans.views.scope import only_sections
from app.security import Permission, requires

views = Blueprint("plan_paper", __name__, url_prefix="/people/<uuid:person_id>/plan")
# So many empty lines fit beside the other questions.
LINES_ON_PAPER = 3


@views.get("/<part:part>/paper")
@requires(Permission.WRITE_PART)
def show_paper(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    """Questions only: nothing that anybody wrote is on it."""
    only_sections(part)
    return page(
        "plans/paper/paper.html",
        viewer=viewing(person_id),
        part=part,
        section=SECTIONS[part],
        lines=range(LINES_ON_PAPER),
    )
