import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.locales import KNOWN
from app.language.tags import accepted, best_of, offered


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("pl", "pl"),
        ("pl-PL", "pl"),
        ("PL_pl", "pl"),
        ("ur-Arab-PK", "ur"),
        (" en-GB ", "en"),
        ("xx", None),
        ("", None),
        ("p", None),
        ("pl-", None),
        ("pl\x00", None),
        ("pl\n", None),
        ("pl" + "-abc" * 20, None),
        ("../pl", None),
        ("ｐｌ", None),
    ],
)
def test_a_tag_becomes_our_code_or_nothing(tag: str, code: str | None) -> None:
    assert offered(tag) == code


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ("", []),
        ("*", []),
        ("pl", ["pl"]),
        ("en;q=0.5, ur;q=0.9, pl", ["pl", "ur", "en"]),
        ("de, pl-PL;q=0.8, en;q=0.7", ["pl", "en"]),
        ("pl;q=0", []),
        ("pl;q=nan, en", ["en"]),
        ("pl;q=2, en", ["en"]),
        ("pl;q=0.1, pl;q=0.9, en;q=0.5", ["pl", "en"]),
    ],
)
def test_a_header_becomes_our_codes_best_first(header: str, codes: list[str]) -> None:
    assert accepted(header) == codes


def test_english_where_nothing_fits() -> None:
    assert best_of("de, fr", ["en", "pl"]) == "en"
    assert best_of("ur, pl;q=0.2", ["en", "pl"]) == "pl"


@given(st.text())
def test_any_text_is_a_tag_of_ours_or_nothing(text: str) -> None:
    assert offered(text) in {*KNOWN, None}


@given(st.text(max_size=5000))
def test_any_header_can_be_read(text: str) -> None:
    found = accepted(text)
    assert set(found) <= set(KNOWN)
    assert len(found) == len(set(found))
