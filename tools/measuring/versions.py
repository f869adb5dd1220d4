"""A plan of many versions, straight into a database: what its pages must stay quick beside.

In each version every section is changed: suggested, taken, published, agreed one by one and as a
whole, started. Each version leaves a suggestion that waits and a comment without an end.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from uuid_utils.compat import uuid7

from app.database import now
from app.demo.plan import FIRST, SECOND
from app.extensions import db
from app.people.parts import PLAN_SECTIONS, Part
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

WORDS = {part: content for part, (content, _role) in {**FIRST, **SECOND}.items()}
# In the order in which rows may point to one another.
MODELS = (
    SupportPlan, Suggestion, SectionText, SuggestionAnswer, PlanVersion, VersionSection, PlanStart,
    Agreement, Comment,
)  # fmt: skip

Row = dict[str, Any]


@dataclass(frozen=True)
class Whom:
    """Whose plan it is: the person decides with an account; somebody else suggests."""

    person_id: uuid.UUID
    decides: uuid.UUID
    suggests: uuid.UUID


def add_versions(whom: Whom, first: int, last: int) -> None:
    """Versions `first` to `last`, an hour apart, the last an hour ago. In an app context.

    Call with 1 first; later calls go on from there.
    """
    begun = now() - timedelta(hours=last - first + 2)
    rows: dict[type, list[Row]] = {model: [] for model in MODELS}
    if first == 1:
        rows[SupportPlan].append(_row(begun, person_id=whom.person_id))
    for number in range(first, last + 1):
        at = begun + timedelta(hours=1 + number - first)
        for model, row in _version(whom, number, at):
            rows[model].append(row)
    with db.writing() as session:
        for model, made in rows.items():
            if made:
                session.execute(insert(model), made)


def _row(at: datetime, **given: Any) -> Row:
    return {"id": uuid7(), "created_at": at, **given}


def _version(whom: Whom, number: int, at: datetime) -> Iterator[tuple[type, Row]]:
    person = {"person_id": whom.person_id}
    taken = {"decided_by": whom.decides, "basis": DecidedBy.PERSON}
    version = _row(at, number=number, **person, **taken)
    about = {"version_id": version["id"]}
    yes = {"whose": Whose.PERSON, "answer": AgreementAnswer.YES, "given_by": whom.decides}
    yield PlanVersion, version
    for part in PLAN_SECTIONS:
        said = {"section": part, **_said(whom, part, number)}
        wanted = _row(at, base_id=None, **said)
        text = _row(at, number=number, suggestion_id=wanted["id"], **said, **taken)
        change = Change.NEW if number == 1 else Change.CHANGED
        of_text = {"section": part, "text_id": text["id"], **about}
        yield Suggestion, wanted
        yield SectionText, text
        verdict = {"suggestion_id": wanted["id"], "verdict": Verdict.TAKEN}
        yield SuggestionAnswer, _row(at, **verdict, **taken)
        yield VersionSection, _row(at, change=change, **of_text)
        yield Agreement, _row(at, **person, **yes, **of_text)
    yield Agreement, _row(at, section=None, text_id=None, **person, **yes, **about)
    started = {"started_as": StartedAs.AGREED, "started_by": whom.decides}
    yield PlanStart, _row(at, **person, **started, **about)
    part = PLAN_SECTIONS[number % len(PLAN_SECTIONS)]
    yield Suggestion, _row(at, section=part, base_id=None, **_said(whom, part, number))
    thought = {"text": f"What I think, number {number}.", "written_by": whom.suggests}
    yield Comment, _row(at, section=part, language="en", **thought, **person)


def _said(whom: Whom, part: Part, number: int) -> Row:
    """The demo's words for a section, and something that is new each time."""
    words = WORDS[part]
    content = {**words, "text": f"{words.get('text', '')} This is number {number}.".strip()}
    return {
        "person_id": whom.person_id,
        "content": content,
        "language": "en",
        "written_by": whom.suggests,
        "helped_by": [],
    }
