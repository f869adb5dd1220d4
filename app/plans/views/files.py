"""Photos and sounds of the plan: the files themselves."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.people.file_answers import photo_answer, sound_answer
from app.people.looking import me, there, viewing
from app.plans.queries.files import photo_for, sound_for
from app.security import Permission, requires

views = Blueprint("plan_files", __name__, url_prefix="/people/<uuid:person_id>/plan")


@views.get("/photos/<uuid:photo_id>")
@requires(Permission.SEE_PLAN)
def show_photo(person_id: uuid.UUID, photo_id: uuid.UUID) -> ResponseReturnValue:
    photo = there(photo_for(me(), viewing(person_id), photo_id))
    answer = photo_answer(photo)
    looked(person_id, there(photo.part).value, how="photo")
    return answer


@views.get("/sounds/<uuid:sound_id>")
@requires(Permission.SEE_PLAN)
def show_sound(person_id: uuid.UUID, sound_id: uuid.UUID) -> ResponseReturnValue:
    sound = there(sound_for(me(), viewing(person_id), sound_id))
    answer = sound_answer(sound)
    looked(person_id, sound.part.value, how="sound")
    return answer
