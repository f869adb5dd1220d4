"""Search by words and by distance, on both databases alike."""

from __future__ import annotations

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, text

from app.database import Base
from app.extensions import db
from app.providers import postcodes, queries
from app.providers.distance import Circle, miles_between
from app.providers.models import Kind, Listing
from app.providers.postcodes import Place
from app.providers.search_tables import drop_search_statements, search_statements
from tests.providers.makers import bring_in, entry

M33 = postcodes.find("M33 7")


def names(words: str = "", near: Place | None = None, miles: int = 5) -> list[str]:
    return [hit.listing.name for hit in queries.search(words, near, miles).hits]


@pytest.mark.parametrize(
    ("one", "other", "miles"),
    [
        # London to Edinburgh, Manchester to Leeds, Land's End to John o' Groats; great circles.
        ((51.5074, -0.1278), (55.9533, -3.1883), 331.6),
        ((53.4808, -2.2426), (53.8008, -1.5491), 35.9),
        ((50.0657, -5.7132), (58.6373, -3.0689), 602.7),
        ((53.0, -2.0), (53.0, -2.0), 0.0),
    ],
)
def test_known_distances(
    one: tuple[float, float], other: tuple[float, float], miles: float
) -> None:
    assert miles_between(*one, *other) == pytest.approx(miles, rel=0.003)


@given(st.floats(49.5, 60.9), st.floats(-8, 2), st.floats(-0.3, 0.3), st.floats(-0.5, 0.5))
def test_the_measure_of_the_database_is_the_great_circle(
    latitude: float, longitude: float, north: float, east: float
) -> None:
    given_ = Circle(latitude, longitude, 25).numbers()
    shrunk = given_["flat"] - given_["slope"] * north
    far = given_["per_degree"] * (north**2 + (east * shrunk) ** 2) ** 0.5
    true = miles_between(latitude, longitude, latitude + north, longitude + east)
    assert far == pytest.approx(true, abs=0.001)
    if true <= 25:
        assert given_["south"] <= latitude + north <= given_["north"]
        assert given_["west"] <= longitude + east <= given_["east"]


@pytest.fixture
def directory(either_portal: Flask) -> Flask:
    with either_portal.app_context():
        bring_in(
            [
                entry("Sale Reading Room", kind=Kind.LIBRARY, description="Books and tea"),
                entry("Café Ümit", "M23 9LT", description="A warm place to read"),
                entry("Tea Time", "WA14 1DS", description="Łódź dumplings"),
                entry("Far Library", "LS8 4AB", kind=Kind.LIBRARY),
                entry("کتب خانہ", "LS8 4AB", key="urdu"),
            ]
        )
    return either_portal


def test_words_forgive_and_names_come_first(directory: Flask) -> None:
    with directory.app_context():
        assert names("tea") == ["Tea Time", "Sale Reading Room"]
        assert names("WARM pla") == ["Café Ümit"]
        assert names("the cafe umit") == ["Café Ümit"]
        assert names("lodz dump") == ["Tea Time"]
        assert names("کتب") == ["کتب خانہ"]
        assert names("libr") == ["Far Library", "Sale Reading Room"]
        assert names("tea swimming") == []
        assert names("!!!") == []
        assert names() == sorted(names())


def test_a_search_near_is_nearest_first_with_its_miles(directory: Flask) -> None:
    with directory.app_context():
        assert names(near=M33) == ["Sale Reading Room", "Café Ümit", "Tea Time"]
        assert names(near=M33, miles=1) == ["Sale Reading Room"]
        assert names("tea", M33) == ["Sale Reading Room", "Tea Time"]
        found = queries.search("", M33, 5)
        miles = [hit.miles for hit in found.hits]
        assert miles == sorted(miles)
        assert miles[0] == 0
        assert miles[1] == pytest.approx(1.9, abs=0.05)


def test_where_nothing_is_near_the_nearest_is_told(directory: Flask) -> None:
    with directory.app_context():
        york = postcodes.find("YO1 7")
        for words in ("", "library"):
            found = queries.search(words, york, 5)
            assert (found.hits, found.total) == ([], 0)
            assert found.nearest is not None
            assert found.nearest.listing.name in ("Far Library", "کتب خانہ")
            assert found.nearest.miles == pytest.approx(20, abs=3)
        edinburgh = postcodes.find("EH1 1")
        found = queries.search("tea", edinburgh, 5)
        assert found.nearest is not None
        assert found.nearest.listing.name == "Sale Reading Room"
        assert queries.search("xyzzy", york, 5).nearest is None


def test_pages_of_ten_and_a_page_too_far_is_the_last(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in([entry(f"Room {number:02}") for number in range(23)])
        seen = []
        for page in (1, 2, 3):
            found = queries.search("room", M33, 5, page)
            assert (found.total, found.pages, found.page) == (23, 3, page)
            seen += [hit.listing.name for hit in found.hits]
        assert len(set(seen)) == 23
        assert queries.search("room", M33, 5, 10**6).page == 3
        assert len(queries.search("room", page=10**6).hits) == 3
        assert len(queries.search(page=10**6).hits) == 3


def test_a_changed_or_removed_listing_is_found_no_more(directory: Flask) -> None:
    with directory.app_context():
        bring_in([entry("Sale Reading Room", "M33 7ZF", description="Knitting")])
        assert names("tea") == ["Tea Time"]
        assert names("knit", M33) == ["Sale Reading Room"]
        with db.writing():
            db.session.execute(delete(Listing).where(Listing.name == "Tea Time"))
        assert names("tea") == []
        assert names(near=M33) == ["Sale Reading Room", "Café Ümit"]


def test_the_search_tables_can_be_dropped_and_made_again(directory: Flask) -> None:
    with directory.app_context():
        dialect = db.session.get_bind().dialect.name
        with db.writing():
            for statement in (*drop_search_statements(dialect), *search_statements(dialect)):
                db.session.execute(text(statement))
        assert names("tea", M33) == ["Sale Reading Room", "Tea Time"]


def test_the_number_of_queries_does_not_grow(either_portal: Flask) -> None:
    asked = [_queries_of_a_search(either_portal, many) for many in (1, 1000)]
    assert [len(statements) for statements in asked] == [2, 2]


def _queries_of_a_search(portal: Flask, many: int) -> list[str]:
    with portal.app_context():
        bring_in([entry(f"Room {number}") for number in range(many)])
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    engine = portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", note)
    answer = portal.test_client().get("/providers?what=room&where=M33+7")
    event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return statements


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(words=st.text(), page=st.integers(1, 10**6))
def test_no_words_break_the_search(either_portal: Flask, words: str, page: int) -> None:
    with either_portal.app_context():
        queries.search(words, None, 5, page)
        queries.search(words, M33, 5, page)


def test_every_table_of_the_directory_is_known() -> None:
    assert {"listing", "service", "location", "provider"} <= set(Base.metadata.tables)
