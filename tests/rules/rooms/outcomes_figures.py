"""Figures: who sees them, who publishes them. Nobody's name stands in any of them."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember
from app.outcomes.models import (
    Claim,
    MonthlyPage,
    MonthlyReading,
    PublishedCell,
    PublishedQuarter,
)
from app.outcomes.quarters import month_of, quarter_of
from app.outcomes.sheets import SHEETS
from app.people.models import (
    Basis,
    CircleMember,
    Relationship,
    SaidHow,
    SharedPart,
    SharingDecision,
)
from app.people.parts import Level, Part
from tests.rules.rows import EVERYBODY, Row, page, write

MANAGERS = frozenset({"manager", "manager2"})
COMMISSIONER = frozenset({"commissioner"})
SEES = frozenset({"commissioner", "steering"})
# A year before this quarter: the next one can be published.
OUT = quarter_of(now() - timedelta(days=366))

ME = frozenset({"person"})
MANAGER = frozenset({"manager"})
CARE_MANAGER = frozenset({"caremanager"})
# A member of the steering group reads a page that the person shares and read first.
READS_MONTH = frozenset({"person", "steering"})
MONTH = month_of(now()).before.before
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
    page(f"{MONTHLY}/{MONTH.key}", READS_MONTH),
    write(f"{MONTHLY}/{MONTH.key}/read", ME),
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
    """One quarter that is out, a claim of the provider, and a page of a month that is read."""
    return {**_published(accounts), **_quality(accounts), **_monthly(person_id, accounts)}


def _quality(accounts: dict[str, Account]) -> dict[str, Any]:
    manager = accounts["manager"].id
    place = db.session.scalars(
        select(OrganisationMember.organisation_id).where(OrganisationMember.account_id == manager)
    ).first()
    claim = Claim(
        organisation_id=place,
        line="r-who",
        number=1,
        says="Everybody meets who will help before they begin.",
        evidence="Notes of the meetings.",
        language="en",
        written_by=manager,
    )
    db.session.add(claim)
    db.session.flush()
    return {"small_place": place, "claim": claim.id}


def _monthly(person_id: uuid.UUID, accounts: dict[str, Account]) -> dict[str, Any]:
    steering, me = accounts["steering"], accounts["person"].id
    member = CircleMember(
        person_id=person_id,
        account_id=steering.id,
        name=steering.name,
        relationship_kind=Relationship.OTHER,
        accepted_at=now(),
    )
    db.session.add(member)
    db.session.flush()
    decision = SharingDecision(
        person_id=person_id,
        member_id=member.id,
        basis=Basis.PERSON_SAYS_YES,
        said_how=SaidHow.TAPPED,
        decided_by=me,
        starts_at=now() - timedelta(hours=1),
    )
    decision.parts = [SharedPart(part=Part.MONTHLY, level=Level.SEE)]
    month = MonthlyPage(
        person_id=person_id,
        year=MONTH.year,
        month=MONTH.number,
        content={"wants": [], "steps": [], "reviews": [], "next": None},
    )
    db.session.add_all([decision, month])
    db.session.flush()
    db.session.add(MonthlyReading(page_id=month.id, said_by=me, is_person=True))
    db.session.flush()
    return {}


def _published(accounts: dict[str, Account]) -> dict[str, Any]:
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
