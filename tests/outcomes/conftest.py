"""The house of the tests of outcomes, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.outcomes.house import OutcomeHouse, build_outcome_house


@pytest.fixture
def house(either_portal: Flask) -> OutcomeHouse:
    """For rules of data."""
    return build_outcome_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> OutcomeHouse:
    """The same on SQLite alone: for what pages look like."""
    return build_outcome_house(portal)
