"""Connections that nobody asks anything on: a browser keeps some ready. They stop nobody."""

from __future__ import annotations

import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tools.demo_server import Server, make_app, make_tables

# More than a browser keeps ready for one place (six), from two browsers.
READY = 12
# Less than the five seconds after which a quiet thread is free again.
PATIENCE = 4


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    url = f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    portal = make_app(url, tmp_path / "files")
    make_tables(portal)
    portal.extensions["db_engine"].dispose()
    running = Server(tmp_path, url)
    try:
        yield running.start()
    finally:
        running.stop()


def test_connections_that_ask_nothing_do_not_stop_the_portal(server: Server) -> None:
    with ExitStack() as held:
        # given two browsers that opened all the connections they may, and are quiet
        for _ in range(READY):
            held.enter_context(socket.create_connection(("127.0.0.1", server.port)))
        # when somebody asks, then they are answered at once
        with urllib.request.urlopen(f"{server.url}/healthz", timeout=PATIENCE) as page:
            assert page.status == 200
