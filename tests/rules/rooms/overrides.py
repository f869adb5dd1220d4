"""Safeguarding overrides: who asks, who answers, who handles one, and what the person is told."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import SafeguardingOverride
from app.people.parts import Part
from tests.rules.rooms.who import APPROVER, ME
from tests.rules.rows import Row, page, write

P = "/people/{person}/overrides"
C = "/council/overrides"
ASKS = frozenset("caremanager nurse".split())
# Asker and care manager of the person, receiver, and an approver with no part in it.
READS = frozenset("caremanager nurse approver".split())
HANDLES = frozenset("caremanager approver".split())

ROWS: list[Row] = [
    page(P, ME),
    page(f"{P}/asked", ASKS),
    page(f"{P}/ask", ASKS),
    write(f"{P}/ask", ASKS),
    page(C, APPROVER),
    page(f"{C}/{{asked_override}}", READS),
    write(f"{C}/{{asked_override}}/answer", APPROVER, form={"answer": "no"}),
    page(f"{C}/{{asked_override}}/end", HANDLES),
    write(f"{C}/{{asked_override}}/end", HANDLES),
    page(f"{C}/{{over_override}}/review", HANDLES),
    write(f"{C}/{{over_override}}/review", HANDLES),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """One that waits, and one that is over: neither opens anything to anybody."""
    asked = {
        "person_id": person_id,
        "account_id": accounts["nurse"].id,
        "parts": [Part.WELLNESS.value],
        "reason": "Test",
        "days": 7,
        "asked_by": accounts["caremanager"].id,
    }
    began = now() - timedelta(days=9)
    waiting = SafeguardingOverride(**asked)
    over = SafeguardingOverride(
        **asked,
        approved_by=accounts["approver"].id,
        approved_at=began,
        starts_at=began,
        ends_at=began + timedelta(days=7),
    )
    db.session.add_all([waiting, over])
    db.session.flush()
    return {"asked_override": waiting.id, "over_override": over.id}
