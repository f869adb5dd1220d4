"""Looking at the plan again, and the plan from the council."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.people.actions.records import today
from app.plans.models import PlanReview, PlanVersion, StatutoryPlanRef
from tests.rules.rooms.who import CARE_MANAGER, ME, SEES_COUNCIL_PLAN, SEES_SOME
from tests.rules.rows import Row, page, write

PLAN = "/people/{person}/plan"
# Mirabel named nobody: the care manager keeps the plan.
HOLDS = ME | CARE_MANAGER

ROWS: list[Row] = [
    page(f"{PLAN}/review", SEES_SOME),
    page(f"{PLAN}/review/view", SEES_SOME),
    write(f"{PLAN}/review/view", SEES_SOME),
    page(f"{PLAN}/review/view/paper", SEES_SOME),
    write(f"{PLAN}/review/view/draft", SEES_SOME),
    write(f"{PLAN}/review/view/throw-away", SEES_SOME),
    write(f"{PLAN}/review/hold/draft", HOLDS),
    write(f"{PLAN}/review/hold/throw-away", HOLDS),
    page(f"{PLAN}/review/hold", HOLDS),
    write(f"{PLAN}/review/hold", HOLDS),
    page(f"{PLAN}/reviews/{{review}}", SEES_SOME),
    page(f"{PLAN}/reviews/{{review}}/points", HOLDS),
    # What a review changes is read by whoever sees all of the plan: so does the care manager.
    page(f"{PLAN}/reviews/{{review}}/points/{{review}}", HOLDS),
    write(f"{PLAN}/reviews/{{review}}/points/{{review}}", HOLDS),
    page(f"{PLAN}/from-the-council", SEES_COUNCIL_PLAN),
    page(f"{PLAN}/from-the-council/new", CARE_MANAGER),
    write(f"{PLAN}/from-the-council/new", CARE_MANAGER),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A review that was held, and where the council's plan is."""
    version = select(PlanVersion.id).where(PlanVersion.person_id == person_id)
    review = PlanReview(
        person_id=person_id,
        version_id=db.session.scalars(version.order_by(PlanVersion.number.desc())).first(),
        held_on=today(),
        who_was_there="Test",
        what_changes="Test",
        next_on=today() + timedelta(days=90),
        language="en",
        recorded_by=accounts["person"].id,
    )
    named = StatutoryPlanRef(
        person_id=person_id,
        council="Test",
        dated=today(),
        where_kept="Test",
        recorded_by=accounts["caremanager"].id,
    )
    db.session.add_all([review, named])
    db.session.flush()
    return {"review": review.id}
