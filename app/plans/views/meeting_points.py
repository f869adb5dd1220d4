"""Points for the next meeting, kept until there are meetings here."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import go_to, page
from app.language import _
from app.people.actions.meeting_points import finish_point
from app.people.looking import me, viewing
from app.people.models import PointFrom
from app.people.queries import meeting_points as queries
from app.plans.queries.comments import sections_of
from app.security import Permission, requires

views = Blueprint("meeting_points", __name__, url_prefix="/people/<uuid:person_id>/meeting-points")


@views.get("")
@requires(Permission.SEE_PLAN)
def show_points(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    before = request.args.get("before", type=uuid.UUID)
    done_before = request.args.get("done-before", type=uuid.UUID)
    waiting, more = queries.points_for(viewer, done=False, before=before)
    done, more_done = queries.points_for(viewer, done=True, before=done_before)
    for part in {each.point.part for each in (*waiting, *done)}:
        looked(person_id, part.value)
    sources = {
        each.point.source_id
        for each in (*waiting, *done)
        if each.point.point_from is PointFrom.COMMENT and each.point.source_id is not None
    }
    return page(
        "plans/points/list.html",
        viewer=viewer,
        waiting=waiting,
        more_waiting=more,
        done=done,
        more_done=more_done,
        done_open=done_before is not None,
        comments=sections_of(viewer, sources) if sources else {},
    )


@views.post("/<uuid:point_id>/done")
@requires(Permission.SEE_PLAN)
def finish(person_id: uuid.UUID, point_id: uuid.UUID) -> ResponseReturnValue:
    """The person says that it was talked about. Nobody else does."""
    viewer = viewing(person_id)
    point = queries.point_for(viewer, point_id)
    if point is None or not viewer.is_person:
        abort(404)
    finish_point(by=me(), point=point)
    flash(_("Done."), "done")
    return go_to(url_for(".show_points", person_id=person_id))
