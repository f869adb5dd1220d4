"""Photos and sounds of what people said: for those who may read it, as long as it is not hidden."""

from __future__ import annotations

import uuid

from flask import Blueprint
from flask.typing import ResponseReturnValue

from app.audit import looked
from app.outcomes.models import CheckIn, Question
from app.outcomes.queries.check_ins import check_in_for
from app.people.file_answers import photo_answer, sound_answer
from app.people.looking import there, viewing
from app.people.parts import Part
from app.security import Permission, requires

views = Blueprint(
    "check_in_files",
    __name__,
    url_prefix="/people/<uuid:person_id>/outcomes/views/<uuid:check_in_id>",
)


@views.get("/photo")
@requires(Permission.SEE_CHECK_IN_FILES)
def show_photo(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    view = there(check_in_for(viewing(person_id), check_in_id))
    answer = photo_answer(there(view.check_in.photo if view.shows_photo else None))
    looked(person_id, _part(view.check_in), how="photo")
    return answer


@views.get("/sound")
@requires(Permission.SEE_CHECK_IN_FILES)
def show_sound(person_id: uuid.UUID, check_in_id: uuid.UUID) -> ResponseReturnValue:
    view = there(check_in_for(viewing(person_id), check_in_id))
    answer = sound_answer(there(view.check_in.sound))
    looked(person_id, _part(view.check_in), how="sound")
    return answer


def _part(check_in: CheckIn) -> str:
    is_staff = check_in.question is Question.STAFF
    return (Part.ABOUT_STAFF if is_staff else Part.OUTCOMES).value
