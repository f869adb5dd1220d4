"""Writing the plan: changing a section, what waits for an answer, a new plan, the paper twin."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.people.parts import Part
from app.plans.models import Suggestion
from tests.rules.rooms.who import DECIDES, ME, SEES_SOME, WRITES_HEALTH, WRITES_HOME, WRITES_WANTS
from tests.rules.rows import Row, page, write

PLAN = "/people/{person}/plan"
WANTS = f"{PLAN}/plan-wants"
ONE = f"{WANTS}/suggestions/{{suggestion}}"
# The manager's: the person decides about it, and nobody else knows of it.
KNOWS_OF_IT = frozenset({"person", "manager"})

ROWS: list[Row] = [
    page(f"{WANTS}/change", WRITES_WANTS),
    write(f"{WANTS}/change", WRITES_WANTS),
    write(f"{WANTS}/draft", WRITES_WANTS),
    write(f"{WANTS}/draft/throw-away", WRITES_WANTS),
    page(f"{WANTS}/photo", WRITES_WANTS),
    write(f"{WANTS}/photo", WRITES_WANTS),
    page(f"{WANTS}/sound", WRITES_WANTS),
    write(f"{WANTS}/sound", WRITES_WANTS),
    page(f"{WANTS}/paper", WRITES_WANTS),
    # Other sections: the same rule, another row of the sharing table.
    page(f"{PLAN}/plan-home/change", WRITES_HOME),
    page(f"{PLAN}/plan-health/change", WRITES_HEALTH),
    page(f"{PLAN}/plan-health/paper", WRITES_HEALTH),
    page(f"{PLAN}/plan-rules/change", ME),
    page(f"{PLAN}/plan-rules/paper", ME),
    page(f"{PLAN}/plan-decisions/change", ME),
    # The council's plan is written elsewhere.
    page(f"{PLAN}/plan-council/change", frozenset()),
    page(f"{PLAN}/suggestions", SEES_SOME),
    page(f"{PLAN}/suggestions/answered", SEES_SOME),
    page(f"{PLAN}/suggestions/{{suggestion}}", SEES_SOME, finds_nothing=SEES_SOME - KNOWS_OF_IT),
    page(ONE, KNOWS_OF_IT),
    write(f"{ONE}/take", DECIDES),
    page(f"{ONE}/change", DECIDES),
    write(f"{ONE}/change", DECIDES),
    write(f"{ONE}/no", DECIDES),
    write(f"{ONE}/take-back", KNOWS_OF_IT),
    page(f"{PLAN}/publish", DECIDES),
    write(f"{PLAN}/publish", DECIDES),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """What the manager suggested in the demo, and nobody answered."""
    suggestion = db.session.scalars(
        select(Suggestion.id).where(
            Suggestion.person_id == person_id,
            Suggestion.section == Part.PLAN_WANTS,
            Suggestion.written_by == accounts["manager"].id,
        )
    ).one()
    return {"suggestion": suggestion}
