"""Few places are measured in memory, many in the database: both ways find the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.providers.queries import search as searching
from app.providers.queries.search import Asked, Found, search
from tests.conftest import make_portal
from tools.measuring.search import fill, questions_asked

SERVICES = 3_000
QUESTIONS = 60


@pytest.fixture(params=["sqlite", "postgresql"])
def directory(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'few.sqlite3'}"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path)
    fill(portal, SERVICES)
    yield portal
    portal.extensions["db_engine"].dispose()


def asked_in_all_ways() -> list[Asked]:
    """Narrow and wide; with three facets, one and none; with words and without; of the area."""
    asked = []
    for number, each in enumerate(questions_asked(QUESTIONS)):
        facets = sorted(each.facets)[: (3, 1, 0)[number % 3]]
        words = each.words if number % 4 else ""
        miles = 0 if number % 10 == 9 else 25
        covers = number % 5 == 4
        asked.append(
            replace(each, facets=frozenset(facets), words=words, miles=miles, covers=covers)
        )
    return asked


def told(found: Found) -> tuple[object, ...]:
    hits = [(hit.listing.number, round(hit.miles or 0, 6), hit.covers) for hit in found.hits]
    counts = [
        (choice.facet.key, choice.count) for those in found.choices.values() for choice in those
    ]
    nearest = found.nearest and found.nearest.listing.number
    return found.total, hits, counts, nearest, dict(found.mended), found.some_words


def test_both_ways_find_the_same(directory: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    questions = asked_in_all_ways()
    with directory.app_context():
        as_it_is = [told(search(each)) for each in questions]
        monkeypatch.setattr(searching, "_MEASURED_HERE", 1.0)
        in_memory = [told(search(each)) for each in questions]
        for part in ("_MEASURED_HERE", "_MEASURED_WITHOUT_WORDS"):
            monkeypatch.setattr(searching, part, -1.0)
        by_database = [told(search(each)) for each in questions]
    assert as_it_is == in_memory == by_database
    assert sum(1 for total, *_ in in_memory if total) > QUESTIONS / 2
