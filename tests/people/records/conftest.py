"""The case of the tests of records, on one database and on both."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import db
from tests.people.records.case import Case, make_case


@pytest.fixture
def case(portal: Flask) -> Case:
    """On SQLite, for pages. The accounts are loaded whole: they outlive their session."""
    with portal.app_context():
        made = make_case(portal)
        db.session.commit()
    return made


@pytest.fixture
def either_case(either_portal: Flask) -> Iterator[Case]:
    """On both databases, inside an app context, for actions and constraints."""
    with either_portal.app_context():
        yield make_case(either_portal)


@pytest.fixture
def key() -> uuid.UUID:
    """The id that a form carries."""
    return uuid.uuid4()
