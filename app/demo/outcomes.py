"""What Mirabel wants in her life, and how she and others say it is going."""

from __future__ import annotations

from datetime import timedelta

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeTag,
    OutcomeText,
    Question,
    Said,
    ViewFrom,
)
from app.people.models import Person, Relationship
from app.people.parts import Part

# Picture, title, why, tags.
WANTS = (
    (
        "swimming",
        "Swimming with Barnaby",
        "I float. Nobody hurries me.",
        ("w-health", "w-relationships"),
    ),
    (
        "garden",
        "A job in the garden centre",
        "I am good with beans.",
        ("w-work", "i-contributions"),
    ),
)
# Outcome, days ago, who, the answer, words.
SAID = (
    (0, 30, "person", Said.BETWEEN, "The water was cold."),
    (0, 9, "person", Said.WELL, "I swam the whole length."),
    (0, 8, "family", Said.WELL, "She told me about it all evening."),
    (1, 12, "person", Said.NOT_WELL, "I was only there one time."),
    (1, 11, "worker", Said.BETWEEN, "The bus was late again."),
)
SEEN_AS = {"family": Relationship.FAMILY, "worker": Relationship.SUPPORT_WORKER}
SIDES = {"person": ViewFrom.ME, "family": ViewFrom.FAMILY, "worker": ViewFrom.TEAM}


def load_outcomes(person: Person, accounts: dict[str, Account]) -> None:
    """Two outcomes, and a few views. Call inside `db.writing()`."""
    made = []
    for picture, title, why, tags in WANTS:
        outcome = Outcome(
            person_id=person.id,
            made_by=accounts["person"].id,
            section=Part.PLAN_WANTS,
            created_at=now() - timedelta(days=90),
        )
        db.session.add(outcome)
        db.session.flush()
        db.session.add_all(
            [
                OutcomeText(
                    outcome_id=outcome.id,
                    number=1,
                    title=title,
                    why=why,
                    picture=picture,
                    language="en",
                    written_by=accounts["person"].id,
                ),
                OutcomeState(
                    outcome_id=outcome.id,
                    number=1,
                    lifecycle=Lifecycle.ACTIVE,
                    said_by=accounts["person"].id,
                ),
                *(
                    OutcomeTag(outcome_id=outcome.id, tag=tag, set_by=accounts["caremanager"].id)
                    for tag in tags
                ),
            ]
        )
        made.append(outcome)
    for which, days, role, answer, words in SAID:
        db.session.add(
            CheckIn(
                person_id=person.id,
                outcome_id=made[which].id,
                question=Question.OUTCOME,
                view_from=SIDES[role],
                said_by=accounts[role].id,
                seen_as=SEEN_AS.get(role),
                answer=answer,
                words=words,
                language="en",
                answered_at=now() - timedelta(days=days),
                created_at=now() - timedelta(days=days),
            )
        )
    db.session.flush()
