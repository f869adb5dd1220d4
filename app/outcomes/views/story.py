"""My story in pictures; for others a chart, if they choose it. Never a chart for the person."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.language import current_locale
from app.outcomes.chart import bars
from app.outcomes.queries.story import After, months_of, story
from app.people.actions.records import today
from app.people.looking import viewing
from app.people.parts import Part
from app.security import Permission, requires

views = Blueprint("story", __name__, url_prefix="/people/<uuid:person_id>/outcomes/story")


@views.get("")
@requires(Permission.SEE_OUTCOMES)
def show_story(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    after = After.read(request.args.get("after"))
    moments, more = story(viewer, after)
    return page(
        "outcomes/story/story.html",
        viewer=viewer,
        person=viewer.person,
        moments=moments,
        more=more,
        is_first=after is None,
    )


@views.get("/chart")
@requires(Permission.SEE_OUTCOMES)
def show_chart(person_id: uuid.UUID) -> ResponseReturnValue:
    """How often the person said something, month by month. For others alone."""
    viewer = viewing(person_id)
    if viewer.is_person:
        abort(404)
    looked(person_id, Part.OUTCOMES.value)
    months = months_of(viewer, today())
    return page(
        "outcomes/story/chart.html",
        viewer=viewer,
        person=viewer.person,
        months=months,
        chart=bars(months, right_to_left=current_locale().dir == "rtl"),
    )
