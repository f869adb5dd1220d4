"""What the person said against the whole stays in sight until they answer anew."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask

from app.plans.actions.said import Refused
from tests.plans.agreeing import (
    CHANGE,
    HOME,
    NOT_SURE,
    SAFE,
    WANTS,
    YES,
    answer,
    build_agreeing_house,
    confirm,
    newest,
    paper,
    stands,
    started,
    written,
)
from tests.plans.house import CALLED, PlanHouse, plain

WORDS = "Too many people in my house."
OLDER = "That was about an older plan."


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def publish(house: PlanHouse, times: int = 1) -> None:
    for _ in range(times):
        house.write(SAFE, f"A lock on the door. {uuid.uuid4()}")
        house.publish()


@pytest.mark.parametrize("times", [1, 3])
def test_a_new_version_sheds_no_change_that_the_person_wants(house: PlanHouse, times: int) -> None:
    answer(house, CHANGE, words=WORDS)
    publish(house, times)
    for role in ("person", "caremanager"):
        state = stands(house, role=role)
        assert (state.answer, state.is_older, state.words) == (CHANGE, True, WORDS)
    # Whoever does not see all that the new version says reads no words about the whole.
    assert stands(house, role="sister").answer is CHANGE
    assert stands(house, role="sister").words == ""


@pytest.mark.parametrize("said", [YES, NOT_SURE])
def test_no_other_answer_goes_over_to_a_new_version(house: PlanHouse, said: Any) -> None:
    answer(house, said)
    publish(house)
    assert stands(house).answer is None and not stands(house).is_older


@pytest.mark.parametrize("said", [YES, NOT_SURE, CHANGE])
def test_a_new_answer_takes_its_place(house: PlanHouse, said: Any) -> None:
    answer(house, CHANGE, words=WORDS)
    publish(house)
    answer(house, said)
    assert (stands(house).answer, stands(house).is_older, stands(house).words) == (said, False, "")
    publish(house)
    assert stands(house).answer is (CHANGE if said is CHANGE else None)


def test_a_change_that_two_saw_stays_too_and_one_that_nobody_saw_never_was(
    house: PlanHouse,
) -> None:
    written(house, CHANGE)
    publish(house)
    assert stands(house).answer is None
    written(house, CHANGE)
    confirm(house, "sister")
    confirm(house, "friend")
    publish(house)
    assert stands(house).answer is CHANGE and stands(house).is_older


def test_a_members_own_view_is_about_one_version(house: PlanHouse) -> None:
    answer(house, CHANGE, role="sister")
    publish(house)
    assert stands(house).answer is None


def test_a_section_that_the_person_wanted_changed_is_asked_anew_when_it_changed(
    house: PlanHouse,
) -> None:
    answer(house, CHANGE, HOME)
    house.write(HOME, "A blue door.")
    house.publish()
    assert stands(house, HOME).answer is None and stands(house).answer is None


def test_no_attorney_says_yes_over_it_by_a_new_version(house: PlanHouse) -> None:
    answer(house, CHANGE)
    publish(house)
    paper(house)
    house.share("attorney", SAFE)
    house.capacity(WANTS, HOME, SAFE, by="caremanager")
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)
    assert started(house) == []
    # After the person's own word that they are not sure, the attorney's answer counts again.
    answer(house, NOT_SURE)
    answer(house, YES, role="attorney", for_person=True)
    assert started(house) == ["by-representative"]


def test_nobody_writes_down_a_yes_over_it_by_a_new_version(house: PlanHouse) -> None:
    answer(house, CHANGE)
    publish(house)
    with pytest.raises(Refused):
        written(house, YES)
    answer(house, YES)
    assert started(house) == ["agreed"]


def test_the_pages_say_it_until_the_person_answers(home: PlanHouse) -> None:
    answer(home, CHANGE, words=WORDS)
    answers = home.url("answers")
    assert OLDER not in home.as_("person").get(answers).text
    publish(home)
    mine = plain(home.as_("person").get(answers))
    assert f"You said: change this. {OLDER}" in mine
    theirs = plain(home.as_("caremanager").get(answers))
    assert f"{CALLED} said: change this. {OLDER}" in theirs
    asks = plain(home.as_("person").get(home.url("answer")))
    assert f"You said: change this. {OLDER}" in asks and WORDS in asks
    answer(home, NOT_SURE)
    for role in ("person", "caremanager"):
        assert OLDER not in home.as_(role).get(answers).text
    assert OLDER not in home.as_("person").get(home.url("answer")).text


def test_the_question_stays_lit_where_the_new_plan_started_without_the_yes(
    home: PlanHouse,
) -> None:
    answer(home, CHANGE)
    publish(home)
    for part in (WANTS, HOME, SAFE):
        answer(home, YES, part)
    home.start_not_agreed(newest(home).id, "She turns away.")
    page = home.as_("person").get(home.url("answers"))
    assert OLDER in page.text and "What do you say?" in page.text
