"""Photos and sounds of outcomes: the files themselves."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.outcomes.queries.files import photo_for, sound_for
from app.people.file_answers import photo_answer, sound_answer
from app.people.looking import there, viewing
from app.people.parts import Part
from app.security import Permission, requires

views = Blueprint("outcome_files", __name__, url_prefix="/people/<uuid:person_id>/outcomes")


@views.get("/photos/<uuid:photo_id>")
@requires(Permission.SEE_OUTCOMES)
def show_photo(person_id: uuid.UUID, photo_id: uuid.UUID) -> ResponseReturnValue:
    answer = photo_answer(there(photo_for(viewing(person_id), photo_id)))
    looked(person_id, Part.OUTCOMES.value, how="photo")
    return answer


@views.get("/sounds/<uuid:sound_id>")
@requires(Permission.SEE_OUTCOMES)
def show_sound(person_id: uuid.UUID, sound_id: uuid.UUID) -> ResponseReturnValue:
    answer = sound_answer(there(sound_for(viewing(person_id), sound_id)))
    looked(person_id, Part.OUTCOMES.value, how="sound")
    return answer
