"""A plan that everybody follows and looks at again: for the tests of reviews."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from sqlalchemy import select

from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.actions.records import today
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.plans.actions.words import plan_of
from app.plans.models import SupportPlan
from tests.makers import make_organisation, make_role
from tests.plans.house import PlanHouse

CARE_MANAGER = "Ambrose Tarrow"
COUSIN = "Delphine Cousinwick"


def set_day(house: PlanHouse, on: date | None) -> None:
    """The day of the next review."""
    with house.acting("person") as (_by, person):
        plan_of(person).review_on = on


def day_set(house: PlanHouse) -> date | None:
    with house.portal.app_context():
        return db.session.scalar(
            select(SupportPlan.review_on).where(SupportPlan.person_id == house.person_id)
        )


def follow(house: PlanHouse, text: str = "I want to see the sea.") -> PlanHouse:
    """Ottoline wrote a plan, said yes to it, and looks at it again in 30 days."""
    house.write(Part.PLAN_WANTS, text)
    house.publish(starts=True)
    set_day(house, today() + timedelta(days=30))
    return house


def add_care_manager(house: PlanHouse, role: str = "caremanager") -> None:
    """The council's care manager. Sees nothing by that."""
    house.add_member(role, CARE_MANAGER, Relationship.CARE_MANAGER)
    with house.portal.app_context():
        from app.accounts.models import Account

        account = db.session.get_one(Account, house.accounts[role])
        make_role(make_organisation(OrganisationKind.COUNCIL), account, Role.CARE_MANAGER)


def add_cousin(house: PlanHouse) -> None:
    """Somebody in the family who sees what Ottoline wants, as the sister does."""
    house.add_member("cousin", COUSIN, Relationship.FAMILY)
    house.share("cousin", Part.PLAN_WANTS, level=Level.SEE)


def say(
    house: PlanHouse, role: str, working: str = "", not_working: str = "", **given: str
) -> None:
    """Somebody sends what they think, on the page."""
    form = {"key": str(uuid.uuid4()), "working": working, "not_working": not_working}
    house.as_(role).post(house.url("review", "view"), {**form, "language": "en", **given})


def talk(house: PlanHouse, role: str = "person", status: int = 303, **given: str):  # type: ignore[no-untyped-def]
    """Somebody writes down a talk of today, on the page."""
    form = {
        "key": str(uuid.uuid4()),
        "held_on": today().isoformat(),
        "who_was_there": "Quillon and I",
        "what_changes": "We go to the sea in June.",
        "next_on": (today() + timedelta(days=180)).isoformat(),
    }
    return house.as_(role).post(house.url("review", "hold"), {**form, **given}, status=status)
