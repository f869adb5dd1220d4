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
# Who asked, the person's care manager, who gets to see, and an approver with no part in it.
READS = frozenset("caremanager nurse approver".split())
HANDLES = frozenset("caremanager nurse approver".split())

ROWS: list[Row] = [
    page(P, ME),
    page(f"{P}/asked", ASKS),
    page(f"{P}/ask", ASKS),
    write(f"{P}/ask", ASKS),
    page(C, APPROVER),
    page(f"{C}/{{asked_override}}", READS),
    page(f"{C}/{{nurses_override}}", READS),
    page(f"{C}/{{over_override}}", READS),
    write(f"{C}/{{asked_override}}/answer", APPROVER, form={"answer": "no"}),
    page(f"{C}/{{asked_override}}/end", HANDLES),
    write(f"{C}/{{asked_override}}/end", HANDLES),
    page(f"{C}/{{over_override}}/review", HANDLES),
    write(f"{C}/{{over_override}}/review", HANDLES),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """One that waits, one for the nurse, one that is over: none opens anything to anybody.

    Each of the four who may see one stands alone in one of them.
    """
    nurse, care_manager = accounts["nurse"].id, accounts["caremanager"].id
    began = now() - timedelta(days=9)
    waiting = _asked(person_id, asked_by=nurse, account_id=care_manager)
    nurses = _asked(person_id, asked_by=care_manager, account_id=nurse)
    over = _asked(
        person_id,
        asked_by=nurse,
        account_id=nurse,
        approved_by=accounts["approver"].id,
        approved_at=began,
        starts_at=began,
        ends_at=began + timedelta(days=7),
    )
    db.session.add_all([waiting, nurses, over])
    db.session.flush()
    return {
        "asked_override": waiting.id,
        "nurses_override": nurses.id,
        "over_override": over.id,
    }


def _asked(person_id: uuid.UUID, **given: Any) -> SafeguardingOverride:
    return SafeguardingOverride(
        person_id=person_id, parts=[Part.WELLNESS.value], reason="Test", days=7, **given
    )
