"""Photos and sounds of the plan: with the text that they stand in, or the comment."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.people.parts import Part
from app.plans.models import (
    Change,
    Comment,
    DecidedBy,
    PlanVersion,
    SectionText,
    Suggestion,
    VersionSection,
)
from tests.makers import make_photo, make_sound
from tests.rules.rooms.who import ME, SEES_HOME, WRITES_HOME
from tests.rules.rows import Row, page

PLAN = "/people/{person}/plan"

ROWS: list[Row] = [
    page(f"{PLAN}/photos/{{plan_photo}}", SEES_HOME),
    page(f"{PLAN}/sounds/{{plan_sound}}", SEES_HOME),
    # Taken, and in no version yet.
    page(f"{PLAN}/photos/{{unpublished_photo}}", WRITES_HOME),
    # Of a comment by the person: read with the section.
    page(f"{PLAN}/sounds/{{comment_sound}}", SEES_HOME),
    # Nobody kept it anywhere.
    page(f"{PLAN}/photos/{{loose_photo}}", ME),
    # A photo of About me has another address.
    page(f"{PLAN}/photos/{{photo}}", frozenset()),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """My home with a photo and a sound in a version, and what stands in none."""
    me = accounts["person"].id
    home = (person_id, Part.PLAN_HOME, me)
    photo, sound = make_photo(*home), make_sound(*home)
    comment_sound, unpublished = make_sound(*home), make_photo(*home)
    # A version of its own, before the demo's: what the other rooms count on stays as it is.
    before = _kept(
        PlanVersion(person_id=person_id, number=0, decided_by=me, basis=DecidedBy.PERSON)
    )
    published = _text(person_id, me, photo_id=photo, sound_id=sound)
    _kept(
        VersionSection(
            version_id=before, section=Part.PLAN_HOME, text_id=published, change=Change.NEW
        )
    )
    _kept(
        Comment(
            person_id=person_id,
            section=Part.PLAN_HOME,
            language="en",
            sound_id=comment_sound,
            written_by=me,
        )
    )
    _text(person_id, me, photo_id=unpublished)
    return {
        "plan_photo": photo,
        "plan_sound": sound,
        "comment_sound": comment_sound,
        "unpublished_photo": unpublished,
        "loose_photo": make_photo(*home),
    }


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row.id


def _text(person_id: uuid.UUID, me: uuid.UUID, **held: Any) -> Any:
    """The next text of my home, by the person."""
    number = db.session.scalars(
        select(SectionText.number)
        .where(SectionText.person_id == person_id, SectionText.section == Part.PLAN_HOME)
        .order_by(SectionText.number.desc())
        .limit(1)
    ).first()
    said = {"person_id": person_id, "section": Part.PLAN_HOME, "language": "en", "written_by": me}
    content = {"text": "A quiet flat with a garden."}
    suggestion = _kept(Suggestion(**said, content=content, **held))
    return _kept(
        SectionText(
            **said,
            **held,
            content=content,
            number=(number or 0) + 1,
            suggestion_id=suggestion,
            decided_by=me,
            basis=DecidedBy.PERSON,
        )
    )
