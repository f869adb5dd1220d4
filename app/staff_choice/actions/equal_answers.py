"""Equal opportunities: an answer is counted once, and its key is erased with the decision.

No audit event says that somebody answered: its time would lead from the answer to its giver.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.extensions import db
from app.people.actions.records import today
from app.staff_choice.equal import given, key_of
from app.staff_choice.models import EqualAnswer


def count_equal_answer(applicant_id: uuid.UUID, said: dict[str, Any]) -> None:
    """Keep what somebody chose to tell; nothing where they chose to tell nothing."""
    answers = given(said)
    if not answers:
        return
    day = today()
    quarter = f"{day.year}-Q{(day.month + 2) // 3}"
    db.session.add(EqualAnswer(key=key_of(applicant_id), quarter=quarter, answers=answers))


def close_equal_answer(applicant_id: uuid.UUID, chosen: bool) -> None:
    """The decision about somebody is made: count whether they were chosen, and erase the key.

    Call inside an action. From here on nobody can say whose the answer was. Called again, or for
    somebody who answered nothing, it does nothing.
    """
    found = db.session.scalar(
        select(EqualAnswer).where(EqualAnswer.key == key_of(applicant_id)).with_for_update()
    )
    if found is not None:
        found.chosen, found.key = chosen, None
        db.session.flush()
