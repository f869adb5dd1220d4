"""The hospital passport: on screen, as a sheet to print, as a PDF."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.database import now
from app.htmx import page
from app.people import sheet
from app.people.faces import face
from app.people.looking import viewing
from app.people.predicates import Relation
from app.plans.queries.passport import Passport, passport
from app.security import Permission, requires

views = Blueprint("passport", __name__, url_prefix="/people/<uuid:person_id>")
# One sheet of paper.
SIDES = 2


@views.get("/passport")
@requires(Permission.SEE_PASSPORT)
def show_passport(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    found = passport(viewer)
    _looked(person_id, found, "screen")
    return page("plans/passport/show.html", **_of(viewer, found))


@views.get("/passport/print")
@requires(Permission.SEE_PASSPORT)
def print_passport(person_id: uuid.UUID) -> ResponseReturnValue:
    """At most two sides of A4 for the browser's own print."""
    viewer = viewing(person_id)
    found = passport(viewer)
    _looked(person_id, found, "print")
    return page("plans/passport/sheet.html", **_sheet(viewer, found, _likely(found)))


@views.get("/passport.pdf")
@requires(Permission.SEE_PASSPORT)
def download_passport(person_id: uuid.UUID) -> ResponseReturnValue:
    """The sheet as a PDF; where the system cannot draw one, the page says what to do instead."""
    viewer = viewing(person_id)
    found = passport(viewer)

    def html_at(step: int) -> str:
        return render_template(
            "plans/passport/sheet.html", letters=True, **_sheet(viewer, found, step)
        )

    try:
        pdf = sheet.draw_pdf(viewer, html_at, _likely(found), SIDES)
    except sheet.CannotDraw:
        return page("plans/passport/no_pdf.html", viewer=viewer)
    _looked(person_id, found, "print")
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="hospital-passport.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _of(viewer: Relation, found: Passport) -> dict[str, Any]:
    return {"viewer": viewer, "face": face(viewer), "passport": found}


def _sheet(viewer: Relation, found: Passport, step: int) -> dict[str, Any]:
    return {
        "fit": f"passport {sheet.step_class(step)}",
        "run_on": sheet.RUN_ON if sheet.STEPS[step].dense else None,
        "printed_at": now(),
        "is_tiny": sheet.STEPS[step].points < sheet.READABLE,
        **_of(viewer, found),
    }


def _likely(found: Passport) -> int:
    headings = len(found.boxes) + len(found.coloured())
    room = sheet.Room(SIDES, headings, times=2.4, more=0.5)
    return sheet.likely_step(found.items, room)


def _looked(person_id: uuid.UUID, found: Passport, how: str) -> None:
    for part in found.parts:
        looked(person_id, part.value, how=how)
