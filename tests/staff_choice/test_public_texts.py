"""The texts by which the check of public words is measured: what they hold, and that they stay.

They were written as people write, before there was a check. Whoever fits them to the check
measures nothing: what it misses is listed, and the texts stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

FILE = Path(__file__).with_name("public_texts.json")
AS_WRITTEN = "d6fa9caa02c64046930eda412a03231128569711ea7ba0bbd8cd0dfa3db150f0"
LONGEST = 200

DATA: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
TEXTS: list[dict[str, Any]] = DATA["texts"]


def test_the_texts_are_as_they_were_first_written() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == AS_WRITTEN


def test_forty_leak_and_twenty_are_harmless_in_three_languages() -> None:
    assert Counter((text["leaks"], text["lang"]) for text in TEXTS) == {
        (True, "en"): 24,
        (True, "pl"): 8,
        (True, "ur"): 8,
        (False, "en"): 12,
        (False, "pl"): 4,
        (False, "ur"): 4,
    }


def test_no_text_stands_twice() -> None:
    assert len({text["id"] for text in TEXTS}) == len(TEXTS)
    assert len({text["text"] for text in TEXTS}) == len(TEXTS)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["id"])
def test_each_text_fits_its_field_and_says_how(text: dict[str, Any]) -> None:
    assert 0 < len(text["text"]) <= LONGEST
    assert unicodedata.is_normalized("NFC", text["text"])
    assert text["text"] == text["text"].strip()
    assert text["how"].strip()
    assert text["id"].startswith("L" if text["leaks"] else "H")


def test_the_circle_knows_six_people_and_its_names_are_written_one_way() -> None:
    circle = DATA["circle"]
    assert {member["kind"] for member in circle["members"]} == {
        "mother",
        "brother",
        "friend",
        "advocate",
        "worker",
        "care manager",
    }
    assert unicodedata.is_normalized("NFC", json.dumps(circle, ensure_ascii=False))


def test_nobody_real_is_reached() -> None:
    """Ofcom keeps these numbers for plays and films, RFC 2606 these domains for examples."""
    circle = DATA["circle"]
    assert all(phone.startswith(("07700 900", "0161 496 0")) for phone in circle["phones"])
    assert all(mail.endswith(("@example.org", "@example.com")) for mail in circle["emails"])
