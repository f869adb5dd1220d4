"""Photos and sounds of the plan: the files themselves."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.people.file_answers import file_answer
from app.people.looking import me, viewing
from app.people.parts import Part
from app.plans.queries.files import photo_for, sound_for
from app.security import Permission, requires
from app.sounds import MIMETYPE

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
    answer = file_answer(key, mimetype)
    looked(person_id, part.value, how=how)
    return answer
