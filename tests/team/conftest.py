"""The house of the team, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.team.house import TeamHouse, build_team_house


@pytest.fixture
def team_house(either_portal: Flask) -> TeamHouse:
    """For rules of data."""
    return build_team_house(either_portal)


@pytest.fixture
def team_home(portal: Flask) -> TeamHouse:
    """The same on SQLite alone: for what pages look like."""
    return build_team_house(portal)
