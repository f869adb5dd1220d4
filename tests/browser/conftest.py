"""A real browser at a real server, each once a worker; each test finds the demo untouched."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.kept import database_of
from tests.browser.phone import Phone
from tools.demo_server import Server, demo_server, make_demo

PICK_UP = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waited half a minute in vain on a busy machine is walked once more, from the beginning.

    It is told as "rerun". What is wrong with the portal is wrong the second time too.
    """
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun=["TimeoutError"]))


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demo, made once and copied for each server."""
    folder = tmp_path_factory.mktemp("demo")
    make_demo(f"sqlite:///{folder / 'made.sqlite3'}", folder / "files")
    return folder / "made.sqlite3"


@pytest.fixture(scope="session")
def running(made_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo_server(tmp_path_factory.mktemp("server"), made_demo) as server:
        yield server


@pytest.fixture
def server(running: Server, made_demo: Path) -> Server:
    """The portal, with its database as the demo made it."""
    with closing(sqlite3.connect(made_demo)) as made, closing(database_of(running)) as lived:
        made.backup(lived)
    return running


@pytest.fixture
def pick_up(chromium: Browser, server: Server) -> Iterator[PICK_UP]:
    """A phone, 320 pixels wide, in nobody's hands: `pick_up("ur", width=…, scripts=False, …)`."""
    with ExitStack() as phones:

        def make(lang: str = "en", width: int = 320, scripts: bool = True, **given: Any) -> Phone:
            context = chromium.new_context(
                viewport={"width": width, "height": 720},
                locale=lang,
                java_script_enabled=scripts,
                **given,
            )
            phones.callback(context.close)
            return Phone(context, server.url, lang, scripts)

        yield make
