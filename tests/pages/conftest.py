"""What the tests of plain pages share: signing in, and portals whose database fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.database import Base
from tests.pages.failing import make_failing

SignIn = Callable[[str], FlaskClient]


@pytest.fixture
def sign_in_as(portal: Flask) -> SignIn:
    """A browser signed in as the account with this address, by the demo's one tap."""

    def sign_in(email: str) -> FlaskClient:
        client = portal.test_client()
        answer = client.post("/demo", data={"email": email})
        assert answer.status_code == 303, answer.text
        return client

    return sign_in


@pytest.fixture
def broken(tmp_path: Path) -> Flask:
    """A portal on a healthy database with a view that breaks down."""
    portal = make_failing(f"sqlite:///{tmp_path}/broken.sqlite3", tmp_path)
    Base.metadata.create_all(portal.extensions["db_engine"])
    return portal


@pytest.fixture
def gone(tmp_path: Path) -> Flask:
    """A portal whose database server is not there: nothing listens on port 1."""
    return make_failing("postgresql://postgres@127.0.0.1:1/portal", tmp_path)


@pytest.fixture
def locking(tmp_path: Path) -> Flask:
    """A portal on SQLite that waits for a lock a twentieth of a second instead of five."""
    portal = make_failing(f"sqlite:///{tmp_path}/locked.sqlite3", tmp_path)
    engine = portal.extensions["db_engine"]
    event.listen(engine, "connect", lambda found, record: found.execute("PRAGMA busy_timeout=50"))
    Base.metadata.create_all(engine)
    return portal
