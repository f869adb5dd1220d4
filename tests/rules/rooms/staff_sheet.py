"""The matching sheet, its rules, and what the council is asked about a line.

The person and who may write see why the council was asked; an approver sees it without a name.
"""

from __future__ import annotations

import uuid
from typing import Any

from app.accounts.models import Account
from app.extensions import db
from app.staff_choice.models import Box, Characteristic, Criterion, OccupationalRequirement
from tests.rules.rooms.staff_choice import ME, SEES, STAFF, WRITES
from tests.rules.rooms.who import APPROVER
from tests.rules.rows import EVERYBODY, Row, page, write

SHEET = f"{STAFF}/sheet"
LINE = f"{SHEET}/lines/{{line}}"
REQUIREMENT = "/council/requirements/{requirement}"

ROWS: list[Row] = [
    page("/support-jobs/fairness", EVERYBODY),
    page(SHEET, SEES),
    page(f"{SHEET}/kind", SEES),
    page(f"{SHEET}/print", SEES),
    page(f"{SHEET}/earlier", ME),
    page(LINE, SEES),
    page(f"{SHEET}/kind/new", WRITES),
    write(f"{SHEET}/kind/new", WRITES),
    write(f"{SHEET}/kind/new/draft", WRITES),
    page(f"{SHEET}/kind/new/council", WRITES),
    write(f"{SHEET}/kind/new/council", WRITES),
    page(f"{LINE}/change", WRITES),
    write(f"{LINE}/change", WRITES),
    write(f"{LINE}/change/draft", WRITES),
    page(f"{LINE}/council", WRITES),
    write(f"{LINE}/council", WRITES),
    page(f"{LINE}/matters", WRITES),
    write(f"{LINE}/matters", WRITES),
    page(f"{LINE}/out", WRITES),
    write(f"{LINE}/out", WRITES),
    page("/council/requirements", APPROVER),
    page(REQUIREMENT, APPROVER),
    write(REQUIREMENT, APPROVER, form={"answer": "no"}),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """A line that names something, about which the family asked the council, and a plain one."""
    asker = accounts["family"].id
    line = Criterion(
        person_id=person_id,
        line_id=uuid.UUID("0197a3a0-0000-7000-8000-0000000000c2"),
        number=1,
        box=Box.KIND,
        words="A woman who hums",
        essential=True,
        characteristics=[Characteristic.SEX.value],
        written_by=asker,
    )
    plain = Criterion(
        person_id=person_id,
        line_id=uuid.UUID("0197a3a0-0000-7000-8000-0000000000c3"),
        number=1,
        box=Box.SUPPORT,
        concept="going-out",
        written_by=accounts["person"].id,
    )
    db.session.add_all([line, plain])
    db.session.flush()
    requirement = OccupationalRequirement(
        person_id=person_id,
        line_id=line.line_id,
        criterion_id=line.id,
        characteristic=Characteristic.SEX,
        task="Washing",
        reason="She is shy with men.",
        asked_by=asker,
    )
    db.session.add(requirement)
    db.session.flush()
    return {"requirement": requirement.id}
