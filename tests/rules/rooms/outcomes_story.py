"""My story, hiding what was said, independence over time, reminders, tags behind outcomes."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.outcomes.models import CheckIn, LifeEntry, LifeKind
from app.people.actions.records import today
from tests.rules.rooms.outcomes import ME, OUTCOME, OUTCOMES, SEES, THINKS
from tests.rules.rows import Row, page, write

LIFE = f"{OUTCOMES}/independence"
HIDE = f"{OUTCOMES}/hide"
KEY = "0197a3a0-0000-7000-8000-0000000002{}"
CARE_MANAGER = frozenset({"caremanager"})

ROWS: list[Row] = [
    page(f"{OUTCOMES}/story", SEES),
    # A chart is for others: the person's own pages have none.
    page(f"{OUTCOMES}/story/chart", SEES - ME, finds_nothing=ME),
    page(HIDE, ME),
    page(f"{HIDE}/view/{{said_by_family}}", ME),
    page(f"{HIDE}/view/{{said_by_family}}/member/{{worker}}", ME),
    write(f"{HIDE}/view/{{said_by_family}}/member/{{worker}}", ME, form={"how": "all"}),
    page(f"{HIDE}/outcome/{{outcome_with_photo}}", ME),
    page(f"{HIDE}/outcome/{{outcome_with_photo}}/organisation/{{organisation}}", ME),
    write(
        f"{HIDE}/outcome/{{outcome_with_photo}}/organisation/{{organisation}}",
        ME,
        form={"how": "photo"},
    ),
    page(LIFE, SEES),
    page(f"{LIFE}/new/myself", THINKS),
    write(
        f"{LIFE}/new/myself",
        THINKS,
        form={"words": "Test", "happened_on": "2026-01-05", "key": KEY.format("01")},
    ),
    page(f"{LIFE}/{{life_entry}}/strike", ME, finds_nothing=THINKS - ME),
    write(
        f"{LIFE}/{{life_entry}}/strike",
        ME,
        form={"reason": "Test", "key": KEY.format("02"), "language": "en"},
        finds_nothing=THINKS - ME,
    ),
    page(f"{OUTCOMES}/reminders", ME),
    write(f"{OUTCOMES}/reminders", ME, form={"how_often": "weekly", "weekday": "2"}),
    # Behind the scenes: not even the person.
    page(f"{OUTCOME}/tags", CARE_MANAGER),
    write(f"{OUTCOME}/tags", CARE_MANAGER, form={"group_0": "i-partnership"}),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """Something that the person does themselves, and the demo's first view of the family."""
    entry = LifeEntry(
        person_id=person_id,
        kind=LifeKind.MYSELF,
        happened_on=today(),
        words="Test",
        language="en",
        written_by=accounts["person"].id,
    )
    db.session.add(entry)
    db.session.flush()
    said = db.session.scalars(
        select(CheckIn.id)
        .where(CheckIn.person_id == person_id, CheckIn.said_by == accounts["family"].id)
        .order_by(CheckIn.answered_at, CheckIn.id)
    ).first()
    return {"life_entry": entry.id, "said_by_family": said}
