"""The house of the plan's tests, on SQLite and on PostgreSQL; and the demo's world."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.plans.house import PlanHouse, build_plan_house
from tests.rules.worlds import rules_portal, world

__all__ = ["plan_home", "plan_house", "rules_portal", "world"]


@pytest.fixture
def plan_house(either_portal: Flask) -> PlanHouse:
    """Ottoline, her sister (WRITE on what I want) and a friend: for rules of data."""
    return build_plan_house(either_portal)


@pytest.fixture
def plan_home(portal: Flask) -> PlanHouse:
    """The same on SQLite alone: for what pages look like."""
    return build_plan_house(portal)
