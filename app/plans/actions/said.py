"""What the writing actions share: what somebody says, who was first, what the rules refuse."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import Person
from app.people.parts import Part
from app.plans.models import SectionText, SupportPlan


class Refused(Exception):
    """Something that the rules do not allow. `words` says why, for the page."""

    def __init__(self, words: LazyWords) -> None:
        super().__init__(words.msgid)
        self.words = words


NOT_YOURS = _l("You cannot decide about this part now.")
SPEAKER_WROTE_IT = _l("You wrote this. The person decides about it.")
OPEN_AGAIN = _l("Open this form again.")


@dataclass(frozen=True)
class Said:
    """A section as somebody wants it: cleaned words, and the ids of a photo and a sound."""

    content: dict[str, Any]
    language: str
    photo_id: uuid.UUID | None = None
    sound_id: uuid.UUID | None = None
    helped_by: tuple[str, ...] = ()
    on_paper_on: date | None = None


@dataclass(frozen=True)
class Overtaken:
    """Somebody else was first. Nothing was written; `theirs` is what stands now."""

    theirs: SectionText | None


def plan_of(person: Person) -> SupportPlan:
    """The plan's row, made with the first word. Call inside an action."""
    found = db.session.scalar(select(SupportPlan).where(SupportPlan.person_id == person.id))
    if found is None:
        found = SupportPlan(person_id=person.id)
        if not added(found):
            return db.session.scalars(
                select(SupportPlan).where(SupportPlan.person_id == person.id)
            ).one()
    return found


def working(person_id: uuid.UUID, section: Part) -> SectionText | None:
    """The newest text of a section, published or not."""
    return db.session.scalar(
        select(SectionText)
        .where(SectionText.person_id == person_id, SectionText.section == section)
        .order_by(SectionText.number.desc())
        .limit(1)
    )


def added(made: Any) -> bool:
    """False when another request was first (only PostgreSQL lets both get here)."""
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return False
    return True
