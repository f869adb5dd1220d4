"""Search by words and by distance, on both databases alike."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, event, select, text

from app.database import Base, now
from app.extensions import db
from app.providers import postcodes
from app.providers.directory_index import directory_index
from app.providers.distance import Circle, miles_between
from app.providers.facets import Group
from app.providers.models import Kind, Listing
from app.providers.postcodes import Place
from app.providers.queries.search import Asked, Found, search
from app.providers.search_tables import drop_search_statements, search_statements
from tests.page_client import Browser
from tests.providers.makers import bring_in, entry

M33 = postcodes.find("M33 7")


def find(words: str = "", near: Place | None = None, miles: int = 5, page: int = 1) -> Found:
    return search(Asked(words, near, miles, page=page))


def names(words: str = "", near: Place | None = None, miles: int = 5, page: int = 1) -> list[str]:
    return [hit.listing.name for hit in find(words, near, miles, page).hits]


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
        assert names("کتب")[0] == "کتب خانہ"
        assert names("libr") == ["Far Library", "Sale Reading Room"]
        # Nobody here speaks of swimming: what is left is looked for, and told.
        assert find("tea swimming").some_words
        assert names("tea swimming") == ["Tea Time", "Sale Reading Room"]
        assert names("!!!") == []
        assert len(names()) == 5


def test_a_search_near_is_nearest_first_with_its_miles(directory: Flask) -> None:
    with directory.app_context():
        assert names(near=M33) == ["Sale Reading Room", "Café Ümit", "Tea Time"]
        assert names(near=M33, miles=1) == ["Sale Reading Room"]
        assert names("tea", M33) == ["Tea Time", "Sale Reading Room"]
        found = find("", M33, 5)
        miles = [hit.miles for hit in found.hits]
        assert miles == sorted(miles)
        assert miles[0] == 0
        assert miles[1] == pytest.approx(1.9, abs=0.05)


def test_where_nothing_is_near_the_nearest_is_told(directory: Flask) -> None:
    with directory.app_context():
        york = postcodes.find("YO1 7")
        for words in ("", "library"):
            found = find(words, york, 5)
            assert (found.hits, found.total) == ([], 0)
            assert found.nearest is not None
            assert found.nearest.listing.name in ("Far Library", "کتب خانہ")
            assert found.nearest.miles == pytest.approx(20, abs=3)
        edinburgh = postcodes.find("EH1 1")
        found = find("tea", edinburgh, 5)
        assert found.nearest is not None
        assert found.nearest.listing.name == "Sale Reading Room"
        assert find("xyzzy", york, 5).nearest is None


def test_what_holds_some_words_stands_below_the_nearest_that_holds_all(directory: Flask) -> None:
    with directory.app_context():
        found = find("far library", M33, 5)
        assert found.some_words
        assert [hit.listing.name for hit in found.hits] == ["Sale Reading Room"]
        assert found.nearest is not None
        assert found.nearest.listing.name == "Far Library"
    said = Browser(directory).get("/providers?what=far+library&where=M33+7ZF&miles=5").text
    assert said.index("Far Library") < said.index("Sale Reading Room")


def test_pages_of_ten_and_a_page_too_far_is_the_last(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in([entry(f"Room {number:02}") for number in range(23)])
        seen = []
        for page in (1, 2, 3):
            found = find("room", M33, 5, page)
            assert (found.total, found.pages, found.page) == (23, 3, page)
            seen += [hit.listing.name for hit in found.hits]
        assert len(set(seen)) == 23
        assert find("room", M33, 5, 10**6).page == 3
        assert len(find("room", page=10**6).hits) == 3
        assert len(find(page=10**6).hits) == 3


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
        assert names("tea", M33) == ["Tea Time", "Sale Reading Room"]


def test_equal_places_take_turns_from_day_to_day(either_portal: Flask) -> None:
    orders = []
    for day in (1, 1, 2, 3):
        noon = datetime(2026, 3, day, 12, tzinfo=UTC)
        with time_machine.travel(noon, tick=False), either_portal.app_context():
            if not orders:
                bring_in([entry(f"Room {number}") for number in range(8)])
            orders.append(names("room", M33))
    assert orders[0] == orders[1]
    assert len({tuple(order) for order in orders}) == 3
    assert {tuple(sorted(order)) for order in orders} == {tuple(sorted(orders[0]))}


def test_everything_stands_in_the_order_of_the_day(either_portal: Flask) -> None:
    """What nobody asked a word or a place of has the order of equal places, on every page."""
    with either_portal.app_context():
        bring_in([entry(f"Room {number}", facets=("pay:free",)) for number in range(23)])
        with db.writing():
            # The last number of all is withdrawn.
            last = db.session.scalars(select(Listing).where(Listing.name == "Room 22")).one()
            last.withdrawn_at = now()
        for page in (1, 2, 3, 9):
            assert names("room", page=page) == names(page=page)
            free = search(Asked(facets=frozenset({"pay:free"}), page=page))
            assert (free.total, free.page) == (22, min(page, 3))
            assert [hit.listing.name for hit in free.hits] == names(page=page)
        assert find(page=1).choices == find("room").choices
        assert search(Asked(facets=frozenset({"pay:council"}))).hits == []
        assert search(Asked(covers=True)).total == 0


def test_misspelt_joined_and_split_words_are_mended(either_portal: Flask) -> None:
    with either_portal.app_context():
        bring_in(
            [
                entry("Heron House", description="Supported living with friends"),
                entry("Plum Hall", description="A daycentre with a garden"),
                entry("Kite Rooms", description="Swimming and day trips, in the centre of town"),
                entry("Zorza", description="Pomagają opiekunowie"),
            ]
        )
        found = find("suported")
        assert [hit.listing.name for hit in found.hits] == ["Heron House"]
        assert found.mended == {"suported": "supported"}
        assert names("swiming") == ["Kite Rooms"]
        assert set(names("day centre")) == {"Kite Rooms"}
        assert names("dayzcentre") == ["Plum Hall"]
        assert names("opiekunami") == ["Zorza"]
        assert set(names("gardenliving")) == {"Plum Hall", "Heron House"}
        assert names("xyzzyplugh") == []
        found = find("swimming unicorns")
        assert [hit.listing.name for hit in found.hits] == ["Kite Rooms"]


FACETED = {
    "Alder": ("pay:direct-payment", "language:polish"),
    "Birch": ("pay:own-money", "language:polish"),
    "Cedar": ("pay:direct-payment", "language:urdu"),
    "Dogwood": (),
}


def test_facets_count_and_narrow(either_portal: Flask) -> None:
    def asked(*facets: str) -> tuple[list[str], dict[str, int]]:
        found = search(Asked("room", M33, 5, frozenset(facets)))
        counts = {
            choice.facet.key: choice.count
            for choices in found.choices.values()
            for choice in choices
            if choice.count
        }
        return sorted(hit.listing.name[:5].strip() for hit in found.hits), counts

    with either_portal.app_context():
        bring_in([entry(f"{name} room", facets=facets) for name, facets in FACETED.items()])
        all_, counts = asked()
        assert all_ == ["Alder", "Birch", "Cedar", "Dogwo"]
        assert counts == {
            "kind:group": 4,
            "pay:direct-payment": 2,
            "pay:own-money": 1,
            "language:polish": 2,
            "language:urdu": 1,
        }
        # Within a group either will do, and its own counts stay; between groups both must hold.
        one, counts = asked("pay:direct-payment")
        assert one == ["Alder", "Cedar"]
        assert counts["pay:own-money"] == 1
        assert counts["language:polish"] == 1
        both, _ = asked("pay:direct-payment", "pay:own-money")
        assert both == ["Alder", "Birch", "Cedar"]
        narrow, _ = asked("pay:direct-payment", "language:urdu")
        assert narrow == ["Cedar"]


def test_counts_are_of_all_that_was_found(
    either_portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only who looks for the nearest alone may leave the others unread."""
    monkeypatch.setattr("app.providers.queries.search._FIRST_ASKED", 3)
    with either_portal.app_context():
        bring_in([entry(f"Room {number}") for number in range(8)])
        found = find("room", M33)
        assert found.total == 8
        assert found.choices[Group.KIND][8].count == 8
        assert find("room", postcodes.find("YO1 7"), 1).nearest is not None


