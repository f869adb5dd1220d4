"""Queries and server time of signed-in pages, warm, on one core, with few people and with many.

The pages are asked through the app as a web server would ask it, in this process, one at a time.
"""

from __future__ import annotations

import io
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app.extensions import db
from app.people.models import Person
from tools.counting import MOST_QUERIES, counted
from tools.demo_server import make_app, make_tables
from tools.measuring import Line, median, not_measured, percentile
from tools.measuring.people import fill

FEW, MANY = 10, 10_000
MEDIAN_MS, P95_MS = 25, 60
ROUNDS = 25
WARM_UP = 3
# Role → pages; {person} is the demo's person.
PAGES = {
    "person": (
        "/my",
        "/people/{person}/about-me",
        "/people/{person}/about-me/wellness",
        "/people/{person}/about-me/wellness/change",
        "/people/{person}/profile",
        "/people/{person}/circle",
        "/people/{person}/sharing",
        "/people/{person}/who-looked",
        "/messages",
        "/settings",
        "/settings/devices",
        "/help",
    ),
    "family": ("/my", "/people/{person}/about-me", "/people/{person}/about-me/most-important"),
    "caremanager": ("/my", "/council/people"),
    "manager": ("/my", "/provider/people", "/provider/team"),
    "admin": ("/my", "/council/accounts", "/council/organisations"),
}


@contextmanager
def one_core() -> Iterator[None]:
    """This process on one core, where the system lets one choose."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def quiet() -> Iterator[None]:
    """No lines of requests between the numbers."""
    logging.disable(logging.INFO)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def measure(folder: Path, *, few: int = FEW, many: int = MANY) -> list[Line]:
    """Server time with few and with many people, and the most queries of a page in both."""
    lines, queries = [], {}
    for people in (few, many):
        portal = _portal(folder / f"people-{people}", people)
        with one_core(), quiet():
            times, most = _walk(portal)
        portal.extensions["db_engine"].dispose()
        queries[people] = most
        lines.append(_time_line(people, times))
    lines.append(_query_line(queries))
    why = "check-ins are not built yet"
    lines.append(not_measured("server time with 100,000 check-ins", "the same", why))
    return lines


def _portal(folder: Path, people: int) -> Flask:
    folder.mkdir(parents=True)
    portal = make_app(f"sqlite:///{folder / 'portal.sqlite3'}", folder / "files")
    # Only for signing in without fetching a form first; the pages still carry their tokens.
    portal.config["WTF_CSRF_ENABLED"] = False
    make_tables(portal)
    fill(portal, people)
    return portal


def _walk(portal: Flask) -> tuple[dict[str, list[float]], dict[str, int]]:
    """Milliseconds of each page in each round, and the queries of each page."""
    with portal.app_context():
        statement = select(Person.id).where(Person.called == "Mirabel")
        person = str(db.session.scalars(statement).one())
    times: dict[str, list[float]] = {}
    queries: dict[str, int] = {}
    for role, paths in PAGES.items():
        client = portal.test_client()
        client.post("/demo", data={"email": f"{role}@demo.example"})
        for path in paths:
            url, name = path.format(person=person), f"{role} {path}"
            with counted(portal.extensions["db_engine"]) as seen:
                status = client.get(url).status_code
            if status != 200:
                raise RuntimeError(f"{name}: {status}")
            queries[name] = len(seen)
            times[name] = [_ask(portal, client, url) for _ in range(WARM_UP + ROUNDS)][WARM_UP:]
    return times, queries


def _ask(portal: Flask, client: FlaskClient, url: str) -> float:
    """Milliseconds from the first byte asked to the last byte made."""
    cookies = client._cookies.values()  # type: ignore[attr-defined]
    builder = EnvironBuilder(
        path=urlsplit(url).path,
        headers={
            "Cookie": "; ".join(f"{each.key}={each.value}" for each in cookies),
            "Accept-Encoding": "br, gzip",
        },
    )
    environ = builder.get_environ() | {"wsgi.errors": io.StringIO()}
    began = time.perf_counter()
    body, _status, _headers = run_wsgi_app(portal.wsgi_app, environ, buffered=True)
    b"".join(body)
    return (time.perf_counter() - began) * 1000


def _time_line(people: int, times: dict[str, list[float]]) -> Line:
    every = [value for values in times.values() for value in values]
    slowest = max(times, key=lambda name: median(times[name]))
    middle, high = median(every), percentile(every, 0.95)
    return Line(
        f"server time, signed-in page, warm, one core, {people:,} people (SQLite)",
        f"median at most {MEDIAN_MS} ms, 95th percentile at most {P95_MS} ms",
        f"median {middle:.1f} ms, 95th percentile {high:.1f} ms, of {len(every)} answers; "
        f"slowest page {slowest} (median {median(times[slowest]):.1f} ms)",
        middle <= MEDIAN_MS and high <= P95_MS,
    )


def _query_line(queries: dict[int, dict[str, int]]) -> Line:
    few, many = queries.values()
    worst = max(many, key=lambda name: many[name])
    grown = [name for name in many if many[name] > few[name]]
    said = f"; more with many people: {', '.join(grown)}" if grown else "; the same with few people"
    return Line(
        "queries a page",
        f"at most {MOST_QUERIES}, the same for 1 row as for 1,000",
        f"{many[worst]} at most ({worst}), of {len(many)} pages{said}",
        many[worst] <= MOST_QUERIES and not grown,
    )
