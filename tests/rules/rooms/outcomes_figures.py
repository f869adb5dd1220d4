"""Figures: who sees them, who publishes them. Nobody's name stands in any of them."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember
from app.outcomes.models import Claim
from app.outcomes.quarters import month_of, quarter_of
from tests.rules.rows import EVERYBODY, Row, page, write

MANAGERS = frozenset({"manager", "manager2"})
COMMISSIONER = frozenset({"commissioner"})
SEES = frozenset({"commissioner", "steering"})
# The demo's tables are out for the quarter that is over.
OUT = quarter_of(now()).before

ME = frozenset({"person"})
MANAGER = frozenset({"manager"})
CARE_MANAGER = frozenset({"caremanager"})
# A member of the steering group reads a page that the person shares and read first. In the demo
# the person has read the older of two, and not the newer.
READS_MONTH = frozenset({"person", "steering"})
UNREAD = month_of(now()).before.before
READ = UNREAD.before
MONTHLY = "/people/{person}/monthly"
QUALITY = "/provider/quality/{small_place}"

ROWS: list[Row] = [
    page("/provider/figures", MANAGERS),
    page("/council/figures", SEES),
    page("/council/figures/published", COMMISSIONER),
    write(f"/council/figures/published/{OUT.after.key}", COMMISSIONER),
    page("/council/quality", SEES),
    page("/council/highlights", SEES),
    page(f"/council/highlights/{OUT.key}", COMMISSIONER),
    write(f"/council/highlights/{OUT.key}", COMMISSIONER),
    page(f"/council/highlights/{OUT.key}/print", SEES),
    page(f"/council/highlights/{OUT.key}.csv", SEES),
    page("/council/monthly", frozenset({"steering"})),
    page("/benefits", MANAGERS | CARE_MANAGER),
    write("/benefits", MANAGERS | CARE_MANAGER),
    page("/provider/quality", MANAGERS),
    page(f"{QUALITY}/theme", MANAGER, finds_nothing=MANAGERS - MANAGER),
    write(f"{QUALITY}/theme", MANAGER, finds_nothing=MANAGERS - MANAGER),
    page(f"{QUALITY}/lines/r-who", MANAGER, finds_nothing=MANAGERS - MANAGER),
    write(f"{QUALITY}/lines/r-who", MANAGER, finds_nothing=MANAGERS - MANAGER),
    page("/people/{person}/is-it-so", ME),
    page("/people/{person}/is-it-so/{claim}", ME),
    write("/people/{person}/is-it-so/{claim}", ME, form={"answer": "yes"}),
    page(MONTHLY, READS_MONTH),
    page(f"{MONTHLY}/{READ.key}", READS_MONTH),
    page(f"{MONTHLY}/{UNREAD.key}", ME, finds_nothing=READS_MONTH - ME),
    write(f"{MONTHLY}/{UNREAD.key}/read", ME),
    write(f"{MONTHLY}/{READ.key}/read", ME),
    page(f"{MONTHLY}/make", CARE_MANAGER),
    write(f"{MONTHLY}/make", CARE_MANAGER),
    page("/figures", EVERYBODY),
    page(f"/figures/{OUT.key}", EVERYBODY),
    page(f"/figures/{OUT.key}/change", EVERYBODY),
    page(f"/figures/{OUT.key}/no-such-table", EVERYBODY, answer="404"),
]


def make(
    person_id: uuid.UUID, accounts: dict[str, Account], members: dict[str, uuid.UUID]
) -> dict[str, Any]:
    """The demo has them: a quarter that is out, pages of months, and a claim without an answer."""
    manager = accounts["manager"].id
    place = db.session.scalars(
        select(OrganisationMember.organisation_id).where(OrganisationMember.account_id == manager)
    ).one()
    claim = select(Claim.id).where(Claim.organisation_id == place, Claim.line == "r-who")
    return {"small_place": place, "claim": db.session.scalars(claim).one()}
