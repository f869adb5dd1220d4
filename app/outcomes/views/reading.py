"""Reading outcomes: the list, and one with the views on it side by side."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.outcomes.actions.outcomes import WAYS
from app.outcomes.models import Lifecycle
from app.outcomes.models.outcomes import ENDS, OPEN
from app.outcomes.queries.check_ins import SIDES, newest_views
from app.outcomes.queries.differences import is_point_open, seen_to_differ
from app.outcomes.queries.outcomes import (
    Shown,
    basis_of,
    older_texts,
    outcome_for,
    outcomes_of,
    thinker_of,
)
from app.outcomes.queries.steps import steps_of
from app.people.faces import face
from app.people.looking import there, viewing
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.security import Permission, allowed, requires

views = Blueprint("outcomes", __name__, url_prefix="/people/<uuid:person_id>/outcomes")
OVER = [lifecycle for lifecycle in Lifecycle if lifecycle not in OPEN]


def chosen(viewer: Relation, outcome_id: uuid.UUID) -> Shown:
    """The outcome of the address; 404 when this viewer may not see it."""
    return there(outcome_for(viewer, outcome_id))


@views.get("")
@requires(Permission.SEE_OUTCOMES)
def show_outcomes(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    looked(person_id, Part.OUTCOMES.value)
    return page(
        "outcomes/reading/list.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        outcomes=outcomes_of(viewer),
        over=outcomes_of(viewer, OVER),
        wants=Part.PLAN_WANTS,
        thinks=viewer.shares(Part.OUTCOMES, Level.WRITE),
    )


def _waits(viewer: Relation, shown: Shown) -> bool:
    """Is it this viewer's own thought, which nobody took on yet?"""
    own = shown.outcome.made_by == viewer.account_id
    return (
        own and shown.lifecycle is Lifecycle.PROPOSED and viewer.shares(Part.OUTCOMES, Level.WRITE)
    )


@views.get("/<uuid:outcome_id>")
@requires(Permission.SEE_OUTCOMES)
def show_outcome(person_id: uuid.UUID, outcome_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = chosen(viewer, outcome_id)
    decides = allowed(Permission.DECIDE_OUTCOME, person_id=person_id)
    looked(person_id, Part.OUTCOMES.value)
    beside = newest_views(viewer, outcome_id)
    return page(
        "outcomes/reading/outcome.html",
        viewer=viewer,
        person=viewer.person,
        face=face(viewer),
        shown=shown,
        sides=SIDES,
        views=beside,
        differs=is_point_open(outcome_id) if viewer.is_person else seen_to_differ(beside),
        ways=WAYS[shown.lifecycle] if decides else (),
        rewrites=viewer.is_person or _waits(viewer, shown),
        basis=basis_of(viewer, shown),
        thinker=thinker_of(viewer, shown),
        older=older_texts(viewer, shown),
        steps=steps_of(viewer, outcome_id),
        adds_steps=viewer.shares(Part.OUTCOMES, Level.WRITE) and shown.lifecycle in OPEN,
        ends=ENDS,
        says=viewer.shares(Part.OUTCOMES, Level.COMMENT),
    )
