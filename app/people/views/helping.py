"""The banner "You are helping (name)": on every page of a person, for everybody but the person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, request

from app.people.faces import face
from app.people.looking import me
from app.people.predicates import Relation

views = Blueprint("helping", __name__)


@views.before_app_request
def note_whom() -> None:
    """After the guard let the request in: whose page is it? Costs no query of its own."""
    if request.endpoint is None or "person_id" not in (request.view_args or {}):
        return
    person_id = (request.view_args or {})["person_id"]
    found: Relation | None = g.get("relations", {}).get((me().id, person_id))
    if found is None or found.is_person or not (found.member or found.levels):
        return
    g.helping = {"name": found.person.called, "photo_url": face(found)["photo_url"]}


@views.app_context_processor
def _helping() -> dict[str, Any]:
    return {"helping": g.get("helping")}
