"""The check of question cards, on texts that were written before it and are not edited after.

Source: Equality Act 2010, section 60 (no questions about health before an offer) and section 4
(the nine). What somebody can do for the job may be asked, and what they would do for me.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.staff_choice.fairness.questions import AsksAbout, asks_about

TEXTS: dict[str, Any] = json.loads(
    Path(__file__).with_name("question_texts.json").read_text(encoding="utf-8")
)


def test_there_are_enough_texts() -> None:
    assert len(TEXTS["refused"]) >= 60
    assert len(TEXTS["fine"]) >= 50
    assert {AsksAbout(topic) for topic, _text in TEXTS["refused"]} == set(AsksAbout)


@pytest.mark.parametrize(("topic", "text"), TEXTS["refused"])
def test_a_question_about_what_somebody_is_is_refused(topic: str, text: str) -> None:
    assert AsksAbout(topic) in asks_about(text)


@pytest.mark.parametrize("text", TEXTS["fine"])
def test_a_question_about_the_job_is_fine(text: str) -> None:
    assert asks_about(text) == ()


@given(st.text(max_size=300))
def test_any_text_gets_the_same_answer_twice(text: str) -> None:
    assert asks_about(text) == asks_about(text)


@given(st.sampled_from(TEXTS["refused"]), st.sampled_from(TEXTS["fine"]))
def test_a_good_question_beside_it_hides_no_bad_one(bad: list[str], good: str) -> None:
    """Nobody gets a question through by putting another before or behind it."""
    topic, text = bad
    assert AsksAbout(topic) in asks_about(f"{good} {text}")
    assert AsksAbout(topic) in asks_about(f"{text} {good}")
