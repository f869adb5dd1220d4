"""Photos and sounds of outcomes: the files themselves."""

from __future__ import annotations

import uuid

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.outcomes.queries.files import photo_for, sound_for
from app.people.file_answers import file_answer
from app.people.looking import viewing
from app.people.parts import Part
from app.security import Permission, requires
from app.sounds import MIMETYPE

views = Blueprint("outcome_files", __name__, url_prefix="/people/<uuid:person_id>/outcomes")


@views.get("/photos/<uuid:photo_id>")
@requires(Permission.SEE_OUTCOMES)
def show_photo(person_id: uuid.UUID, photo_id: uuid.UUID) -> ResponseReturnValue:
    """The picture; ?size=small is at most 8 kB."""
    photo = photo_for(viewing(person_id), photo_id)
    if photo is None:
        abort(404)
    key = photo.thumb_key if request.args.get("size") == "small" else photo.file_key
    answer = file_answer(key, "image/jpeg")
    looked(person_id, Part.OUTCOMES.value, how="photo")
    return answer


@views.get("/sounds/<uuid:sound_id>")
@requires(Permission.SEE_OUTCOMES)
def show_sound(person_id: uuid.UUID, sound_id: uuid.UUID) -> ResponseReturnValue:
    sound = sound_for(viewing(person_id), sound_id)
    if sound is None:
        abort(404)
    answer = file_answer(sound.file_key, MIMETYPE)
    looked(person_id, Part.OUTCOMES.value, how="sound")
    return answer
