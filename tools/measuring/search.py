"""The directory's search over many services: words, distance, three facets and all counts; distinct
questions, no cache of answers or pages, signed out."""

from __future__ import annotations

import csv
import http.client
import itertools
import random
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psycopg
from flask import Flask
from sqlalchemy import insert, text
from uuid_utils.compat import uuid7

from app.database import now
from app.extensions import db
from app.providers.directory_index import directory_index
from app.providers.facet_words import words_of
from app.providers.facets import FOLLOWING, IN_GROUP, Group
from app.providers.folding import fold
from app.providers.models import (
    CheckItem,
    Kind,
    Listing,
    ListingArea,
    Location,
    Provider,
    Service,
    VettingCheck,
)
from app.providers.postcodes import DATA, Place
from app.providers.queries.search import Asked, search
from app.providers.search_tables import drop_search_statements, search_statements
from tools.demo_server import Server, make_app, make_tables
from tools.measuring import POSTGRES, Line, median, not_measured, percentile
from tools.measuring.server import one_core, quiet

SERVICES = 100_000
QUESTIONS = 5_000
P95_MS = 40
MILLION = 1_000_000
MILLION_QUESTIONS = 500
MILLION_MS = 150
IN_ONE_GO = 5_000
PAGE_SERVICES = 4_000
PAGE_QUESTIONS = 2_000
PAGE_READERS = 4
PAGES_A_SECOND = 90
# A measurement that takes longer than this is cut off and says how far it came.
MOST_SECONDS = 240
SEED = 7
# How many of the providers have a Green Tick.
CHECKED = 0.3
# Whoever asks for these has three groups of facets in mind.
_ASKED_GROUPS = (
    Group.KIND,
    Group.FOR,
    Group.LANGUAGE,
    Group.PAY,
    Group.WHO,
    Group.CHECKED,
    Group.DAY,
)

_FIRST = "Abbey Acorn Amber Ashfield Beacon Beech Bridge Brook Canal Castle Cedar Chapel".split()
_FIRST += "Church Cloud Corner Dale Elm Fern Forge Garden Grove Harbour Hazel Heath Hill".split()
_FIRST += "Holly Ivy Kestrel Lake Lantern Lark Maple Meadow Mill Moor Oak Orchard Park".split()
_SECOND = "House Centre Club Group Library Support Homes Project Trust Cafe Gardens".split()
_SAID = "art music walking swimming cooking friends anxiety reading gardening football".split()
_SAID += "drama pottery computers work travel cycling pets dancing singing money housing".split()


def measure(folder: Path) -> list[Line]:
    """Search on both databases, where they are there, and whole pages."""
    why = "asked for by hand: --only million"
    million = not_measured(f"directory search, {MILLION:,} services", _aim(MILLION_MS), why)
    return [*_on_both(folder, SERVICES, QUESTIONS, P95_MS), _pages(folder), million]


def measure_million(folder: Path) -> list[Line]:
    """How search grows: ten times as many services. Making them takes most of an hour."""
    return _on_both(folder, MILLION, MILLION_QUESTIONS, MILLION_MS)


def _on_both(folder: Path, services: int, questions: int, most: int) -> list[Line]:
    lite = f"sqlite:///{folder / 'search.sqlite3'}"
    lines = [_measure_on(lite, folder, services, questions, most)]
    try:
        with own_postgres() as url:
            lines.append(_measure_on(url, folder, services, questions, most))
    except psycopg.OperationalError:
        what = f"directory search, {services:,} services (PostgreSQL)"
        lines.append(not_measured(what, _aim(most), "no PostgreSQL at 127.0.0.1:5432"))
    return lines


def _pages(folder: Path) -> Line:
    """Whole pages of results a second, of two workers on two cores; who asks shares them."""
    there = folder / "pages"
    there.mkdir()
    url = f"sqlite:///{there / 'portal.sqlite3'}"
    portal = make_app(url, there / "files")
    make_tables(portal)
    fill(portal, PAGE_SERVICES)
    portal.extensions["db_engine"].dispose()
    addresses = [_address(asked) for asked in questions_asked(PAGE_QUESTIONS)]
    server = Server(there, url, workers=2).start()
    try:
        # Each worker makes its index before the clock runs.
        _fetch(server.port, addresses[:20])
        began = time.perf_counter()
        parts = [addresses[part::PAGE_READERS] for part in range(PAGE_READERS)]
        with ThreadPoolExecutor(PAGE_READERS) as readers:
            fetched = sum(readers.map(lambda part: _fetch(server.port, part), parts))
        rate = fetched / (time.perf_counter() - began)
    finally:
        server.stop()
    return Line(
        f"whole pages of results, {PAGE_SERVICES:,} services, 2 workers, {PAGE_READERS} readers",
        f"at least {PAGES_A_SECOND} a second",
        f"{rate:.0f} a second, of {fetched:,} distinct questions",
        rate >= PAGES_A_SECOND,
    )


def _address(asked: Asked) -> str:
    assert asked.near is not None
    parts = [("what", asked.words), ("where", asked.near.label), ("miles", str(asked.miles))]
    parts += [(key.split(":")[0], key.split(":")[1]) for key in sorted(asked.facets)]
    return f"/providers?{urlencode(parts)}"


def _fetch(port: int, addresses: list[str]) -> int:
    """How many pages came whole. Raises RuntimeError where one did not."""
    for address in addresses:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", address)
        answer = connection.getresponse()
        if answer.status != 200 or b"</html>" not in answer.read():
            raise RuntimeError(f"{address} answered {answer.status}")
        connection.close()
    return len(addresses)


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


def _aim(most: int) -> str:
    return f"95th percentile at most {most} ms"


