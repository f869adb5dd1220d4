"""The database locked, or cut off: 503 in plain words, the typed words offered again, recovery."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from flask import Flask
from sqlalchemy import event

from tests.faults.conftest import with_demo
from tests.faults.house import TYPED, House, offered_again
from tests.page_client import SeenPage
from tests.pages.proxy import Proxy

BUSY_MS = 80


@contextmanager
def somebody_writes(portal: Flask) -> Iterator[None]:
    """Another connection holds the write lock. The portal's own wait only BUSY_MS for it."""
    engine = portal.extensions["db_engine"]
    engine.dispose()
    with engine.connect() as other:
        other.execution_options(writing=True)
        other.begin()

        def be_quick(connection: object, record: object) -> None:
            connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")  # type: ignore[attr-defined]

        event.listen(engine, "connect", be_quick)
        try:
            yield
        finally:
            event.remove(engine, "connect", be_quick)
    engine.dispose()


def is_plain(page: SeenPage) -> None:
    """The page of 503 says what to do, and leads to help."""
    assert page.find('a[href="tel:999"]') is not None
    assert page.find_all('a[href="/help"]')
    assert not re.search(r"sqlite|psycopg|Traceback|OperationalError", page.html)


def test_somebody_else_writes_while_a_part_is_kept(real_portal: Flask) -> None:
    # given a form that is filled in
    house = House(real_portal)
    form, before = house.form(), house.rows()
    # when it is sent while the database is locked
    with somebody_writes(real_portal):
        began = monotonic()
        page = house.keep(form, status=503)
        waited = monotonic() - began
    # then the page comes soon, holds the words, and nothing was written
    is_plain(page)
    assert waited < 3
    again = offered_again(page, f"{house.where}/change")
    assert again["text"] == TYPED
    assert house.rows() == before
    # and once the lock is gone the same words go through, once
    assert house.keep(again, status=303)
    assert house.rows() == before + 1


@pytest.mark.parametrize("path", ["", "/change"])
def test_a_page_can_be_read_or_says_sorry_while_somebody_writes(
    real_portal: Flask, path: str
) -> None:
    """The log of reads wants to write: what is not logged is not shown."""
    house = House(real_portal)
    with somebody_writes(real_portal):
        is_plain(house.browser.get(f"{house.where}{path}", status=503))
    assert house.browser.get(f"{house.where}{path}").h1


def test_the_server_of_the_database_goes_and_comes_back(
    fresh_postgres_url: str, tmp_path: Path
) -> None:
    with Proxy("127.0.0.1", 5432) as proxy:
        through = re.sub(r"@[^/]+/", f"@127.0.0.1:{proxy.port}/", fresh_postgres_url)
        portal = with_demo(through, tmp_path / "files")
        house = House(portal)
        form, before = house.form(), house.rows()
        # when the line is cut
        proxy.cut()
        is_plain(house.browser.get("/my", status=503))
        page = house.keep(form, status=503)
        is_plain(page)
        again = offered_again(page, f"{house.where}/change")
        # then the same process goes on when it is back, and nothing was half-written
        proxy.restore()
        assert house.rows() == before
        house.keep({**form, **again}, status=303)
        assert house.rows() == before + 1
        portal.extensions["db_engine"].dispose()


def test_nobody_can_sign_in_while_the_database_is_away_and_learns_why(
    real_portal: Flask,
) -> None:
    house = House(real_portal)
    page = house.browser.get("/demo")
    form = {**page.fields(), "email": "family@demo.example"}
    with somebody_writes(real_portal):
        is_plain(house.browser.post("/demo", form, status=503))
