"""Questions of agreement, of a review and of About me on paper: room to write, no private word."""

from __future__ import annotations

import pytest
from flask import Flask

from app.people.forms.about_me import PROMPTS, THINK_OF
from app.people.parts import ABOUT_ME, Part
from app.plans.forms.agreeing import SHOWN_HOW
from app.plans.models import AgreementAnswer
from tests.page_client import SeenPage
from tests.page_tree import words_of
from tests.plans.agreeing import WANTS, answer, build_agreeing_house
from tests.plans.house import PlanHouse, build_plan_house, plain
from tests.plans.looking import follow, say
from tests.plans.test_passport import say as say_about_me

PAPER = "Print this on paper"


@pytest.fixture
def agreeing(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def asked(page: SeenPage) -> list[str]:
    return [words_of(one) for one in (*page.find_all("h2"), *page.find_all("h3"))]


def back_and_forth(house: PlanHouse, question: str, role: str = "person") -> SeenPage:
    """From the question to its paper, which leads back to it."""
    form = house.as_(role).get(question)
    paper = house.as_(role).get(form.links[PAPER])
    assert question in {one.get("href") for one in paper.find_all("a")}
    assert {"Who helped?", "Date"} <= set(asked(paper)) and len(paper.find_all(".room")) >= 3
    return paper


@pytest.mark.parametrize("part", [None, WANTS])
def test_the_question_of_agreement(agreeing: PlanHouse, part: Part | None) -> None:
    house = agreeing
    answer(house, AgreementAnswer.CHANGE, part, words="Not for the table")
    url = house.url(part, "answer") if part else house.url("answer")
    page = back_and_forth(house, url)
    assert page.h1 == (str(part.words) if part else "The whole plan")
    assert "Plan 1" in page.text and "Ottoline" in page.text
    ticks = [words_of(one) for one in page.find_all(".tick-one li")]
    assert ticks == [
        *(str(each.words) for each in AgreementAnswer),
        *(str(words) for _value, words in SHOWN_HOW),
    ]
    assert not page.find_all("[checked]")
    assert {"What do you say?", "The two people who saw it"} <= set(asked(page))
    assert "Somebody else types it in only when two people saw it." in plain(page)
    for private in ("A garden.", "My own front door.", "Not for the table"):
        assert private not in page.html
    # A member has a view of their own to write down.
    back_and_forth(house, url, "sister")


def test_the_questions_of_a_review(portal: Flask) -> None:
    house = follow(build_plan_house(portal))
    say(house, "person", working="Not for the table")
    page = back_and_forth(house, house.url("review", "view"))
    assert {"What works", "What does not work"} <= set(asked(page))
    assert "Not for the table" not in page.html
    house.as_("friend").get(house.url("review", "view", "paper"), status=404)


@pytest.mark.parametrize("part", ABOUT_ME)
def test_each_part_of_about_me(plan_home: PlanHouse, part: Part) -> None:
    house = plan_home
    words = {"do": "Private", "dont": "Too"} if part is Part.PLEASE_DO else {"text": "Private"}
    say_about_me(house, part, content=words)
    url = f"/people/{house.person_id}/about-me/{part.value}"
    page = back_and_forth(house, f"{url}/change")
    assert page.h1 == str(part.words) and "Private" not in page.html
    prompts = [str(PROMPTS[part])] if part in PROMPTS else ["Please do", "Please do not"]
    assert set(prompts) <= set(asked(page))
    assert [words_of(one) for one in page.find_all(".think-of li")] == [
        str(each) for each in THINK_OF.get(part, ())
    ]
    for role in ("sister", "friend", "stranger"):
        house.as_(role).get(f"{url}/paper", status=404)


def test_the_agreement_on_how_we_decide(plan_home: PlanHouse) -> None:
    page = back_and_forth(plan_home, plan_home.url(Part.PLAN_DECISIONS, "change"))
    wanted = {"Which decision?", "How must I take part?", "Who decides in the end?"}
    assert wanted <= set(asked(page))


def test_nobody_prints_a_question_that_is_not_theirs(agreeing: PlanHouse) -> None:
    house = agreeing
    for role in ("friend", "stranger"):
        house.as_(role).get(house.url("answer", "paper"), status=404)
        house.as_(role).get(house.url(WANTS, "answer", "paper"), status=404)
    # A section that is in no plan asks nothing; About me has papers of its own.
    house.as_("person").get(house.url(Part.PLAN_SAFE, "answer", "paper"), status=404)
    house.as_("person").get(house.url(Part.WELLNESS, "answer", "paper"), status=404)
    house.hide("sister", WANTS)
    house.as_("sister").get(house.url(WANTS, "answer", "paper"), status=404)


def test_before_there_is_a_plan_nothing_is_asked_on_paper(plan_home: PlanHouse) -> None:
    plan_home.as_("person").get(plan_home.url("answer", "paper"), status=404)
