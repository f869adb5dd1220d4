"""Portals with the demo as people meet them: form tokens on, errors shown as pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app.demo.load import load_demo
from app.extensions import db
from tests.conftest import rolled_back
from tests.rules.world import World, build_world
from tools.demo_server import make_app, make_tables


@pytest.fixture(scope="module")
def world(sqlite_portal: Flask) -> Iterator[World]:
    with rolled_back(sqlite_portal) as portal:
        yield build_world(portal)


def with_demo(url: str, files: Path) -> Flask:
    """A portal on an empty database, filled with the demo's people."""
    portal = make_app(url, files)
    make_tables(portal)
    with portal.app_context(), db.writing():
        load_demo()
    return portal


@pytest.fixture
def real_portal(tmp_path: Path) -> Iterator[Flask]:
    """A portal on a SQLite file of its own, with nothing of the tests switched off."""
    portal = with_demo(f"sqlite:///{tmp_path / 'portal.sqlite3'}", tmp_path / "files")
    yield portal
    portal.extensions["db_engine"].dispose()
