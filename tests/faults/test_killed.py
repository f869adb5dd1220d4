"""kill -9 of the web server in the middle of a write: nothing half-written, the draft is there."""

from __future__ import annotations

import os
import re
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from tests.faults.conftest import with_demo
from tools.demo_server import Server
from tools.load import Visitor

DRAFT = "Ducks make me calm"


@pytest.fixture(params=["sqlite", "postgresql"])
def server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Server]:
    """A real web server on a database with the demo."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'portal.sqlite3'}"
    else:
        url = request.getfixturevalue("fresh_postgres_url")
    with_demo(url, tmp_path / "files").extensions["db_engine"].dispose()
    running = Server(tmp_path, url, workers=1)
    yield running.start()
    running.stop()


@contextmanager
def held_up(url: str) -> Iterator[None]:
    """A write gets stuck: on SQLite at its first statement, on PostgreSQL in its middle, where
    the words are written and the audit event is not."""
    if url.startswith("sqlite"):
        engine = create_engine(url)
        with engine.connect() as connection:
            connection.connection.driver_connection.isolation_level = None  # type: ignore[union-attr]
            connection.connection.driver_connection.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
            yield
            connection.connection.driver_connection.execute("ROLLBACK")  # type: ignore[union-attr]
        engine.dispose()
        return
    with psycopg.connect(url) as connection:
        connection.execute("LOCK TABLE audit_event IN EXCLUSIVE MODE")
        yield
        connection.rollback()


def rows_of(url: str, statement: str) -> int:
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        found = connection.execute(text(statement)).scalar_one()
    engine.dispose()
    return int(found)


def kill(server: Server) -> None:
    """The whole group of processes that this test started, at once."""
    assert server.process is not None
    os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait(10)
    server.process = None


def test_a_kill_in_the_middle_of_a_write(server: Server) -> None:
    # given somebody who types: a draft is kept, and then they press keep
    visitor = Visitor(server.port)
    person = visitor.sign_in("person")[-1].removesuffix("/profile")
    change = f"{person}/about-me/wellness/change"
    fields = hidden_fields(visitor.ask(change)[1])
    status, _ = visitor.ask(f"{person}/drafts/wellness", {**fields, "text": DRAFT})
    assert status == 204
    counts = {
        table: rows_of(server.database_url, f"SELECT count(*) FROM {table}")
        for table in ("about_me_entry", "audit_event")
    }
    # when the server is killed while the write is held up
    with held_up(server.database_url):
        sent = {**fields, "text": "Words that were being kept", "answer": "keep"}
        asking = threading.Thread(target=ask_in_vain, args=(visitor, change, sent))
        asking.start()
        time.sleep(1)
        kill(server)
        asking.join(10)
    # then nothing of the write is there
    assert counts == {
        table: rows_of(server.database_url, f"SELECT count(*) FROM {table}") for table in counts
    }
    # and a new server offers the draft, and can keep it
    server.start()
    assert DRAFT in visitor.ask(change)[1]
    status, _ = visitor.ask(change, {**fields, "text": DRAFT, "answer": "keep"})
    assert status == 303
    assert DRAFT in visitor.ask(f"{person}/about-me/wellness")[1]


def hidden_fields(html: str) -> dict[str, str]:
    """Names and values of the hidden fields of the form for words."""
    form = html[html.index('<form class="question"') :]
    found = re.findall(r"<input[^>]*type=\"hidden\"[^>]*>", form[: form.index("</form>")])
    fields = {}
    for one in found:
        name, value = re.search(r'name="([^"]*)"', one), re.search(r'value="([^"]*)"', one)
        if name:
            fields[name.group(1)] = value.group(1) if value else ""
    return {**fields, "language": "en"}


def ask_in_vain(visitor: Visitor, path: str, form: dict[str, str]) -> None:
    """The answer never comes: the server is killed meanwhile."""
    try:
        status, _ = visitor.ask(path, form)
    except OSError:
        return
    raise AssertionError(f"an answer came: {status}")
