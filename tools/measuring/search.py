"""The directory's search over many services: words and distance, distinct questions, no cache."""

from __future__ import annotations

import csv
import itertools
import random
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import insert, text
from uuid_utils.compat import uuid7

from app.database import now
from app.extensions import db
from app.providers.folding import fold
from app.providers.models import Kind, Listing, Location, Service
from app.providers.postcodes import DATA, Place
from app.providers.queries import RADIUS_MILES, search
from app.providers.search_tables import drop_search_statements, search_statements
from tools.demo_server import make_app, make_tables
from tools.measuring import POSTGRES, Line, median, not_measured, percentile
from tools.measuring.server import one_core, quiet

SERVICES = 100_000
QUESTIONS = 5_000
P95_MS = 40
IN_ONE_GO = 5_000
# A measurement that takes longer than this is cut off and says how far it came.
MOST_SECONDS = 60
SEED = 7

_FIRST = "Abbey Acorn Amber Ashfield Beacon Beech Bridge Brook Canal Castle Cedar Chapel".split()
_FIRST += "Church Cloud Corner Dale Elm Fern Forge Garden Grove Harbour Hazel Heath Hill".split()
_FIRST += "Holly Ivy Kestrel Lake Lantern Lark Maple Meadow Mill Moor Oak Orchard Park".split()
_SECOND = "House Centre Club Group Library Support Homes Project Trust Cafe Gardens".split()
_SAID = "art music walking swimming cooking friends anxiety reading gardening football".split()
_SAID += "drama pottery computers work travel cycling pets dancing singing money housing".split()


def measure(folder: Path, *, services: int = SERVICES, questions: int = QUESTIONS) -> list[Line]:
    """Both databases, where they are there."""
    lines = [_measure_on(f"sqlite:///{folder / 'search.sqlite3'}", folder, services, questions)]
    try:
        with own_postgres() as url:
            lines.append(_measure_on(url, folder, services, questions))
    except psycopg.OperationalError:
        what = f"directory search, {services:,} services (PostgreSQL)"
        lines.append(not_measured(what, _budget(), "no PostgreSQL at 127.0.0.1:5432"))
    why = "facets are not built yet"
    lines.append(not_measured("facets with counts in the search", _budget(), why))
    why = "only asked for by hand"
    lines.append(not_measured("directory search, 1,000,000 services", "aim 150 ms", why))
    return lines


@contextmanager
def own_postgres() -> Iterator[str]:
    """A PostgreSQL database of our own, dropped afterwards."""
    name = f"portal_bench_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True, connect_timeout=3) as server:
        server.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{POSTGRES}/{name}"
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def all_sectors() -> list[tuple[str, tuple[float, float]]]:
    """Every postcode sector with its middle: degrees north and east."""
    with (DATA / "sectors.csv").open(newline="") as file:
        return [
            (row["sector"], (float(row["latitude"]), float(row["longitude"])))
            for row in csv.DictReader(file)
        ]


def _budget() -> str:
    return f"95th percentile at most {P95_MS} ms"


def _measure_on(url: str, folder: Path, services: int, questions: int) -> Line:
    portal = make_app(url, folder / "files")
    make_tables(portal)
    fill(portal, services)
    with one_core(), quiet():
        times, found = _ask(portal, questions)
    name = portal.extensions["db_engine"].dialect.name
    portal.extensions["db_engine"].dispose()
    high = percentile(times, 0.95)
    return Line(
        f"directory search, words and distance, {services:,} services "
        f"({'SQLite' if name == 'sqlite' else 'PostgreSQL'})",
        _budget(),
        f"95th percentile {high:.1f} ms, median {median(times):.1f} ms, of {len(times):,} distinct "
        f"questions; {found:,} of them found something",
        high <= P95_MS,
    )


def fill(portal: Flask, services: int) -> None:
    """So many services round the middles of real postcode sectors; the search tables anew."""
    dice = random.Random(SEED)
    sectors = [point for _, point in all_sectors()]
    with portal.app_context():
        dialect = db.engine.dialect.name
        with db.writing() as session:
            for statement in drop_search_statements(dialect):
                session.execute(text(statement))
        numbers = iter(range(services))
        while batch := list(itertools.islice(numbers, IN_ONE_GO)):
            with db.writing() as session:
                for model, rows in _rows(batch, dice, sectors).items():
                    session.execute(insert(model), rows)
        with db.writing() as session:
            for statement in search_statements(dialect):
                session.connection().exec_driver_sql(statement)
        if dialect == "postgresql":
            with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("VACUUM ANALYZE"))


def _rows(
    batch: list[int], dice: random.Random, sectors: list[tuple[float, float]]
) -> dict[type, list[dict[str, Any]]]:
    rows: dict[type, list[dict[str, Any]]] = {Service: [], Location: [], Listing: []}
    for number in batch:
        service, location = uuid7(), uuid7()
        name = f"{dice.choice(_FIRST)} {dice.choice(_FIRST)} {dice.choice(_SECOND)} {number}"
        said = " ".join(dice.sample(_SAID, 6))
        north, west = dice.choice(sectors)
        point = {
            "latitude": north + dice.uniform(-0.03, 0.03),
            "longitude": west + dice.uniform(-0.03, 0.03),
        }
        rows[Service].append({"id": service, "description": said})
        rows[Location].append({"id": location, "postcode": "M33 7ZF", "address": name, **point})
        rows[Listing].append(
            {
                "slug": f"made-{number}",
                "name": name,
                "kind": dice.choice(list(Kind)),
                "service_id": service,
                "location_id": location,
                "source": "made",
                "source_key": str(number),
                "imported_at": now(),
                "name_words": fold(name),
                "other_words": fold(said),
                **point,
            }  # fmt: skip
        )
    return rows


def questions_asked(number: int) -> list[tuple[str, Place, int]]:
    """Distinct questions: one or two words, a sector to measure from, a distance."""
    dice = random.Random(SEED + 1)
    sectors = all_sectors()
    words = [*_SAID, *(word.lower() for word in _SECOND)]
    asked: dict[tuple[str, str, int], tuple[str, Place, int]] = {}
    while len(asked) < number:
        label, (north, west) = dice.choice(sectors)
        what = " ".join(dice.sample(words, dice.choice((1, 1, 2))))
        miles = dice.choice(RADIUS_MILES)
        asked[(what, label, miles)] = (what, Place(label, north, west, "sector"), miles)
    return list(asked.values())


def _ask(portal: Flask, number: int) -> tuple[list[float], int]:
    """Milliseconds of each question, each in a session of its own, and how many found something."""
    times, found = [], 0
    deadline = time.monotonic() + MOST_SECONDS
    for what, near, miles in questions_asked(number):
        with portal.app_context():
            db.session.connection()
            began = time.perf_counter()
            result = search(what, near, miles)
            times.append((time.perf_counter() - began) * 1000)
        found += bool(result.hits)
        if time.monotonic() > deadline:
            break
    return times, found
