"""The paper twin: the questions of a section on A4, and nothing that anybody wrote."""

from __future__ import annotations

import pytest

from app.people.parts import PLAN_SECTIONS, Part
from app.plans.sections import SECTIONS
from tests.page_tree import words_of
from tests.plans.house import PlanHouse

WANTS = Part.PLAN_WANTS


@pytest.mark.parametrize("part", PLAN_SECTIONS)
def test_each_question_has_room_and_no_answer_stands_on_it(
    plan_home: PlanHouse, part: Part
) -> None:
    house = plan_home
    house.write(part, "Nobody else should read this on a table")
    page = house.as_("person").get(house.url(part, "paper"))
    section = SECTIONS[part]
    assert page.h1 == str(part.words) and "Nobody else" not in page.html
    asked = {words_of(one) for one in page.find_all("h2")} | {
        words_of(one) for one in page.find_all("h3")
    }
    with house.portal.test_request_context("/?lang=en"):
        wanted = {str(section.prompt), "Who helped?", "Date"}
        wanted |= {str(field.words) for field in (*section.fields, *section.columns)}
        choices = [str(words) for field in section.fields for _value, words in field.choices]
    assert wanted <= asked
    assert [words_of(one) for one in page.find_all(".tick-one li")] == choices
    assert "Give it to somebody who helps. They type it in." in page.text


def test_it_is_in_the_readers_language(plan_home: PlanHouse) -> None:
    page = plan_home.as_("person").get(plan_home.url(WANTS, "paper") + "?lang=ur")
    assert '<html lang="ur" dir="rtl"' in page.html


def test_it_is_reached_from_the_form_and_leads_back_to_it(plan_home: PlanHouse) -> None:
    form = plan_home.as_("person").get(plan_home.url(WANTS, "change"))
    paper = plan_home.as_("person").get(form.links["Print this on paper"])
    assert plan_home.url(WANTS, "change") in {one.get("href") for one in paper.find_all("a")}


def test_it_is_for_whoever_may_type_it_in(plan_home: PlanHouse) -> None:
    plan_home.as_("sister").get(plan_home.url(WANTS, "paper"))
    for role in ("friend", "stranger"):
        plan_home.as_(role).get(plan_home.url(WANTS, "paper"), status=404)
