"""The houses of the tests of choosing staff, on SQLite and on PostgreSQL."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.staff_choice.panel_house import PanelHouse, build_panel_house
from tests.staff_choice.sheet_house import SheetHouse, build_sheet_house


@pytest.fixture
def sheet_house(either_portal: Flask) -> SheetHouse:
    """For rules of data."""
    return build_sheet_house(either_portal)


@pytest.fixture
def sheet_home(portal: Flask) -> SheetHouse:
    """The same on SQLite alone: for what pages look like."""
    return build_sheet_house(portal)


@pytest.fixture
def panel_house(either_portal: Flask) -> PanelHouse:
    """For rules of data, on both databases."""
    return build_panel_house(either_portal)


@pytest.fixture
def panel_home(portal: Flask) -> PanelHouse:
    """The same on SQLite alone: for what pages look like."""
    return build_panel_house(portal)
