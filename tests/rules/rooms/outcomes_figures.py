"""Figures: who sees them, who publishes them. Nobody's name stands in any of them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.outcomes.models import PublishedCell, PublishedQuarter
from app.outcomes.quarters import quarter_of
from app.outcomes.sheets import SHEETS
from tests.rules.rows import EVERYBODY, Row, page, write

MANAGERS = frozenset({"manager", "manager2"})
COMMISSIONER = frozenset({"commissioner"})
SEES = frozenset({"commissioner", "steering"})
# A year before this quarter: the next one can be published.
OUT = quarter_of(now() - timedelta(days=366))

ROWS: list[Row] = [
    page("/provider/figures", MANAGERS),
    page("/council/figures", SEES),
    page("/council/figures/published", COMMISSIONER),
    write(f"/council/figures/published/{OUT.after.key}", COMMISSIONER),
    page("/figures", EVERYBODY),
    page(f"/figures/{OUT.key}", EVERYBODY),
    page(f"/figures/{OUT.key}/change", EVERYBODY),
    page(f"/figures/{OUT.key}/no-such-table", EVERYBODY, answer="404"),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """One quarter that is out, with a small group in it that is not shown."""
    out = PublishedQuarter(
        year=OUT.year, quarter=OUT.number, published_by=accounts["commissioner"].id
    )
    db.session.add(out)
    db.session.flush()
    for sheet in SHEETS:
        for number, cell in enumerate(sheet.keys):
            hidden = number < 2
            db.session.add(
                PublishedCell(
                    quarter_id=out.id,
                    sheet=sheet.key,
                    cell=cell,
                    counted=None if hidden else 20,
                    few=hidden,
                )
            )
    db.session.flush()
    return {}
