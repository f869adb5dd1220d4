"""Reading the plan."""

from __future__ import annotations

from app.people.parts import Part
from tests.plans.house import PlanHouse


def test_smoke(plan_house: PlanHouse) -> None:
    plan_house.write(Part.PLAN_STRENGTHS, "Beans.")
    plan_house.take(plan_house.suggest(Part.PLAN_WANTS, "A garden."))
    plan_house.publish(starts=True)
    plan_house.take(plan_house.suggest(Part.PLAN_WANTS, "A garden centre."), other="Two gardens.")
    version = plan_house.publish()
    plan_house.start_not_agreed(version, "I want no garden.")
