"""The page of a month: the person reads it first, then named members of the steering group."""

from __future__ import annotations

import uuid
from datetime import date

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.database import now
from app.htmx import go_to, page
from app.language import _, format_date
from app.outcomes.actions import monthly as actions
from app.outcomes.models import Said
from app.outcomes.predicates import reads_monthly_together
from app.outcomes.quarters import Month, month_of
from app.outcomes.queries import monthly as queries
from app.people.looking import me, viewing
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, requires

views = Blueprint("monthly", __name__)
ROOM = "/people/<uuid:person_id>/monthly"
ONE = f"{ROOM}/<int:year>-<int(fixed_digits=2):number>"


def _reads_before_others(viewer: Relation) -> bool:
    """The person, or whoever reads it with a person who has no account."""
    return viewer.is_person or reads_monthly_together(me(), {"person_id": viewer.person.id})


@views.get(ROOM)
@requires(Permission.SEE_MONTHLY)
def show_months(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = queries.pages_of(person_id)
    if not _reads_before_others(viewer):
        shown = [each for each in shown if each.is_read]
    return page("outcomes/monthly/list.html", viewer=viewer, person=viewer.person, months=shown)


def _shown(viewer: Relation, year: int, number: int) -> queries.Shown:
    """The page of the address; 404 where there is none, or it is not this viewer's turn yet."""
    try:
        found = queries.pages_of(viewer.person.id, Month(year, number))
    except ValueError:
        abort(404)
    if not found or not (found[0].is_read or _reads_before_others(viewer)):
        abort(404)
    return found[0]


@views.get(ONE)
@requires(Permission.SEE_MONTHLY)
def show_month(person_id: uuid.UUID, year: int, number: int) -> ResponseReturnValue:
    viewer = viewing(person_id)
    shown = _shown(viewer, year, number)
    looked(person_id, Part.MONTHLY.value)
    content = queries.content_for(viewer, shown.page)
    return page(
        "outcomes/monthly/month.html",
        viewer=viewer,
        person=viewer.person,
        shown=shown,
        content=content,
        days={day: format_date(date.fromisoformat(day)) for day in queries.days_in(content)},
        said={each.value: each for each in Said},
        says_read=_reads_before_others(viewer) and not shown.is_said_by(me().id),
    )


@views.post(f"{ONE}/read")
@requires(Permission.SAY_MONTHLY_READ)
def say_read(person_id: uuid.UUID, year: int, number: int) -> ResponseReturnValue:
    viewer = viewing(person_id)
    actions.say_read(by=me(), viewer=viewer, shown=_shown(viewer, year, number))
    flash(_("Kept. Thank you."), "done")
    return go_to(url_for(".show_months", person_id=person_id))


@views.get(f"{ROOM}/make")
@requires(Permission.MAKE_MONTHLY)
def show_make(person_id: uuid.UUID) -> ResponseReturnValue:
    """The care manager learns if the page is there and if the person read it, and no fact of it."""
    month = month_of(now()).before
    there = queries.pages_of(person_id, month)
    return page(
        "outcomes/council/monthly_make.html",
        person=viewing(person_id).person,
        month=month,
        there=there[0] if there else None,
    )


@views.post(f"{ROOM}/make")
@requires(Permission.MAKE_MONTHLY)
def make_month(person_id: uuid.UUID) -> ResponseReturnValue:
    viewing(person_id)
    actions.make_page(by=me(), person_id=person_id, month=month_of(now()).before)
    flash(_("The page is there. The person reads it first."), "done")
    return go_to(url_for(".show_make", person_id=person_id))


@views.get("/council/monthly")
@requires(Permission.SEE_MONTHLY_LIST)
def show_open() -> ResponseReturnValue:
    return page("outcomes/council/monthly.html", people=queries.open_to(me()))
