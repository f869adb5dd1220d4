"""The one-page profile: on screen, as a sheet to print, as a PDF."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.htmx import page
from app.people import sheet
from app.people.faces import face
from app.people.looking import viewing
from app.people.parts import ABOUT_ME_SEVEN
from app.people.predicates import Relation
from app.people.queries.about_me import visible_parts
from app.people.queries.profile import Section, profile
from app.security import Permission, requires

views = Blueprint("profile", __name__, url_prefix="/people/<uuid:person_id>")


@views.get("/profile")
@requires(Permission.SEE_ABOUT_ME)
def show_profile(person_id: uuid.UUID) -> ResponseReturnValue:
    viewer = viewing(person_id)
    sections = profile(viewer)
    _looked(person_id, sections, "screen")
    return page("people/profile/show.html", **_of(viewer, sections))


@views.get("/profile/print")
@requires(Permission.SEE_ABOUT_ME)
def print_profile(person_id: uuid.UUID) -> ResponseReturnValue:
    """One side of A4 for the browser's own print."""
    viewer = viewing(person_id)
    sections = profile(viewer)
    _looked(person_id, sections, "print")
    return page("people/profile/sheet.html", **_sheet(viewer, sections, _likely(sections)))


@views.get("/profile.pdf")
@requires(Permission.SEE_ABOUT_ME)
def download_profile(person_id: uuid.UUID) -> ResponseReturnValue:
    """The sheet as a PDF; where the system cannot draw one, the page says what to do instead."""
    viewer = viewing(person_id)
    sections = profile(viewer)

    def html_at(step: int) -> str:
        return render_template(
            "people/profile/sheet.html", letters=True, **_sheet(viewer, sections, step)
        )

    try:
        pdf = sheet.draw_pdf(viewer, html_at, _likely(sections))
    except sheet.CannotDraw:
        return page("people/profile/no_pdf.html", viewer=viewer)
    _looked(person_id, sections, "print")
    response = Response(pdf, mimetype="application/pdf")
    response.headers["Content-Disposition"] = 'inline; filename="profile.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _of(viewer: Relation, sections: Sequence[Section]) -> dict[str, Any]:
    return {
        "viewer": viewer,
        "face": face(viewer),
        "sections": sections,
        "newest": max((said.created_at for s in sections for said in s.says), default=None),
        "has_list": bool(visible_parts(viewer, ABOUT_ME_SEVEN)),
    }


def _sheet(viewer: Relation, sections: Sequence[Section], step: int) -> dict[str, Any]:
    return {
        "fit": sheet.step_class(step),
        "run_on": sheet.RUN_ON if sheet.STEPS[step].dense else None,
        **_of(viewer, sections),
    }


def _likely(sections: Sequence[Section]) -> int:
    return sheet.likely_step([said for section in sections for said in section.says])


def _looked(person_id: uuid.UUID, sections: Sequence[Section], how: str) -> None:
    for section in sections:
        for said in section.says:
            looked(person_id, said.part.value, how=how)
