"""A plan of 200 versions of eleven sections is read with as many queries as one of a single one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import Relationship
from app.people.parts import PLAN_SECTIONS, Part
from tests.makers import make_organisation, make_role
from tests.plans.house import PlanHouse
from tools.counting import MOST_QUERIES
from tools.measuring.versions import Whom, add_versions

VERSIONS = 200
WANTS = Part.PLAN_WANTS


def fill(house: PlanHouse, first: int, last: int) -> None:
    me, sister = house.accounts["person"], house.accounts["sister"]
    with house.portal.app_context():
        add_versions(Whom(house.person_id, me, sister), first, last)


def addresses(house: PlanHouse, newest: int) -> list[str]:
    paths: list[tuple[Any, ...]] = [(), (WANTS,), ("versions",), ("versions", newest)]
    paths += [("versions", newest, WANTS), ("print",)]
    return [house.url(*path) for path in paths]


def counts(house: PlanHouse, role: str, newest: int) -> list[int]:
    browser = house.as_(role)
    found = []
    for address in addresses(house, newest):
        with house.queries() as seen:
            browser.get(address)
        assert len(seen) <= MOST_QUERIES, f"{role} {address}\n" + "\n".join(seen)
        found.append(len(seen))
    return found


@pytest.mark.parametrize("role", ["person", "sister", "caremanager"])
def test_a_page_asks_as_little_for_200_versions_as_for_one(
    plan_house: PlanHouse, role: str
) -> None:
    house = plan_house
    house.add_member("caremanager", "Grace Managerwick", Relationship.CARE_MANAGER)
    for each in ("sister", "caremanager"):
        # Whoever knows the circle reads names, too: more is asked of nobody.
        house.share(each, *PLAN_SECTIONS, Part.CIRCLE, starts_at=now() - timedelta(days=30))
    with house.portal.app_context():
        manager = db.session.get_one(Account, house.accounts["caremanager"])
        make_role(make_organisation(OrganisationKind.COUNCIL), manager, Role.CARE_MANAGER)
    fill(house, 1, 1)
    house.as_(role).get("/help")
    few = counts(house, role, 1)
    fill(house, 2, VERSIONS)
    assert counts(house, role, VERSIONS) == few


def test_a_plan_that_was_not_agreed_asks_no_more_than_it_may(plan_home: PlanHouse) -> None:
    """The state of the whole is read beside it, and who saw the answer."""
    house = plan_home
    house.share("sister", *PLAN_SECTIONS, Part.CIRCLE, starts_at=now() - timedelta(days=30))
    house.write(WANTS, "A garden.")
    house.start_not_agreed(house.publish(), "No.")
    house.as_("sister").get("/help")
    counts(house, "sister", 1)
