"""The fixtures of the demo's world, for the folders whose `conftest.py` takes them in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import make_portal, own_postgres, rolled_back
from tests.rules.scene import Scene, open_scene
from tests.rules.world import World, build_world


@pytest.fixture(scope="session")
def rules_portal(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("rules")
    return make_portal(f"sqlite:///{folder}/rules.sqlite3", folder)


@pytest.fixture(scope="module")
def world(rules_portal: Flask) -> Iterator[World]:
    """One world a module, on a database of its own: other tests roll back theirs beside it."""
    with rolled_back(rules_portal) as portal:
        yield build_world(portal)


@pytest.fixture
def scene(world: World) -> Iterator[Scene]:
    """The same world for one attack, undone at its end."""
    yield from open_scene(world)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def either_rules_portal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("rules")
    for url in own_postgres() if request.param == "postgresql" else [f"sqlite:///{folder}/rules"]:
        portal = make_portal(url, folder)
        yield portal
        portal.extensions["db_engine"].dispose()


@pytest.fixture(scope="module")
def either_world(either_rules_portal: Flask) -> Iterator[World]:
    """The demo's world on SQLite, then on PostgreSQL, loaded once a module."""
    with rolled_back(either_rules_portal) as portal:
        yield build_world(portal)


@pytest.fixture
def here(either_world: World) -> Iterator[World]:
    """The same for one test, undone at its end."""
    with either_world.for_one_test():
        yield either_world
