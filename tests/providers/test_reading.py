"""Reading files of open data: every row is an entry or is refused with its line and reason."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.providers.folding import as_address, fold, looked_for
from app.providers.importers import FORMATS, Reading, UnreadableFile, read_file
from app.providers.importers.values import Refused, email, is_web_address, phone, point, website

DATA = Path(__file__).resolve().parents[2] / "data"
HEADER = "featureNum,name,description,address,postcode,telephone,website\n"
LIBRARY_HEADER = "name,address,postcode,type,email,website,lon,lat\n"


def read(rows: str | bytes, form: str = "mental-health", header: str = HEADER) -> Reading:
    content = rows if isinstance(rows, bytes) else rows.encode()
    return read_file(header.encode() + content, FORMATS[form])


def test_the_shipped_libraries() -> None:
    reading = read_file((DATA / "gm_libraries.csv").read_bytes(), FORMATS["libraries"])
    assert (len(reading.entries), reading.refused) == (141, [])
    assert reading.noted == [(29, "its point is 2.8 miles from M2 5PD: it stands at its postcode")]
    websites = {entry.website for entry in reading.entries}
    assert "http://www.stockport.gov.uk/libraries" in websites
    assert "NA" not in {entry.email for entry in reading.entries}


def test_the_shipped_mental_health_services() -> None:
    content = (DATA / "mental_health_services_RAW.csv").read_bytes()
    reading = read_file(content, FORMATS["mental-health"])
    assert len(reading.entries) == 59
    assert reading.refused == [(50, "unknown postcode 'WA154 1HF'")]
    assert sum("£" in entry.description for entry in reading.entries) == 2


def test_a_care_home_gets_its_zero_back_and_na_is_blank() -> None:
    header = "name,cqc_id,type,address,postcode,telephone,website,provider,lon,lat\n"
    row = (
        'Hazel Court,1-99,Nursing homes|Residential homes,"1 Road,Sale",'
        "M33 7ZF,1617486414,NA,NA,-2.32,53.42\n"
    )
    [entry] = read(row, "trafford-care-homes", header).entries
    assert entry.key == "1-99"
    assert entry.phone == "0161 748 6414"
    assert (entry.website, entry.provider) == ("", "")
    assert entry.description == "Nursing homes, Residential homes"
    assert entry.address == "1 Road, Sale"


@pytest.mark.parametrize(
    "content",
    [
        "1,Café Ümit,Tea £2,1 Road,M33 7ZF,,\n".encode("cp1252"),
        "1,Café Ümit,Tea £2,1 Road,M33 7ZF,,\n".encode(),
    ],
)
def test_both_encodings_are_read(content: bytes) -> None:
    [entry] = read(content).entries
    assert (entry.name, entry.description) == ("Café Ümit", "Tea £2")


def test_a_byte_order_mark_and_drifting_capitals_are_no_matter() -> None:
    header = "\ufeffFeatureNum, Name,DESCRIPTION,Address,Postcode,Telephone,Website\r\n"
    [entry] = read("1,One,,,M33 7ZF,,\r\n", header=header).entries
    assert entry.name == "One"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,One,,,ZZ1 1AA,,", "unknown postcode 'ZZ1 1AA'"),
        ("1,One,,,,,", "missing postcode"),
        ("1,,,,M33 7ZF,,", "missing name"),
        ("1,NA,,,M33 7ZF,,", "missing name"),
        ("1,One,,M33 7ZF", "broken row: it has 4 cells, the header has 7"),
        ('1,"One,,,M33 7ZF,,', "broken row: a quote mark is missing or too many"),
        ('1,"One"x,,,M33 7ZF,,', "broken row: a quote mark is missing or too many"),
        ("1,O\x00ne,,,M33 7ZF,,", "the name holds a sign that cannot be kept"),
        ("1,One\u202e,,,M33 7ZF,,", "the name holds a sign that cannot be kept"),
        (f"1,{'x' * 161},,,M33 7ZF,,", "the name is longer than 160 characters"),
    ],
)
def test_a_refused_row_is_named_and_costs_only_itself(row: str, reason: str) -> None:
    reading = read(f"1,Before,,,M33 7ZF,,\n{row}\n1,After,,,M33 7ZF,,\n1,Last,,,M33 7ZF,,\n")
    assert [entry.name for entry in reading.entries] == ["Before", "After", "Last"]
    [(line, words)] = reading.refused
    assert line == 3
    assert words.startswith(reason)


def test_the_same_key_twice_is_refused() -> None:
    reading = read("1,One,a,,M33 7ZF,,\n2,One,b,,m337zf,,\n")
    assert reading.refused == [(3, "duplicate key: the same as line 2")]


@pytest.mark.parametrize(
    ("lon", "lat"), [("x", "53"), ("0", "0"), ("53.4", "-2.3"), ("nan", "53"), ("", "53")]
)
def test_bad_coordinates_are_refused(lon: str, lat: str) -> None:
    reading = read(f"One,,M33 7ZF,,,,{lon},{lat}\n", "libraries", LIBRARY_HEADER)
    assert reading.refused[0][1].startswith("bad coordinates")


def test_no_coordinates_are_no_fault() -> None:
    [entry] = read("One,,M33 7ZF,,,,NA,NA\n", "libraries", LIBRARY_HEADER).entries
    assert (entry.latitude, entry.longitude) == (53.42603, -2.32175)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (b"name,lat\nOne,53\n", "The columns are not those of mental-health. Missing: address,"),
        (HEADER.encode("utf-16"), "The file is in UTF-16."),
        (HEADER.encode() + b"1,\x81\x8d,,,M33 7ZF,,\n", "Line 2 is neither in UTF-8 nor"),
        (b"PK\x03\x04\x00\x00", "The columns are not those of mental-health."),
    ],
)
def test_another_kind_of_file_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=f"^{reason}"):
        read_file(content, FORMATS["mental-health"])


@given(st.one_of(st.binary(), st.text().map(str.encode)), st.sampled_from(sorted(FORMATS)))
def test_no_file_breaks_the_reader(content: bytes, form: str) -> None:
    header = ",".join(sorted(FORMATS[form].columns)).encode() + b"\n"
    for whole in (content, header + content):
        try:
            reading = read_file(whole, FORMATS[form])
        except UnreadableFile:
            continue
        assert all(entry.name for entry in reading.entries)


@given(st.text())
def test_no_cell_breaks_the_values(cell: str) -> None:
    for value in (phone, email, website, lambda same: point(same, same)):
        with suppress(Refused):
            value(cell)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1617486414", "0161 748 6414"),
        ("0161 748 6414", "0161 748 6414"),
        ("0790 460 1257", "07904 601257"),
        ("+353 1 234 5678", "+353 1 234 5678"),
        ("NA", ""),
        ("ask at the desk", ""),
        ("12", ""),
    ],
)
def test_telephone_numbers(typed: str, kept: str) -> None:
    assert phone(typed)[0] == kept


@pytest.mark.parametrize(
    ("address", "linked"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org:8080", True),
        ("javascript:alert(1)", False),
        ("ftp://example.org", False),
        ("https://user@example.org", False),
        ("https://localhost", False),
        ("https://exa mple.org", False),
        ("http://[::1", False),
        ("", False),
    ],
)
def test_only_addresses_of_the_web_are_linked(address: str, linked: bool) -> None:
    assert is_web_address(address) is linked


def test_words_are_folded_alike_on_both_sides() -> None:
    assert fold("The Café,  ŁÓDŹ & St. Mary's") == "the cafe lodz st marys"
    assert looked_for("the Café") == ["cafe"]
    assert looked_for("the") == ["the"]
    assert looked_for("!!! & '") == []
    assert as_address("St. Mary's Library") == "st-marys-library"
    assert fold("کتب خانہ") == "کتب خانہ"
