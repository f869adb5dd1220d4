"""Figures of a provider, for the people who share how it is going with its manager."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.database import now
from app.htmx import page
from app.outcomes.quarters import newest_quarters
from app.outcomes.queries.counted import shared_with_manager
from app.outcomes.queries.figures import figures
from app.people.actions.records import today
from app.people.looking import me
from app.people.parts import Part
from app.security import Permission, requires

views = Blueprint("provider_figures", __name__, url_prefix="/provider/figures")
QUARTERS = 4


@views.get("")
@requires(Permission.RUN_PROVIDER)
def show_figures() -> ResponseReturnValue:
    """Who shares is asked now; each of them finds in "who looked" that somebody did."""
    counted = shared_with_manager(me())
    for person_id in counted.people:
        looked(person_id, Part.OUTCOMES.value)
    quarters, plans = figures(counted, newest_quarters(now(), QUARTERS), today())
    return page(
        "outcomes/provider/figures.html",
        people=len(counted.people),
        quarters=quarters,
        plans=plans,
    )
