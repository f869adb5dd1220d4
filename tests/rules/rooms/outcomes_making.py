"""Photos, sounds and steps of outcomes: who makes them, who reads them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import Account
from app.extensions import db
from app.outcomes.models import Lifecycle, Outcome, OutcomeState, OutcomeText, Step
from app.people.parts import Part
from tests.makers import make_photo, make_sound
from tests.rules.rooms.outcomes import ME, OUTCOME, OUTCOMES, SAYS, SEES, THINKS
from tests.rules.rows import Row, page, write

STEP = f"{OUTCOME}/steps/{{outcome_step}}"
KEY = "0197a3a0-0000-7000-8000-0000000001{}"

ROWS: list[Row] = [
    page(f"{OUTCOMES}/new/photo", THINKS),
    write(f"{OUTCOMES}/new/photo", THINKS),
    page(f"{OUTCOMES}/new/sound", THINKS),
    write(f"{OUTCOMES}/new/sound", THINKS),
    page(f"{OUTCOME}/photo", ME, finds_nothing=THINKS - ME),
    write(f"{OUTCOME}/photo", ME, finds_nothing=THINKS - ME),
    page(f"{OUTCOME}/sound", ME, finds_nothing=THINKS - ME),
    write(f"{OUTCOME}/sound", ME, finds_nothing=THINKS - ME),
    page(f"{OUTCOMES}/photos/{{outcome_photo}}", SEES),
    page(f"{OUTCOMES}/sounds/{{outcome_sound}}", SEES),
    # Of the plan: it has another address.
    page(f"{OUTCOMES}/photos/{{plan_photo}}", frozenset(), finds_nothing=SEES),
    page(f"{OUTCOME}/stand/cancelled", ME),
    page(f"{OUTCOME}/steps/new", THINKS),
    write(
        f"{OUTCOME}/steps/new",
        THINKS,
        form={"what": "Test", "key": KEY.format("01"), "number": "0", "who": ""},
    ),
    page(STEP, SEES),
    page(f"{STEP}/change", THINKS),
    write(
        f"{STEP}/change",
        THINKS,
        form={"what": "Test", "key": KEY.format("02"), "number": "1", "who": ""},
    ),
    # The manager only says a view, and the step is the worker's own to tell of.
    write(
        f"{STEP}/stands",
        SAYS - {"manager"},
        form={"stands": "done"},
        finds_nothing=frozenset({"manager"}),
    ),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """An outcome with a photo and a sound, and a step that the worker does."""
    me = accounts["person"].id
    photo = make_photo(person_id, Part.OUTCOMES, me)
    sound = make_sound(person_id, Part.OUTCOMES, me)
    shown = _kept(Outcome(person_id=person_id, made_by=me))
    said = {"outcome_id": shown, "number": 1, "language": "en"}
    _kept(OutcomeText(**said, photo_id=photo, sound_id=sound, written_by=me))
    _kept(OutcomeState(**said, lifecycle=Lifecycle.ACTIVE, said_by=me))
    return {
        "outcome_with_photo": shown,
        "outcome_photo": photo,
        "outcome_sound": sound,
        "outcome_step": _step(person_id, me, members["worker"]),
    }


def _step(person_id: uuid.UUID, me: uuid.UUID, worker: uuid.UUID) -> uuid.UUID:
    """On the person's first outcome, which the other rows name."""
    first = select(func.min(Outcome.created_at)).where(
        Outcome.person_id == person_id, Outcome.made_by == me
    )
    outcome = db.session.scalars(
        select(Outcome.id)
        .where(Outcome.person_id == person_id, Outcome.created_at == first.scalar_subquery())
        .order_by(Outcome.id)
    ).first()
    made = uuid.uuid4()
    _kept(
        Step(
            id=made,
            thread=made,
            outcome_id=outcome,
            number=1,
            what="Test",
            who=str(worker),
            language="en",
            written_by=me,
        )
    )
    return made


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row.id
