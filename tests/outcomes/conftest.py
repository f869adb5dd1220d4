"""The house of the tests of outcomes, on SQLite and on PostgreSQL; and the demo's world."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.outcomes.house import OutcomeHouse, build_outcome_house
from tests.rules.worlds import rules_portal, scene, world

__all__ = ["home", "house", "rules_portal", "scene", "world"]


@pytest.fixture
def house(either_portal: Flask) -> OutcomeHouse:
    """For rules of data."""
    return build_outcome_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> OutcomeHouse:
    """The same on SQLite alone: for what pages look like."""
    return build_outcome_house(portal)
