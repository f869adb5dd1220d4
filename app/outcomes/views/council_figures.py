"""Figures of the whole council, without a name and without a way to one."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.database import now
from app.htmx import go_to, page
from app.language import _
from app.outcomes.actions import published as actions
from app.outcomes.quarters import Quarter, newest_quarters
from app.outcomes.queries.counted import EVERYBODY
from app.outcomes.queries.figures import figures
from app.outcomes.queries.published import next_to_publish, quarters_published
from app.outcomes.sheets import SHEETS
from app.people.actions.records import today
from app.people.looking import me
from app.security import Permission, requires

views = Blueprint("council_figures", __name__, url_prefix="/council/figures")
QUARTERS = 4


@views.get("")
@requires(Permission.SEE_FIGURES)
def show_figures() -> ResponseReturnValue:
    quarters, plans = figures(EVERYBODY, newest_quarters(now(), QUARTERS), today())
    return page(
        "outcomes/council/figures.html",
        quarters=quarters,
        plans=plans,
    )


@views.get("/published")
@requires(Permission.PUBLISH_FIGURES)
def show_published() -> ResponseReturnValue:
    return page(
        "outcomes/council/published.html",
        sheets=SHEETS,
        published=quarters_published(),
        coming=next_to_publish(now()),
    )


@views.post("/published/<int:year>-q<int:number>")
@requires(Permission.PUBLISH_FIGURES)
def publish_quarter(year: int, number: int) -> ResponseReturnValue:
    try:
        actions.publish(by=me(), quarter=Quarter(year, number))
        flash(_("The tables are out. Everybody can read them."), "done")
    except ValueError:
        abort(404)
    except actions.Refused as refused:
        flash(str(refused.words), "bad")
    return go_to(url_for(".show_published"))
