"""Mirabel's support plan: two versions that she said yes to, and what waits for her."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import Person
from app.people.parts import Part
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    Change,
    Comment,
    DecidedBy,
    PlanStart,
    PlanVersion,
    SectionText,
    StartedAs,
    Suggestion,
    SuggestionAnswer,
    SupportPlan,
    Verdict,
    VersionSection,
    Whose,
)

Words = dict[str, Any]

# Part → what it says, and who wrote it.
FIRST: dict[Part, tuple[Words, str]] = {
    Part.PLAN_STRENGTHS: (
        {"text": "I remember every birthday. I grow the best beans in the street."},
        "person",
    ),
    Part.PLAN_WANTS: (
        {
            "text": "I want to work in a garden centre. I want to see Odette every Sunday.",
            "lines": [
                {
                    "what": "Go to the garden centre",
                    "who": "Me and Desmond",
                    "when": "Each Thursday morning",
                    "wrong": "If it rains we pot plants inside.",
                }
            ],
        },
        "family",
    ),
    Part.PLAN_NEEDS: (
        {
            "text": "I need my tablets at eight. I need somebody near when I cook.",
            "lines": [
                {
                    "what": "Cook the evening meal",
                    "who": "Me. Desmond stands by.",
                    "when": "Every day at five",
                    "wrong": "We turn off the gas and eat cold.",
                }
            ],
        },
        "manager",
    ),
    Part.PLAN_SAFE: (
        {
            "text": "I walk off when it is loud. Then I do not look at cars.",
            "least": "Walk beside me. Do not hold my arm.",
        },
        "manager",
    ),
    Part.PLAN_HEALTH: (
        {
            "text": "I have asthma. I do not like needles.",
            "adjust": "The first visit of the day. Show me each thing before you do it.",
            "allergies": "Nuts. My mouth swells.",
            "lines": [
                {
                    "medicine": "Blue inhaler",
                    "dose": "Two puffs when I wheeze",
                    "source": "Letter from the GP, 3 March 2026",
                }
            ],
        },
        "nurse",
    ),
    Part.PLAN_RULES: (
        {"text": "I see my worker from the justice team on the first Monday. Ask Philippa."},
        "person",
    ),
    Part.PLAN_COVER: (
        {
            "text": "Winifred comes. She knows me.",
            "nobody": "Odette comes until Winifred is there.",
        },
        "manager",
    ),
    Part.PLAN_HOSPITAL: (
        {
            "text": "Desmond comes with me and stays.",
            "tell": "Odette, and Ignatius.",
            "bring": "My hospital passport. My small teapot.",
            "home_again": "Milk in the house. Somebody there the first night.",
        },
        "nurse",
    ),
    Part.PLAN_LESS: (
        {
            "text": "I want to go to the shop by myself.",
            "lines": [
                {
                    "what": "Walk to the shop and back",
                    "who": "Desmond, a bit further behind each week",
                    "when": "By the summer",
                    "then": "The hour on Saturday morning",
                }
            ],
        },
        "person",
    ),
    Part.PLAN_DECISIONS: (
        {
            "lines": [
                {
                    "decision": "Who works with me",
                    "involved": "I meet them first. I look at their photo for a day.",
                    "who": "I do",
                },
                {
                    "decision": "A new medicine",
                    "involved": "Philippa shows me pictures. Ignatius is there.",
                    "who": "I do, with Philippa",
                },
            ]
        },
        "person",
    ),
}
SECOND: dict[Part, tuple[Words, str]] = {
    Part.PLAN_HOME: (
        {
            "text": "My own front door. A garden with sun.",
            "place": "Near the bus to Odette. Shops that I can walk to.",
            "layout": "One floor. My bedroom away from the road.",
            "design": "Quiet walls. A gas hob that turns itself off.",
            "live_with": "I live alone. The cat next door visits.",
            "tenancy": "mine",
            "court": "no",
        },
        "person",
    ),
}
SUGGESTED: Words = {
    "text": "I want to work in a garden centre. I want to see Odette every Sunday.",
    "lines": [
        *FIRST[Part.PLAN_WANTS][0]["lines"],
        {
            "what": "Talk with the garden centre about a paid day",
            "who": "Me, and Winifred",
            "when": "In the new year",
            "wrong": "We ask at the allotment shop.",
        },
    ],
}


def load_plan(person: Person, accounts: dict[str, Account]) -> None:
    """Call inside `db.writing()`, after the circle."""
    db.session.add(SupportPlan(person_id=person.id, review_on=(now() + timedelta(days=150)).date()))
    at = now()
    first = _taken(person, accounts, FIRST, at - timedelta(days=100))
    _published(person, accounts, 1, first, {}, at - timedelta(days=95))
    second = _taken(person, accounts, SECOND, at - timedelta(days=32))
    both = {**first, **second}
    _published(person, accounts, 2, both, first, at - timedelta(days=30))
    db.session.add(
        Suggestion(
            person_id=person.id,
            section=Part.PLAN_WANTS,
            base_id=both[Part.PLAN_WANTS].id,
            content=SUGGESTED,
            language="en",
            written_by=accounts["manager"].id,
            created_at=at - timedelta(days=2),
        )
    )
    db.session.add(
        Comment(
            person_id=person.id,
            section=Part.PLAN_NEEDS,
            text="Mirabel cooked rice alone on Tuesday. Do I still need to stand so near?",
            language="en",
            written_by=accounts["worker"].id,
            created_at=at - timedelta(days=9),
        )
    )


def _taken(
    person: Person,
    accounts: dict[str, Account],
    words: dict[Part, tuple[Words, str]],
    at: datetime,
) -> dict[Part, SectionText]:
    """Suggested by somebody, taken by Mirabel on the next day."""
    made = {}
    for part, (content, role) in words.items():
        suggestion = Suggestion(
            person_id=person.id,
            section=part,
            content=content,
            language="en",
            written_by=accounts[role].id,
            created_at=at,
        )
        db.session.add(suggestion)
        db.session.flush()
        taken = {"decided_by": accounts["person"].id, "basis": DecidedBy.PERSON}
        made[part] = SectionText(
            person_id=person.id,
            section=part,
            number=1,
            content=content,
            language="en",
            suggestion_id=suggestion.id,
            written_by=accounts[role].id,
            created_at=at + timedelta(days=1),
            **taken,
        )
        answer = SuggestionAnswer(
            suggestion_id=suggestion.id,
            verdict=Verdict.TAKEN,
            created_at=at + timedelta(days=1),
            **taken,
        )
        db.session.add_all([made[part], answer])
    db.session.flush()
    return made


def _published(
    person: Person,
    accounts: dict[str, Account],
    number: int,
    texts: dict[Part, SectionText],
    before: dict[Part, SectionText],
    at: datetime,
) -> None:
    """A version, Mirabel's yes to each new part and to the whole, and its start."""
    me = accounts["person"].id
    version = PlanVersion(
        person_id=person.id,
        number=number,
        decided_by=me,
        basis=DecidedBy.PERSON,
        created_at=at,
    )
    db.session.add(version)
    db.session.flush()
    for part, text in texts.items():
        change = Change.SAME if part in before else Change.NEW
        db.session.add(
            VersionSection(
                version_id=version.id, section=part, text_id=text.id, change=change, created_at=at
            )
        )
        if change is Change.NEW:
            _yes(person, me, version, at, section=part, text_id=text.id)
    _yes(person, me, version, at)
    db.session.add(
        PlanStart(
            person_id=person.id,
            version_id=version.id,
            started_as=StartedAs.AGREED,
            started_by=me,
            created_at=at + timedelta(hours=1),
        )
    )
    db.session.flush()


def _yes(person: Person, me: Any, version: PlanVersion, at: datetime, **about: Any) -> None:
    db.session.add(
        Agreement(
            person_id=person.id,
            version_id=version.id,
            whose=Whose.PERSON,
            answer=AgreementAnswer.YES,
            shown_how=["words", "pictures"],
            given_by=me,
            created_at=at + timedelta(hours=1),
            **about,
        )
    )
