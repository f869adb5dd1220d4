"""The match: a sentence a line, never a number, the same for the same input."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.staff_choice.cards import CARDS
from app.staff_choice.fairness.hidden import HIDDEN, without_name
from app.staff_choice.fairness.matching import (
    Answers,
    Asked,
    Because,
    Fit,
    Learned,
    in_columns,
    match,
)
from app.staff_choice.models import Box, EvidenceLevel

SAYS, SEEN = EvidenceLevel.SAYS, EvidenceLevel.SEEN
LIKES = Answers(
    interests=frozenset({"swimming"}),
    skills=frozenset({"can-drive"}),
    times=frozenset({"monday"}),
    cannot=frozenset({"tuesday"}),
)


@pytest.mark.parametrize(
    ("box", "value", "fit", "because"),
    [
        (Box.SHARED, "swimming", Fit.SAME, Because.BOTH_LIKE),
        # What somebody left open is not a no.
        (Box.SHARED, "music", Fit.UNKNOWN, Because.ASK_THEM),
        (Box.SKILLS, "can-drive", Fit.SAME, Because.THEY_CAN),
        (Box.SKILLS, "can-cook", Fit.UNKNOWN, Because.ASK_THEM),
        (Box.TIMES, "monday", Fit.SAME, Because.THEY_CAN_THEN),
        (Box.TIMES, "tuesday", Fit.DIFFERENT, Because.CANNOT_THEN),
        (Box.TIMES, "friday", Fit.UNKNOWN, Because.ASK_THEM),
        (Box.KIND, "calm", Fit.UNKNOWN, Because.ASK_THEM),
        (Box.SUPPORT, "home-things", Fit.UNKNOWN, Because.ASK_THEM),
        # Written in words alone: no list answers it.
        (Box.SHARED, "", Fit.UNKNOWN, Because.ASK_THEM),
    ],
)
def test_one_line(box: Box, value: str, fit: Fit, because: Because) -> None:
    (sentence,) = match([Asked("a", box, value, False)], LIKES)
    assert (sentence.fit, sentence.because) == (fit, because)


def test_what_the_panel_saw_counts_more_than_what_somebody_says() -> None:
    line = Asked("a", Box.SKILLS, "can-drive", True)
    for learned, fit, because in (
        ([Learned("a", SAYS, False)], Fit.DIFFERENT, Because.THEY_SAID),
        ([Learned("a", SEEN, False), Learned("a", SAYS, True)], Fit.DIFFERENT, Because.WE_SAW),
        ([Learned("a", SEEN, False), Learned("a", SEEN, True)], Fit.SAME, Because.WE_SAW),
        ([Learned("b", SEEN, False)], Fit.SAME, Because.THEY_CAN),
    ):
        (sentence,) = match([line], LIKES, learned)
        assert (sentence.fit, sentence.because) == (fit, because)


_asked = st.builds(
    Asked,
    key=st.sampled_from("abc"),
    box=st.sampled_from(list(Box)),
    value=st.sampled_from([each.value for cards in CARDS.values() for each in cards]),
    essential=st.booleans(),
)
_values = st.frozensets(st.sampled_from([each.value for each in CARDS[Box.TIMES]]))
_answers = st.builds(Answers, interests=_values, skills=_values, times=_values, cannot=_values)
_learned = st.lists(
    st.builds(
        Learned, key=st.sampled_from("abc"), level=st.sampled_from([SAYS, SEEN]), fits=st.booleans()
    ),
    max_size=4,
)


@given(st.lists(_asked, max_size=6), _answers, _learned)
def test_same_input_same_output_and_no_number(
    asked: list[Asked], answers: Answers, learned: list[Learned]
) -> None:
    once, twice = match(asked, answers, learned), match(asked, answers, learned)
    assert repr(once).encode() == repr(twice).encode()
    # Each line stands in exactly one column, and none is lost.
    assert sorted(repr(s) for each in in_columns(once).values() for s in each) == sorted(
        map(repr, once)
    )
    for sentence in once:
        assert not re.search(r"\d|%", sentence.words(True).msgid + sentence.words(False).msgid)


@pytest.mark.parametrize(
    ("name", "words", "left"),
    [
        ("Thistle Okonjo", "I am Thistle. Ask OKONJO!", f"I am {HIDDEN}. Ask {HIDDEN}!"),
        ("Al Wu", "Al likes walks", f"{HIDDEN} likes walks"),
        ("Jo Li", "Jo here. Ali, li and jo stay.", f"{HIDDEN} here. Ali, li and jo stay."),
        ("Łukasz Zając", "Jestem Lukasz ZAJAC.", f"Jestem {HIDDEN} {HIDDEN}."),
        ("José Núñez", "I am Jose Nunez", f"I am {HIDDEN} {HIDDEN}"),
        ("Anna-Maria O'Neil", "Annamaria O’Neil!", f"{HIDDEN} {HIDDEN}!"),
        ("Anna-Maria Fee", "Anna and Maria", f"{HIDDEN} and {HIDDEN}"),
        ("Rose", "Rosemary grows here", "Rosemary grows here"),
        ("زینب خان", "میں زینب ہوں", f"میں {HIDDEN} ہوں"),
        ("", "Nobody", "Nobody"),
    ],
)
def test_a_name_stays_hidden_in_own_words(name: str, words: str, left: str) -> None:
    assert without_name(words, name) == left
