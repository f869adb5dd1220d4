"""Answers about the plan: who gives their own, who writes one down, who saw it."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.people.models import SaidHow
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    AgreementWitness,
    PlanVersion,
    Whose,
)
from tests.rules.rooms.who import (
    CARE_MANAGER,
    RECORDS,
    SEES_HOME,
    SEES_RULES,
    SEES_SOME,
    SEES_WANTS,
)
from tests.rules.rows import Row, page, write

PLAN = "/people/{person}/plan"
SAW_IT = frozenset({"nurse", "advocate"})

ROWS: list[Row] = [
    page(f"{PLAN}/answers", SEES_SOME),
    page(f"{PLAN}/answer", SEES_SOME),
    write(f"{PLAN}/answer", SEES_SOME),
    page(f"{PLAN}/plan-wants/answer", SEES_WANTS),
    write(f"{PLAN}/plan-wants/answer", SEES_WANTS),
    page(f"{PLAN}/answer/paper", SEES_SOME),
    page(f"{PLAN}/plan-wants/answer/paper", SEES_WANTS),
    write(f"{PLAN}/answer/draft", SEES_SOME),
    write(f"{PLAN}/answer/throw-away", SEES_SOME),
    write(f"{PLAN}/plan-wants/answer/draft", SEES_WANTS),
    write(f"{PLAN}/plan-wants/answer/throw-away", SEES_WANTS),
    write(f"{PLAN}/answers/write-down/draft", RECORDS),
    write(f"{PLAN}/answers/write-down/throw-away", RECORDS),
    page(f"{PLAN}/plan-home/answer", SEES_HOME),
    write(f"{PLAN}/plan-home/answer", SEES_HOME),
    page(f"{PLAN}/plan-rules/answer", SEES_RULES),
    # The council's plan is agreed elsewhere.
    page(f"{PLAN}/plan-council/answer", frozenset()),
    page(f"{PLAN}/answers/write-down", RECORDS),
    write(f"{PLAN}/answers/write-down", RECORDS),
    page(f"{PLAN}/answers/{{agreement}}/witness", SAW_IT),
    write(f"{PLAN}/answers/{{agreement}}/witness", SAW_IT),
    page(f"{PLAN}/start", CARE_MANAGER),
    write(f"{PLAN}/start", CARE_MANAGER),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A not sure that the care manager wrote down; nobody confirmed it, so it stands for nobody."""
    version = db.session.scalars(
        select(PlanVersion)
        .where(PlanVersion.person_id == person_id)
        .order_by(PlanVersion.number.desc())
    ).first()
    assert version is not None
    made = Agreement(
        person_id=person_id,
        version_id=version.id,
        whose=Whose.PERSON,
        answer=AgreementAnswer.NOT_SURE,
        said_how=SaidHow.SIGNS,
        evidence="Test",
        given_by=accounts["caremanager"].id,
        witnessed=True,
    )
    made.witnesses = [AgreementWitness(account_id=accounts[role].id) for role in sorted(SAW_IT)]
    db.session.add(made)
    db.session.flush()
    return {"agreement": made.id}
