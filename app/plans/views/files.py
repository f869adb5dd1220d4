"""Photos and sounds of the plan: the files themselves."""

from __future__ import annotations

import uuid

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from app.audit import looked
from app.people.looking import me, viewing
from app.people.parts import Part
from app.plans.queries.files import photo_for, sound_for
from app.security import Permission, requires
from app.sounds import MIMETYPE
from app.storage import NoSuchFile, files

views = Blueprint("plan_files", __name__, url_prefix="/people/<uuid:person_id>/plan")


@views.get("/photos/<uuid:photo_id>")
@requires(Permission.SEE_PLAN)
def show_photo(person_id: uuid.UUID, photo_id: uuid.UUID) -> ResponseReturnValue:
    """The picture; ?size=small is at most 8 kB."""
    photo = photo_for(me(), viewing(person_id), photo_id)
    if photo is None or photo.part is None:
        abort(404)
    key = photo.thumb_key if request.args.get("size") == "small" else photo.file_key
    return _file(person_id, photo.part, key, "image/jpeg", how="photo")


@views.get("/sounds/<uuid:sound_id>")
@requires(Permission.SEE_PLAN)
def show_sound(person_id: uuid.UUID, sound_id: uuid.UUID) -> ResponseReturnValue:
    sound = sound_for(me(), viewing(person_id), sound_id)
    if sound is None:
        abort(404)
    return _file(person_id, sound.part, sound.file_key, MIMETYPE, how="sound")


def _file(
    person_id: uuid.UUID, part: Part, key: str, mimetype: str, how: str
) -> ResponseReturnValue:
    """A whole file, or the bytes that were asked for: an iPhone plays a sound in pieces only."""
    try:
        content = files().get(key)
    except NoSuchFile:
        abort(404)
    looked(person_id, part.value, how=how)
    response = Response(content, mimetype=mimetype)
    response.headers["Content-Disposition"] = "inline"
    try:
        response.make_conditional(request, accept_ranges=True, complete_length=len(content))
    except RequestedRangeNotSatisfiable:
        response = Response(status=416)
        response.headers["Content-Range"] = f"bytes */{len(content)}"
    response.headers["Cache-Control"] = "no-store"
    return response
