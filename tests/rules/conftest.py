"""One world a module, on a database of its own: other tests roll back theirs beside it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.conftest import make_portal, rolled_back
from tests.rules.scene import Scene, open_scene
from tests.rules.world import World, build_world


@pytest.fixture(scope="session")
def rules_portal(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("rules")
    return make_portal(f"sqlite:///{folder}/rules.sqlite3", folder)


@pytest.fixture(scope="module")
def world(rules_portal: Flask) -> Iterator[World]:
    with rolled_back(rules_portal) as portal:
        yield build_world(portal)


@pytest.fixture
def scene(world: World) -> Iterator[Scene]:
    """The same world for one attack, undone at its end."""
    yield from open_scene(world)
