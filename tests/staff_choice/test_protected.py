"""Which texts name a protected characteristic. The texts were written before the rule."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from app.staff_choice.cards import CARDS
from app.staff_choice.fairness.protected import folded, named
from app.staff_choice.models import Characteristic

FILE = Path(__file__).with_name("protected_texts.json")
TEXTS: list[dict[str, Any]] = json.loads(FILE.read_text(encoding="utf-8"))["texts"]
AS_WRITTEN = "6d41f111385336438a9d61db89cba16c39b34c96860c3d5129474478417bc00f"

# Short texts without a subject, and harmless ones: written before version 2 of the rule.
SHORT_FILE = FILE.with_name("protected_short_texts.json")
SHORT: list[dict[str, Any]] = json.loads(SHORT_FILE.read_text(encoding="utf-8"))["texts"]
SHORT_AS_WRITTEN = "5a2bd517cad2ee4fb44cdf2ceb1f23c610166c951e59e081e9731b225a9cc3b2"

# Thought of after the rule: what it must keep, and what it must leave alone.
LATER = {
    "Single parent": {"marriage"},
    "A mum": {"sex"},
    "Sisters only": {"sex"},
    "No hijab": {"religion"},
    "Must be a UK citizen": {"race"},
    "A mature student": {"age"},
    "Under thirty": {"age"},
    "Samotna matka": {"marriage", "sex"},
    "Żeby nie był za stary": {"age"},
    "Ktoś młodszy": {"age"},
    "بیس سال کا": {"age"},
    "پردہ کرنے والی": {"religion"},
    "W\u200boman": {"sex"},
    "WOMAN": {"sex"},
    "مسلـمان": {"religion"},
    "عمر ۳۰ سال": {"age"},
    "Somebody who prays": {"religion"},
    "ماں جیسی": {"sex"},
    "Too old for this": {"age"},
    "Jesteś za stary": {"age"},
    "Bo jesteś chory": {"disability"},
    "Nothing from a Muslim, please.": {"religion"},
    "Too sick to work": {"disability"},
    "Zbyt młody, żeby to robić": {"age"},
    "Modli się codziennie": {"religion"},
    "نماز پڑھنے والا": {"religion"},
    "Prays five times a day": {"religion"},
    "Knows how to wash whites": set(),
    "We sing, pray and eat": set(),
    "Gives me time to pray": set(),
    "A card from a Polish shop": set(),
    "Pomoże mi się modlić": set(),
    "ماں جیسا کھانا پکائے": set(),
    "نماز پڑھنے میں مدد کرے": set(),
    "It did not fit in": set(),
    "Helps me stay healthy": set(),
    "Must be at least 2 hours each time": set(),
    "Between 16 and 20 hours a week": set(),
    "From 9 to 5": set(),
    "Likes the same music as me": set(),
    "Has children's books": set(),
    "A man's best friend is his dog": set(),
    "Can go in the women's changing room with me": set(),
    "Can use a frying pan": set(),
    "Is strong enough to lift me": set(),
    "Must have the right to work": set(),
    "Umie polskie piosenki": set(),
    "W czwartki i soboty": set(),
    "Pani Ania z mojej starej szkoły": set(),
    "پنجابی بولتا ہو": set(),
    "پاکستانی گانے سنے": set(),
    "جب میں بیمار ہوں تو مدد کرے": set(),
}
# What it does not see, or sees where nothing is. Each is read by a human before a job is published.
MISSES = {
    "Somebody like my sister": "sex",
    "Nobody from that estate": "race",
}
FALSE_ALARMS = {
    "Lady who lived here before": "sex",
    "Ma dzieci w moim wieku": "age",
    "Not too black, with milk": "race",
}


def _said(text: str) -> set[str]:
    return {each.value for each in named(text)}


def test_the_texts_are_as_they_were_first_written() -> None:
    assert hashlib.sha256(FILE.read_bytes()).hexdigest() == AS_WRITTEN
    assert len({text["text"] for text in TEXTS}) == len(TEXTS) >= 90


def test_every_characteristic_is_tried_in_every_language() -> None:
    tried = {(name, text["language"]) for text in TEXTS for name in text["names"]}
    assert tried == {(each.value, tag) for each in Characteristic for tag in ("en", "pl", "ur")}
    assert {text["language"] for text in TEXTS if not text["names"]} == {"en", "pl", "ur"}


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text["text"])
def test_it_names_what_the_text_names_and_nothing_else(text: dict[str, Any]) -> None:
    assert _said(text["text"]) == set(text["names"])


def test_the_short_texts_are_as_they_were_first_written() -> None:
    assert hashlib.sha256(SHORT_FILE.read_bytes()).hexdigest() == SHORT_AS_WRITTEN
    refused = [text for text in SHORT if text["names"]]
    assert (len(refused), len(SHORT)) == (20, 30)
    for some in (refused, [text for text in SHORT if not text["names"]]):
        assert {text["language"] for text in some} == {"en", "pl", "ur"}


@pytest.mark.parametrize("text", SHORT, ids=lambda text: text["text"])
def test_a_short_text_is_refused_or_harmless_as_it_was_written(text: dict[str, Any]) -> None:
    """ "Jewish" is a people and a belief: it may name more than was thought of, never less."""
    said = _said(text["text"])
    assert said.issuperset(text["names"])
    assert bool(said) is bool(text["names"])


@pytest.mark.parametrize("text", LATER)
def test_what_came_later(text: str) -> None:
    assert _said(text) == LATER[text]


@pytest.mark.parametrize("text", MISSES)
def test_what_it_misses_is_known(text: str) -> None:
    """A miss that is mended moves to the list above."""
    assert MISSES[text] not in _said(text)


@pytest.mark.parametrize("text", FALSE_ALARMS)
def test_where_it_is_too_careful_is_known(text: str) -> None:
    assert FALSE_ALARMS[text] in _said(text)


def test_no_picture_card_names_one() -> None:
    for cards in CARDS.values():
        for card in cards:
            assert not named(card.words.msgid), card.value


def test_it_says_them_in_the_order_of_the_act_and_the_same_each_time() -> None:
    assert named("A young Muslim man") == named("a YOUNG  muslim man")
    assert named("A young Muslim man") == (
        Characteristic.AGE,
        Characteristic.RELIGION,
        Characteristic.SEX,
    )
    assert named("") == ()


def test_the_language_that_somebody_chose_changes_nothing() -> None:
    """The rule takes no language: English between Polish words is English still."""
    assert _said("Miła osoba, no men") == {"sex"}
    assert folded("Żółć") == folded("zolc")


def test_a_long_line_takes_no_time() -> None:
    assert named("very " * 40_000) == ()