def _measure_on(url: str, folder: Path, services: int, questions: int, most: int) -> Line:
    portal = make_app(url, folder / "files")
    make_tables(portal)
    fill(portal, services)
    with one_core(), quiet():
        made, times, work, found = _ask(portal, questions)
    name = portal.extensions["db_engine"].dialect.name
    portal.extensions["db_engine"].dispose()
    high = percentile(times, 0.95)
    return Line(
        f"directory search, words, distance, 3 facets and all counts, {services:,} services "
        f"({'SQLite' if name == 'sqlite' else 'PostgreSQL'})",
        _aim(most),
        f"95th percentile {high:.1f} ms, median {median(times):.1f} ms, of {len(times):,} distinct "
        f"questions; the portal's processor's part {percentile(work, 0.95):.1f} ms and "
        f"{median(work):.1f} ms; {found:,} of them found something; the index of facets was made "
        f"in {made:.1f} s",
        high <= most,
    )


def fill(portal: Flask, services: int) -> None:
    """So many services round the middles of real postcode sectors; the search tables anew."""
    dice = random.Random(SEED)
    sectors = all_sectors()
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
    batch: list[int], dice: random.Random, sectors: list[tuple[str, tuple[float, float]]]
) -> dict[type, list[dict[str, Any]]]:
    rows: dict[type, list[dict[str, Any]]] = {
        model: [] for model in (Provider, VettingCheck, Service, Location, Listing, ListingArea)
    }
    for number in batch:
        provider, service, location = uuid7(), uuid7(), uuid7()
        name = f"{dice.choice(_FIRST)} {dice.choice(_FIRST)} {dice.choice(_SECOND)} {number}"
        said = " ".join(dice.sample(_SAID, 6))
        sector, (north, west) = dice.choice(sectors)
        kind = dice.choice(list(Kind))
        facets = _facets(kind, dice)
        point = {
            "latitude": north + dice.uniform(-0.03, 0.03),
            "longitude": west + dice.uniform(-0.03, 0.03),
        }
        rows[Provider].append({"id": provider, "name": name, "source": "made"})
        if dice.random() < CHECKED:
            rows[VettingCheck] += [
                {
                    "provider_id": provider,
                    "item": item,
                    "issued_on": now().date() - timedelta(days=30),
                    "expires_on": now().date() + timedelta(days=300),
                }
                for item in CheckItem
            ]
        rows[Service].append({"id": service, "provider_id": provider, "description": said})
        rows[Location].append({"id": location, "postcode": f"{sector}AA", "address": name, **point})
        rows[Listing].append(
            {
                "number": number + 1,
                "slug": f"made-{number}",
                "name": name,
                "kind": kind,
                "service_id": service,
                "location_id": location,
                "source": "made",
                "source_key": str(number),
                "imported_at": now(),
                "facets": " ".join(facets),
                "name_words": fold(name),
                "facet_words": words_of(facets),
                "other_words": fold(said),
                **point,
            }
        )
        rows[ListingArea] += [
            {"number": number + 1, "district": district}
            for district in {sector.split()[0], dice.choice(sectors)[0].split()[0]}
        ]
    return rows


def _facets(kind: Kind, dice: random.Random) -> list[str]:
    """What a listing says of itself: about half of the groups, a few facets of each."""
    keys = {kind.facet}
    for group in Group:
        if group is Group.KIND or dice.random() < 0.4:
            continue
        own = [facet.key for facet in IN_GROUP[group] if facet.key not in FOLLOWING]
        keys.update(dice.sample(own, min(len(own), dice.choice((1, 2, 2, 3)))))
    return sorted(keys)


def questions_asked(number: int) -> list[Asked]:
    """Distinct questions: one or two words (one in twenty misspelt), a sector to measure from, a
    distance, and three facets of three groups. Seven in ten have in mind what some listing
    gives, as people do who choose among what is shown with its count; the others anything."""
    dice = random.Random(SEED + 1)
    sectors = all_sectors()
    words = [*_SAID, *(word.lower() for word in _SECOND)]
    asked: dict[Asked, None] = {}
    while len(asked) < number:
        label, (north, west) = dice.choice(sectors)
        what = " ".join(dice.sample(words, dice.choice((1, 1, 2))))
        if dice.random() < 0.05:
            at = dice.randrange(1, len(what) - 1)
            what = what[:at] + what[at + 1 :]
        if dice.random() < 0.7:
            given = _facets(dice.choice(list(Kind)), dice)
            facets = frozenset(dice.sample(given, min(3, len(given))))
        else:
            groups = dice.sample(_ASKED_GROUPS, 3)
            facets = frozenset(dice.choice(IN_GROUP[group]).key for group in groups)
        near = Place(label, north, west, "sector")
        asked[Asked(what, near, dice.choice((1, 5, 10, 25)), facets)] = None
    return list(asked)


def _ask(portal: Flask, number: int) -> tuple[float, list[float], list[float], int]:
    """Seconds to make the index; milliseconds of each question, each in a session of its own, by
    the clock and of the processor (without PostgreSQL's own); and how many found something."""
    times, work, found = [], [], 0
    with portal.app_context():
        began = time.perf_counter()
        directory_index().vocabulary()
        made = time.perf_counter() - began
    deadline = time.monotonic() + MOST_SECONDS
    for question in questions_asked(number):
        with portal.app_context():
            db.session.connection()
            began, worked = time.perf_counter(), time.process_time()
            result = search(question)
            times.append((time.perf_counter() - began) * 1000)
            work.append((time.process_time() - worked) * 1000)
        found += bool(result.hits)
        if time.monotonic() > deadline:
            break
    return made, times, work, found