def test_the_nearest_holds_the_words_however_rare_they_are(
    either_portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.providers.queries.search._FIRST_ASKED", 2)
    york = postcodes.find("YO1 7")
    with either_portal.app_context():
        # given many places that are nearer, and one far away that alone has a word
        bring_in(
            [
                *(entry(f"Room {number}", "LS8 4AB") for number in range(5)),
                entry("Tea room"),
                entry("Far tea room with a rare zither", "M23 9LT"),
            ]
        )
        # then the nearest that holds the words is told, and nothing where none does
        for words, nearest in (
            ("room", "Room"),
            ("tea", "Tea room"),
            ("zither", "Far tea room with a rare zither"),
        ):
            found = find(words, york, 1).nearest
            assert found is not None
            assert found.listing.name.startswith(nearest)
        assert find("xyzzy", york, 1).nearest is None


def test_a_word_is_held_alike_where_few_are_read_and_where_many_are(
    directory: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The texts of a few places and the words of all of them are asked in two ways."""
    words = "tea te t read rea ing eading a warm umit um کتب خانہ خان lodz dumplings place 1 "
    asked = [*words.split(), "tea time", "time tea", "warm tea", "place to", "sale roo", "m ti"]
    told = []
    with directory.app_context():
        for part in (1.0, -1.0):
            monkeypatch.setattr("app.providers.queries.search._MEASURED_HERE", part)
            told.append([names(each, M33, 25) for each in asked])
    assert told[0] == told[1]
    assert told[0][0] == ["Tea Time", "Sale Reading Room"]


def test_who_also_covers_my_area(either_portal: Flask) -> None:
    york = postcodes.find("YO1 7")
    with either_portal.app_context():
        bring_in(
            [
                entry("Comes to York", areas=("YO1", "YO10")),
                entry("Stays at home"),
                entry("York itself", "YO1 7HH"),
                # A district is a whole word.
                entry("Comes to another", areas=("YO19",)),
            ]
        )
        assert names(near=york) == ["York itself", "Comes to York"]
        covering = search(Asked(near=york, miles=0, covers=True))
        assert [hit.listing.name for hit in covering.hits] == ["York itself", "Comes to York"]
        assert len(names(near=york, miles=0)) == 4


def test_the_number_of_queries_does_not_grow(either_portal: Flask) -> None:
    asked = [_queries_of_a_search(either_portal, many) for many in (1, 1000)]
    assert [len(statements) for statements in asked] == [6, 6]
    # Whoever only opens the page reads the places that it shows, never all of them.
    assert len(_queries_of_a_search(either_portal, 1000, "/providers")) == 5
    asked_far = _queries_of_a_search(either_portal, 1000, "/providers?where=M33&miles=0")
    assert not any(" AS far" in each for each in asked_far)


def _queries_of_a_search(
    portal: Flask, many: int, address: str = "/providers?what=room&where=M33+7"
) -> list[str]:
    with portal.app_context():
        bring_in([entry(f"Room {number}") for number in range(many)])
        # The index is made once for each state of the directory.
        directory_index()
    statements: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            statements.append(statement)

    engine = portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", note)
    answer = portal.test_client().get(address)
    event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return statements


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(words=st.text(), page=st.integers(1, 10**6))
def test_no_words_break_the_search(either_portal: Flask, words: str, page: int) -> None:
    with either_portal.app_context():
        find(words, None, 5, page)
        find(words, M33, 5, page)


def test_every_table_of_the_directory_is_known() -> None:
    assert {"listing", "service", "location", "provider"} <= set(Base.metadata.tables)
