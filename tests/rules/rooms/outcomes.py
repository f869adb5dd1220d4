"""Outcomes: who reads them, thinks of them, decides about them, says how it is going.

In the demo's world Mirabel shares "How it is going" with `family` to write, with `worker` and
`manager` to say their view, with `advocate` and `caremanager` to see.
"""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.outcomes.models import Lifecycle, Outcome, OutcomeState, OutcomeText
from tests.rules.rows import Row, page, write

OUTCOMES = "/people/{person}/outcomes"
OUTCOME = f"{OUTCOMES}/{{outcome}}"
THOUGHT_OF = f"{OUTCOMES}/{{thought_of}}"
KEY = "0197a3a0-0000-7000-8000-0000000000{}"

ME = frozenset({"person"})
SEES = frozenset("person family advocate worker manager caremanager".split())
SAYS = frozenset("person family worker manager".split())
THINKS = frozenset("person family".split())
# What the family thought of shows to who knows the family: the circle is shared with family only.
SEES_THOUGHT = frozenset("person family".split())

ROWS: list[Row] = [
    page(OUTCOMES, SEES),
    page(f"{OUTCOMES}/new", THINKS),
    write(
        f"{OUTCOMES}/new",
        THINKS,
        form={"picture": "swimming", "key": KEY.format("01"), "language": "en"},
    ),
    write(f"{OUTCOMES}/new/draft", THINKS, form={"title": "Test", "language": "en"}),
    write(f"{OUTCOMES}/new/throw-away", THINKS),
    page(OUTCOME, SEES),
    page(THOUGHT_OF, SEES_THOUGHT, finds_nothing=SEES - SEES_THOUGHT),
    page(f"{OUTCOME}/change", ME, finds_nothing=THINKS - ME),
    write(
        f"{OUTCOME}/change",
        ME,
        finds_nothing=THINKS - ME,
        form={"title": "Test", "number": "1", "key": KEY.format("02"), "language": "en"},
    ),
    write(f"{OUTCOME}/change/draft", ME, finds_nothing=THINKS - ME, form={"title": "Test"}),
    write(f"{OUTCOME}/change/throw-away", ME, finds_nothing=THINKS - ME),
    write(f"{THOUGHT_OF}/stand", ME, form={"lifecycle": "active", "seen": "1", "text": "1"}),
    page(f"{OUTCOMES}/check-in", SAYS),
    page(f"{OUTCOME}/check-in", SAYS),
    write(f"{OUTCOME}/check-in", SAYS, form={"step": "1", "answer": "well"}),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """One outcome that the person wants, and one that the family thought of."""
    own = db.session.scalar(
        select(Outcome.id)
        .where(Outcome.person_id == person_id, Outcome.made_by == accounts["person"].id)
        .order_by(Outcome.created_at, Outcome.id)
        .limit(1)
    )
    family = accounts["family"].id
    thought = Outcome(person_id=person_id, made_by=family)
    db.session.add(thought)
    db.session.flush()
    db.session.add_all(
        [
            OutcomeText(
                outcome_id=thought.id,
                number=1,
                title="Snorkwhistle lessons",
                language="en",
                written_by=family,
            ),
            OutcomeState(
                outcome_id=thought.id,
                number=1,
                lifecycle=Lifecycle.PROPOSED,
                said_by=family,
            ),
        ]
    )
    db.session.flush()
    return {"outcome": own, "thought_of": thought.id}
