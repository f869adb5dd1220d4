"""Comments, points for the next meeting, the plan's keeper, private notes: who gets in where."""

from __future__ import annotations

import uuid
from typing import Any

from app.accounts.models import Account
from app.extensions import db
from app.people.models import MeetingPoint, PointFrom
from app.people.parts import Part
from app.plans.models import Comment, PrivateNote
from tests.rules.rooms.who import (
    CARE_MANAGER,
    COMMENTS_WANTS,
    ME,
    SEES_SOME,
    SEES_WANTS,
    WRITES_WANTS,
)
from tests.rules.rows import Row, page, write

P = "/people/{person}"
COMMENTS = f"{P}/plan/plan-wants/comments"
ONE = f"{COMMENTS}/{{comment}}"
ADVOCATE = frozenset({"advocate"})

ROWS: list[Row] = [
    page(COMMENTS, SEES_WANTS),
    write(COMMENTS, COMMENTS_WANTS),
    page(f"{P}/plan/comments", SEES_SOME),
    page(f"{P}/plan/comments/{{comment}}", SEES_SOME, finds_nothing=SEES_SOME - SEES_WANTS),
    page(ONE, SEES_WANTS),
    page(f"{ONE}/end/answered", WRITES_WANTS),
    write(f"{ONE}/end/answered", WRITES_WANTS),
    page(f"{P}/meeting-points", SEES_SOME),
    write(f"{P}/meeting-points/{{point}}/done", SEES_SOME, finds_nothing=SEES_SOME - ME),
    page(f"{P}/plan/keeper", ME),
    write(f"{P}/plan/keeper", ME),
    # Nobody is named: the care manager keeps it.
    page(f"{P}/plan/keep", CARE_MANAGER),
    page(f"{P}/private", ME),
    page(f"{P}/private/{{advocate}}", ME),
    write(f"{P}/private/{{advocate}}", ME),
    write(f"{P}/private/{{advocate}}/{{note}}/throw-away", ME),
    page(f"{P}/private/notes", ADVOCATE),
    write(f"{P}/private/notes", ADVOCATE),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A comment of the person's, a point that they raised, a note to the advocate."""
    me = accounts["person"].id
    rows = {
        "comment": Comment(
            person_id=person_id,
            section=Part.PLAN_WANTS,
            text="Test",
            language="en",
            written_by=me,
        ),
        "point": MeetingPoint(
            person_id=person_id,
            part=Part.PLAN_WANTS,
            point_from=PointFrom.COMMENT,
            words="Test",
            language="en",
            raised_by=me,
        ),
        "note": PrivateNote(
            person_id=person_id,
            member_id=members["advocate"],
            text="Test",
            language="en",
            written_by=me,
        ),
    }
    db.session.add_all(rows.values())
    db.session.flush()
    return {name: row.id for name, row in rows.items()}
