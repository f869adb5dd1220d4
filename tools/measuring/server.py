"""Queries and server time of signed-in pages, warm, on one core, with few people and with many.

The pages are asked through the app as a web server would ask it, in this process, one at a time.
"""

from __future__ import annotations

import io
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import structlog
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import EnvironBuilder, run_wsgi_app

from app.extensions import db
from app.people.models import Person
from tools.counting import MOST_QUERIES, counted
from tools.demo_server import make_app, make_tables
from tools.measuring import Line, median, percentile
from tools.measuring.people import fill

FEW, MANY = 10, 10_000
MEDIAN_MS, P95_MS = 25, 60
ROUNDS = 25
WARM_UP = 3
BUDGET = f"median at most {MEDIAN_MS} ms, 95th percentile at most {P95_MS} ms"
Pages = Mapping[str, tuple[str, ...]]


@dataclass
class Walked:
    """What each page took, by its name: milliseconds of each round, how many of them the
    processor worked for us (the rest is others' on a busy machine), and queries."""

    times: dict[str, list[float]] = field(default_factory=dict)
    work: dict[str, list[float]] = field(default_factory=dict)
    queries: dict[str, int] = field(default_factory=dict)


# Role → pages; {person} is the demo's person.
PAGES: Pages = {
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
    before = structlog.get_config()["wrapper_class"]
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        yield
    finally:
        structlog.configure(wrapper_class=before)


def measure(folder: Path, *, few: int = FEW, many: int = MANY) -> list[Line]:
    """Server time with few and with many people, and the most queries of a page in both."""
    lines, queries = [], {}
    for people in (few, many):
        portal = portal_beside(folder / f"people-{people}", people)
        walked = walk(portal, PAGES, person=person_called(portal, "Mirabel"))
        portal.extensions["db_engine"].dispose()
        queries[people] = walked.queries
        what = f"server time, signed-in page, warm, one core, {people:,} people (SQLite)"
        lines.append(time_line(what, walked))
    what, budget = "queries a page", f"at most {MOST_QUERIES}, the same for 1 row as for 1,000"
    lines.append(query_line(what, budget, queries[few], queries[many], "with few people"))
    return lines


def portal_beside(folder: Path, people: int, url: str = "") -> Flask:
    """A portal with the demo and so many people more, in `folder`/portal.sqlite3 or at `url`."""
    folder.mkdir(parents=True)
    portal = make_app(url or f"sqlite:///{folder / 'portal.sqlite3'}", folder / "files")
    # Only for signing in without fetching a form first; the pages still carry their tokens.
    portal.config["WTF_CSRF_ENABLED"] = False
    make_tables(portal)
    fill(portal, people)
    return portal


def person_called(portal: Flask, called: str) -> str:
    """The id of one of the demo's people, as addresses have it."""
    with portal.app_context():
        return str(db.session.scalars(select(Person.id).where(Person.called == called)).one())


def walk(portal: Flask, pages: Pages, *, rounds: int = ROUNDS, **names: object) -> Walked:
    """Each page counted once and then asked round after round, on one core.

    `names`: what stands in the braces of the addresses.
    """
    walked = Walked()
    with one_core(), quiet():
        for role, paths in pages.items():
            client = portal.test_client()
            client.post("/demo", data={"email": f"{role}@demo.example"})
            for path in paths:
                url, name = path.format(**names), f"{role} {path}"
                with counted(portal.extensions["db_engine"]) as seen:
                    status = client.get(url).status_code
                if status != 200:
                    raise RuntimeError(f"{name}: {status}")
                walked.queries[name] = len(seen)
                took = [_ask(portal, client, url) for _ in range(WARM_UP + rounds)][WARM_UP:]
                walked.times[name] = [time for time, _ in took]
                walked.work[name] = [work for _, work in took]
    return walked


def _ask(portal: Flask, client: FlaskClient, url: str) -> tuple[float, float]:
    """Milliseconds from the first byte asked to the last byte made, and of the processor."""
    cookies = client._cookies.values()  # type: ignore[attr-defined]
    builder = EnvironBuilder(
        path=urlsplit(url).path,
        headers={
            "Cookie": "; ".join(f"{each.key}={each.value}" for each in cookies),
            "Accept-Encoding": "br, gzip",
        },
    )
    environ = builder.get_environ() | {"wsgi.errors": io.StringIO()}
    began, worked = time.perf_counter(), time.process_time()
    body, _status, _headers = run_wsgi_app(portal.wsgi_app, environ, buffered=True)
    b"".join(body)
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def time_line(what: str, walked: Walked, beside: str = "") -> Line:
    """The times of all pages against the budget. `beside`: what else is to be known of them."""
    every, work = _all(walked.times), _all(walked.work)
    slowest = max(walked.work, key=lambda name: median(walked.work[name]))
    middle, high = median(every), percentile(every, 0.95)
    return Line(
        what,
        BUDGET,
        f"median {middle:.1f} ms, 95th percentile {high:.1f} ms, of {len(every)} answers; "
        f"the processor's part {median(work):.1f} ms and {percentile(work, 0.95):.1f} ms; "
        f"slowest page {slowest} (median {median(walked.times[slowest]):.1f} ms, the "
        f"processor's {median(walked.work[slowest]):.1f} ms){beside}",
        middle <= MEDIAN_MS and high <= P95_MS,
    )


def _all(found: Mapping[str, list[float]]) -> list[float]:
    return [value for values in found.values() for value in values]


def query_line(
    what: str, budget: str, few: Mapping[str, int], many: Mapping[str, int], than: str
) -> Line:
    """The most queries of a page, and whether a page asks more with many rows than with few."""
    worst = max(many, key=lambda name: many[name])
    grown = [name for name in many if many[name] != few[name]]
    said = f"; not the same {than}: {', '.join(grown)}" if grown else f"; the same {than}"
    return Line(
        what,
        budget,
        f"{many[worst]} at most ({worst}), of {len(many)} pages{said}",
        many[worst] <= MOST_QUERIES and not grown,
    )
