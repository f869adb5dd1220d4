"""The house of these tests, on SQLite and, where data matters, on PostgreSQL too."""

from __future__ import annotations

import pytest
from flask import Flask

from tests.people.about_me.house import House, build_house


@pytest.fixture
def house(portal: Flask) -> House:
    return build_house(portal)


@pytest.fixture
def either_house(either_portal: Flask) -> House:
    return build_house(either_portal)
