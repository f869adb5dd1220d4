"""Check-ins: who says how it is going, who reads it, and what is said about staff."""

from __future__ import annotations

import uuid
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.outcomes.models import CheckIn, Question, Said, ViewFrom
from app.people.parts import Part
from tests.makers import make_photo, make_sound
from tests.rules.rooms.outcomes import KEY, ME, OUTCOME, OUTCOMES, SAYS, SEES, THINKS
from tests.rules.rows import Row, page, write

STAFF = f"{OUTCOMES}/staff"
VIEW = f"{OUTCOMES}/views/{{check_in}}"
ABOUT_STAFF = f"{OUTCOMES}/staff/answers/{{staff_answer}}"

ROWS: list[Row] = [
    page(f"{OUTCOMES}/day", SEES),
    page(f"{OUTCOMES}/day/check-in", SAYS),
    write(
        f"{OUTCOMES}/day/check-in",
        SAYS,
        form={"step": "1", "answer": "well", "key": KEY.format("31")},
    ),
    page(f"{OUTCOMES}/practice", ME, finds_nothing=SAYS - ME),
    write(
        f"{OUTCOMES}/practice",
        ME,
        finds_nothing=SAYS - ME,
        form={"card": "ice_cream", "answer": "well", "key": KEY.format("32")},
    ),
    page(f"{OUTCOME}/views", SEES),
    page(f"{VIEW}/strike", ME, finds_nothing=SAYS - ME),
    write(f"{VIEW}/strike", ME, form={"reason": "Test"}, finds_nothing=SAYS - ME),
    page(f"{VIEW}/photo", SEES),
    page(f"{VIEW}/sound", SEES),
    # The advocate may read what the person says about staff; nobody of a provider may.
    page(STAFF, ME | {"advocate"}),
    page(f"{STAFF}/{{worker}}/check-in", ME),
    write(
        f"{STAFF}/{{worker}}/check-in",
        ME,
        form={"step": "1", "answer": "well", "key": KEY.format("33")},
    ),
    page(f"{ABOUT_STAFF}/yes", ME),
    write(f"{ABOUT_STAFF}/yes", ME, form={"answer": "end"}),
    page(f"{OUTCOME}/hand-over", THINKS - ME),
    write(f"{OUTCOME}/hand-over", THINKS - ME),
    page(f"{OUTCOMES}/day/hand-over", THINKS - ME),
    write(f"{OUTCOMES}/day/hand-over", THINKS - ME),
    # Opens only while the phone is handed over.
    page(f"{OUTCOME}/question", frozenset()),
    write(f"{OUTCOME}/question", frozenset()),
    page(f"{OUTCOMES}/day/question", frozenset()),
    write(f"{OUTCOMES}/day/question", frozenset()),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """The person tells their day with a photo and a sound, and something about the worker."""
    me = accounts["person"].id
    photo = make_photo(person_id, Part.OUTCOMES, me)
    sound = make_sound(person_id, Part.OUTCOMES, me)
    said: dict[str, Any] = {
        "person_id": person_id,
        "view_from": ViewFrom.ME,
        "said_by": me,
        "language": "en",
        "answered_at": now(),
    }
    day = CheckIn(question=Question.DAY, answer=Said.WELL, photo_id=photo, sound_id=sound, **said)
    about = CheckIn(
        question=Question.STAFF,
        about_member_id=members["worker"],
        answer=Said.NOT_WELL,
        words="Zibbelquark shouts",
        **said,
    )
    db.session.add_all([day, about])
    db.session.flush()
    return {"check_in": day.id, "staff_answer": about.id}
