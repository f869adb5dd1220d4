"""The index in memory: made once by many threads; its bits; the nearest few."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from math import cos, floor, radians
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.providers import directory_index as index
from app.providers import postcodes
from app.providers.queries.search import Asked, search
from tests.conftest import make_portal
from tests.providers.makers import bring_in, entry

M33 = postcodes.find("M33 7")
THREADS = 4


@pytest.fixture(params=["sqlite", "postgresql"])
def real_portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A portal whose threads each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/threads.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    yield portal
    portal.extensions["db_engine"].dispose()


def test_threads_that_find_the_index_old_make_it_once(
    real_portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a directory that changed, and an index that takes its time
    with real_portal.app_context(), db.writing():
        bring_in([entry("Room")])
    made: list[str] = []
    make = index._made

    def slowly(mark: str, day: date) -> index.DirectoryIndex:
        made.append(mark)
        time.sleep(0.3)
        return make(mark, day)

    monkeypatch.setattr(index, "_made", slowly)

    def ask(_number: int) -> int:
        with real_portal.app_context():
            return search(Asked("room", M33)).total

    # when several threads ask at once
    with ThreadPoolExecutor(THREADS) as threads:
        found = list(threads.map(ask, range(THREADS)))
    # then one of them makes the index, and all have their answer
    assert found == [1] * THREADS
    assert len(made) == 1


def _places(number: int, dice: random.Random) -> index.DirectoryIndex:
    """So many places, most in a few towns."""
    towns = [(dice.uniform(50, 58), dice.uniform(-5, 1)) for _town in range(4)]
    points = {}
    for each in range(1, number + 1):
        north, east = dice.choice(towns)
        wide = dice.choice((0.02, 0.3, 2))
        points[each] = north + dice.uniform(-wide, wide), east + dice.uniform(-wide, wide)
    squares: dict[tuple[int, int], list[int]] = {}
    for each, (north, east) in points.items():
        squares.setdefault((floor(north / 0.1), floor(east / 0.1)), []).append(each)
    return index.DirectoryIndex("", date(2026, 1, 1), index.as_bits(points), {}, points, squares)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 900), st.integers(1, 40))
def test_the_nearest_few_are_those_that_measuring_all_finds(
    dice: random.Random, number: int, most: int
) -> None:
    known = _places(number, dice)
    bits = index.as_bits(each for each in known.points if dice.random() < 0.7)
    latitude, longitude = dice.uniform(49, 59), dice.uniform(-6, 2)
    flat = cos(radians(latitude))

    def far(each: int) -> float:
        north, east = known.points[each]
        return (north - latitude) ** 2 + ((east - longitude) * flat) ** 2

    found = known.nearest(latitude, longitude, bits, most)
    assert [far(each) for each in found] == sorted(map(far, index.numbers_of(bits)))[:most]


@given(st.sets(st.integers(0, 2000)))
def test_bits_are_numbers_and_back(numbers: set[int]) -> None:
    assert list(index.numbers_of(index.as_bits(numbers))) == sorted(numbers)
