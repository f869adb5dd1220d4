"""The sixty searches are whole, fair to the places they name, and as they were first written.

Nothing is searched here. What the files mean stands in `sixty/README.md`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from app.providers import postcodes
from app.providers.distance import miles_between

FOLDER = Path(__file__).parent / "sixty"
PLACES = json.loads((FOLDER / "places.json").read_text(encoding="utf-8"))
QUERIES = json.loads((FOLDER / "queries.json").read_text(encoding="utf-8"))
BY_ID = {place["id"]: place for place in PLACES}

# What the issue asks for, and how many at least. Every sort that is used stands here.
SORTS = {
    "misspelt": 6,
    "word-form": 4,
    "plural": 2,
    "reversed": 2,
    "half-word": 2,
    "joined-split": 4,
    "partial": 6,
    "name": 4,
    "polish": 4,
    "polish-plain": 2,
    "urdu": 5,
    "everyday": 8,
    "place-in-words": 2,
    "postcode": 2,
    "sector": 2,
    "district": 10,
    "lower-case": 3,
    "facet": 5,
    "facet-word": 3,
    "covers": 2,
    "nurse": 2,
    "nothing-near": 1,
    "northern-ireland": 1,
}
FIELDS = {"id", "name", "does", "small", "town", "postcode", "also_covers"}
# The files as they were before the ranking. A change here is a change of the examination.
AS_WRITTEN = {
    "places.json": "14ef2262d15fcf6dc322b33fbb1bf6463922615996539d55e80d93654e4f09f7",
    "queries.json": "c94ba5769f02f3b38b7b1e3f20a58bf502a0c115ef650c777dbc7c97c6c006d7",
}


def choices() -> dict[str, set[str]]:
    """Group to words, read from the table of the README, so that it cannot drift."""
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split("## The words of the choices")
    rows = re.findall(r"^\| `(\w+)` \|(.*)\|$", table[1], re.MULTILINE)
    return {group: set(re.findall(r"`([a-z-]+)`", words)) for group, words in rows}


def values(place: dict, group: str) -> set[str]:
    held = place[group]
    return set(held) if isinstance(held, list) else {held}


def miles(query: dict, place: dict) -> float:
    here, there = postcodes.find(query["where"]), postcodes.find(place["postcode"])
    assert here and there
    return miles_between(here.latitude, here.longitude, there.latitude, there.longitude)


@pytest.mark.parametrize("name", AS_WRITTEN)
def test_nobody_changed_what_was_written_before_the_ranking(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert hashlib.sha256(text.encode()).hexdigest() == AS_WRITTEN[name]


def test_there_are_sixty_different_searches_in_a_directory_of_some_size() -> None:
    assert len(QUERIES) == 60
    assert len({(query["text"], query["where"], str(query["facets"])) for query in QUERIES}) == 60
    assert len(PLACES) >= 110
    assert len(BY_ID) == len({place["name"] for place in PLACES}) == len(PLACES)


def test_every_sort_of_search_is_there() -> None:
    counted = Counter(sort for query in QUERIES for sort in query["sort"])
    assert set(counted) == set(SORTS)
    assert {sort: counted[sort] for sort, least in SORTS.items() if counted[sort] < least} == {}


def test_every_kind_of_support_and_every_choice_is_held_by_some_place() -> None:
    known = choices()
    assert set(known) == set(PLACES[0]) - FIELDS - {"does_polish", "does_urdu"}
    for group, words in known.items():
        assert set().union(*(values(place, group) for place in PLACES)) == words, group


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place["id"])
def test_a_place_is_whole_and_at_nobodys_door(place: dict) -> None:
    assert set(place) - {"does_polish", "does_urdu"} == FIELDS | set(choices())
    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", place["does"])) <= 3
    assert place["kind"] and isinstance(place["small"], bool)
    assert postcodes.full(place["postcode"])
    assert re.fullmatch(r"[A-Z]{1,2}\d{1,2} \d[CIKMOV]{2}", place["postcode"])
    for district in place["also_covers"]:
        found = postcodes.find(district)
        assert found and found.label == district != place["postcode"].split()[0]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["text"] or "choices alone")
def test_a_search_can_be_answered_with_what_it_asks_for(query: dict) -> None:
    known = choices()
    assert query["text"] or query["facets"]
    assert query["why"]
    assert 1 <= len(set(query["first_five"])) == len(query["first_five"]) <= 3
    assert set(query["first_five"]) <= set(BY_ID)
    if "place-in-words" in query["sort"]:
        assert not query["where"] and postcodes.find(query["text"])
    for group, chosen in query["facets"].items():
        assert chosen and set(chosen) <= known[group]
        for wanted in query["first_five"]:
            assert set(chosen) & values(BY_ID[wanted], group), (wanted, group)


@pytest.mark.parametrize(
    "query", [query for query in QUERIES if query["where"]], ids=lambda query: query["text"]
)
def test_where_exists_and_the_places_asked_for_lie_or_go_there(query: dict) -> None:
    here = postcodes.find(query["where"])
    assert here, query["where"]
    for wanted in (BY_ID[one] for one in query["first_five"]):
        if query["covers"]:
            goes_to = {wanted["postcode"].split()[0], *wanted["also_covers"]}
            assert here.label.split()[0] in goes_to
        if query["miles"]:
            outside = miles(query, wanted) > query["miles"]
            assert outside == ("nothing-near" in query["sort"])


def test_no_choice_of_distance_or_area_is_made_without_a_place() -> None:
    assert [q for q in QUERIES if not q["where"] and (q["miles"] or q["covers"])] == []
