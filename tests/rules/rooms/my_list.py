"""My list, who may read it, and what could not be found.

Mirabel shares her list with `family` and `advocate`. `caremanager` sees nothing of it, nor does
anybody who works for a provider.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.outcomes.quarters import quarter_of
from app.people.models import Basis, SaidHow, SharedPart, SharingDecision
from app.people.parts import Level, Part
from app.providers.actions.entries import import_entries
from app.providers.models import ListEntry, Listing
from tests.providers.makers import entry
from tests.rules.rows import EVERYBODY, SIGNED_IN, Row, page, write

ME = frozenset({"person"})
SEES = frozenset("person family advocate".split())
COMMISSIONER = frozenset({"commissioner"})
OVER = quarter_of(now()).before
PLACE = "/my-list/places/quillon-garden-club"

ROWS: list[Row] = [
    page("/my-list", EVERYBODY),
    page("/my-list/print", EVERYBODY),
    page("/my-list/compare", EVERYBODY),
    write("/my-list/places/no-such-place", EVERYBODY, answer="404"),
    write(PLACE, EVERYBODY, form={"keep": "1"}),
    write("/my-list/bring", SIGNED_IN, form={"mine": "1"}),
    write(f"{PLACE}/room", ME, form={"tells": "1"}, finds_nothing=SIGNED_IN - ME),
    page(f"{PLACE}/words", ME, finds_nothing=SIGNED_IN - ME),
    write(f"{PLACE}/words", ME, form={"words": "Nice"}, finds_nothing=SIGNED_IN - ME),
    page("/people/{person}/looking-for", SEES),
    page("/none-of-these", EVERYBODY),
    write("/none-of-these", EVERYBODY, answer="any"),
    page("/none-of-these/told", EVERYBODY),
    page("/council/unmet-need", COMMISSIONER),
    page(f"/council/unmet-need/{OVER.key}.csv", COMMISSIONER),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """Two places on Mirabel's list, and her decisions to show it."""
    entries = [entry("Quillon Garden Club"), entry("Tregarth Music Room")]
    import_entries(by=SYSTEM, source="libraries", entries=entries)
    for listing in db.session.query(Listing).filter(Listing.name.in_([e.name for e in entries])):
        db.session.add(ListEntry(account_id=accounts["person"].id, listing_id=listing.id))
    for role in SEES - ME:
        decision = SharingDecision(
            person_id=person_id,
            member_id=members[role],
            basis=Basis.PERSON_SAYS_YES,
            said_how=SaidHow.TAPPED,
            decided_by=accounts["person"].id,
            starts_at=now() - timedelta(hours=1),
        )
        decision.parts = [SharedPart(part=Part.MY_LIST, level=Level.SEE)]
        db.session.add(decision)
    db.session.flush()
    return {}
