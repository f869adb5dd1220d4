"""Postcodes as people type them, against the tables that are shipped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.providers import postcodes


@pytest.mark.parametrize(
    ("typed", "label", "precision"),
    [
        ("LS8 4AB", "LS8 4AB", "sector"),
        ("ls84ab", "LS8 4AB", "sector"),
        ("  Ls8   4aB ", "LS8 4AB", "sector"),
        ("Leeds LS8 4AB", "LS8 4AB", "sector"),
        ("Leeds, LS8.", "LS8", "district"),
        ("ls8", "LS8", "district"),
        ("LS8 4", "LS8 4", "sector"),
        ("ls84", "LS8 4", "sector"),
        ("near M33 please", "M33", "district"),
        ("W1A 1AA", "W1A 1AA", "sector"),
        # A district goes before the sector that is typed alike.
        ("M11", "M11", "district"),
        ("m111ae", "M11 1AE", "sector"),
        # Letters and digits of other writings mean the same.
        ("ＬＳ８ ４ＡＢ", "LS8 4AB", "sector"),
        ("BT7", "BT7", "district"),
        ("bt7 1nn", "BT7 1NN", "district"),
        ("BT79", "BT79", "district"),
        ("BT7 is not BT79", "BT7", "district"),
    ],
)
def test_what_people_type_is_understood(typed: str, label: str, precision: str) -> None:
    place = postcodes.find(typed)
    assert place is not None
    assert (place.label, place.precision) == (label, precision)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Leeds",
        "ZZ1",
        "ZZ1 1AA",
        "LS88 4AB",
        "WA154 1HF",
        "XLS8",
        "LS8é",
        "8",
        "BT95",
        "BT800 1AA",
        "\x00",
        "' OR 1=1 --",
    ],
)
def test_what_does_not_exist_is_nowhere(typed: str) -> None:
    assert postcodes.find(typed) is None


def test_a_full_postcode_that_does_not_exist_is_not_taken_for_its_district() -> None:
    assert postcodes.find("M33") is not None
    assert postcodes.find("M33 9ZZ") is None
    assert postcodes.find("M339ZZ") is None


def test_bt7_is_not_bt79() -> None:
    one, other = postcodes.find("BT7"), postcodes.find("BT79")
    assert one is not None
    assert other is not None
    assert (one.latitude, one.longitude) == (54.58158, -5.92356)
    assert (other.latitude, other.longitude) == (54.62422, -7.20073)


def test_a_full_postcode_stands_at_the_centre_of_its_sector() -> None:
    whole, sector = postcodes.find("LS8 4AB"), postcodes.find("LS8 4")
    assert whole is not None
    assert sector is not None
    assert (whole.latitude, whole.longitude) == (sector.latitude, sector.longitude)
    assert (sector.latitude, sector.longitude) == (53.82016, -1.51726)


@pytest.mark.parametrize("typed", ["m33 7zf", "M337ZF", " M33  7ZF "])
def test_a_cell_that_is_one_full_postcode(typed: str) -> None:
    place = postcodes.full(typed)
    assert place is not None
    assert place.label == "M33 7ZF"


@pytest.mark.parametrize("typed", ["M33", "M33 7", "Sale M33 7ZF", "M3 37ZF", "WA154 1HF", ""])
def test_a_cell_that_is_anything_else(typed: str) -> None:
    assert postcodes.full(typed) is None


_POSTCODES = st.from_regex(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9]?[A-Za-z]{0,2}", fullmatch=True)


@given(st.one_of(st.text(), _POSTCODES, st.builds("{} {}".format, st.text(), _POSTCODES)))
def test_no_text_breaks_it_and_its_label_means_the_same(typed: str) -> None:
    place = postcodes.find(typed)
    postcodes.full(typed)
    if place is not None:
        assert postcodes.find(place.label) == place
        assert 49 < place.latitude < 61.5
        assert -9 < place.longitude < 2.5
