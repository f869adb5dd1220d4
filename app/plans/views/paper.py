"""Paper twins: questions of the plan on A4, to answer by hand and type in later."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from app.htmx import page
from app.people.looking import viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.forms.agreeing import PICTURES, AnswerForm
from app.plans.queries.agreements import newest_with_sections
from app.plans.queries.reviewing import sees_sections
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


@views.get("/answer/paper")
@requires(Permission.ANSWER_PLAN)
def show_answer_paper(person_id: uuid.UUID) -> ResponseReturnValue:
    back = url_for("plan_agreeing.ask_whole", person_id=person_id)
    return _answer_paper(viewing(person_id), None, back)


@views.get("/<part:part>/answer/paper")
@requires(Permission.ANSWER_PLAN)
def show_section_answer_paper(person_id: uuid.UUID, part: Part) -> ResponseReturnValue:
    only_sections(part)
    back = url_for("plan_agreeing.ask_section", person_id=person_id, part=part)
    return _answer_paper(viewing(person_id), part, back)


def _answer_paper(viewer: Relation, part: Part | None, back: str) -> ResponseReturnValue:
    """What was answered on paper is typed in by whoever gave the answer, or seen by two others."""
    version, sections = newest_with_sections(viewer)
    if version is None or (part is not None and not (part in sections and viewer.shares(part))):
        abort(404)
    return page(
        "plans/paper/answer.html",
        viewer=viewer,
        part=part,
        version=version,
        form=AnswerForm(formdata=None),
        pictures=PICTURES,
        back=back,
    )


@views.get("/review/view/paper")
@requires(Permission.REVIEW_PLAN)
def show_view_paper(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    if not sees_sections(viewer):
        abort(404)
    return page("plans/paper/view.html", viewer=viewer)
