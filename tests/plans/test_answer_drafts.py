"""What somebody types in an answer or a review outlives the page, and is for nobody but them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from wtforms import SelectMultipleField

from app.people.models import Draft
from app.people.parts import Part
from app.people.typed import bring_back, typed
from app.plans.forms.agreeing import AnswerForm, WriteDownForm
from app.plans.forms.reviewing import HoldForm
from app.plans.models import Agreement, PlanReview, ReviewView
from tests.page_client import Browser
from tests.plans.agreeing import HOME, WANTS, build_agreeing_house
from tests.plans.house import PlanHouse, build_plan_house
from tests.plans.looking import follow
from tools.counting import MOST_QUERIES

TYPED = "Wexbridge before I press anything"
UNKEPT = "You did not keep these words yet."


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def followed(portal: Flask) -> PlanHouse:
    return follow(build_plan_house(portal))


def type_in(house: PlanHouse, role: str, url: str, **form: Any) -> None:
    """What the page's script sends while somebody types."""
    page = house.as_(role).get(url)
    where = page.find("form.question").get("data-draft-url")
    assert where == f"{url}/draft"
    sent = {**page.fields("form.question"), **form}
    assert house.as_(role).client.post(where, data=sent).status_code == 204


@pytest.mark.parametrize("part", [None, WANTS])
def test_an_answer_comes_back_after_a_sign_out(house: PlanHouse, part: Part | None) -> None:
    url = house.url(part, "answer") if part else house.url("answer")
    shown = ["talked", "signs"]
    type_in(house, "person", url, answer="change", words=TYPED, shown_how=shown)
    other_phone = Browser(house.portal).sign_in("person")
    page = other_phone.get(url)
    assert UNKEPT in page.text and TYPED in page.text and "Change this" in page.text
    assert page.fields("form.question").get("words") == ""
    form = other_phone.get(page.links["Use these words"])
    fields = form.fields("form.question")
    assert (fields["words"], fields["answer"]) == (TYPED, "change")
    ticked = [one.get("value") for one in form.find_all("input[checked]")]
    assert {"talked", "signs"} <= set(ticked) and UNKEPT not in form.text
    other_phone.post(url, {**fields, "shown_how": shown})
    assert house.rows(Agreement)[-1].words == TYPED and house.rows(Draft) == []


def test_nobody_else_is_offered_it(house: PlanHouse) -> None:
    type_in(house, "person", house.url(WANTS, "answer"), words=TYPED)
    for role, url in (
        ("sister", house.url(WANTS, "answer")),
        ("person", house.url(HOME, "answer")),
    ):
        assert TYPED not in house.as_(role).get(url).html
    house.as_("friend").post(house.url(WANTS, "answer", "draft"), {"words": "x"}, status=404)
    house.as_("friend").post(house.url(WANTS, "answer", "throw-away"), {}, status=404)
    (draft,) = house.rows(Draft)
    assert draft.account_id == house.accounts["person"] and draft.content["words"] == TYPED


def test_the_words_come_back_to_a_new_text_and_the_answer_does_not(house: PlanHouse) -> None:
    url = house.url(WANTS, "answer")
    type_in(house, "person", url, answer="yes", words=TYPED)
    house.write(WANTS, "Two gardens.")
    house.publish()
    fields = house.as_("person").get(f"{url}?draft=use").fields("form.question")
    assert fields["words"] == TYPED and "answer" not in fields
    assert fields["text_id"] != house.rows(Draft)[0].content["text_id"]


def test_a_refused_answer_is_kept_and_one_that_is_stopped_is_not(house: PlanHouse) -> None:
    url = house.url(WANTS, "answer")
    fields = house.as_("person").get(url).fields("form.question")
    house.as_("person").post(url, {**fields, "words": TYPED}, status=422)
    assert house.rows(Draft)[0].content["words"] == TYPED
    house.as_("person").post(url, {**fields, "words": TYPED, "then": "stop"})
    assert house.rows(Draft) == [] and house.rows(Agreement) == []


def test_thrown_away_is_gone(house: PlanHouse) -> None:
    url = house.url("answer")
    type_in(house, "person", url, words=TYPED)
    form = house.as_("person").get(url).find("form.one-tap")
    page = house.as_("person").post(form.get("action", ""), {})
    assert house.rows(Draft) == [] and page.location.endswith(url)


def test_an_answer_that_somebody_writes_down_comes_back(house: PlanHouse) -> None:
    url = house.url("answers", "write-down")
    given = {"about": WANTS.value, "evidence": TYPED, "first_witness": "a@demo.example"}
    type_in(house, "nurse", url, **given)
    page = house.as_("nurse").get(url)
    assert UNKEPT in page.text and TYPED in page.text
    fields = house.as_("nurse").get(page.links["Use these words"]).fields("form.question")
    assert {name: fields[name] for name in given} == given
    assert TYPED not in house.as_("caremanager").get(url).html
    house.as_("nurse").post(url, {**fields, "then": "stop"})
    assert house.rows(Draft) == [] and house.rows(Agreement) == []


def test_what_one_thinks_in_a_review_comes_back(followed: PlanHouse) -> None:
    house, url = followed, followed.url("review", "view")
    type_in(house, "person", url, working=TYPED)
    page = house.as_("person").get(url)
    assert UNKEPT in page.text and TYPED in page.text
    fields = house.as_("person").get(page.links["Use these words"]).fields("form.question")
    assert fields["working"] == TYPED
    assert TYPED not in house.as_("sister").get(url).html
    house.as_("person").post(url, fields)
    assert house.rows(ReviewView)[0].working == TYPED and house.rows(Draft) == []


def test_a_talk_that_somebody_writes_down_comes_back(followed: PlanHouse) -> None:
    house, url = followed, followed.url("review", "hold")
    type_in(house, "person", url, what_changes=TYPED, held_on="2026-13-45")
    page = house.as_("person").get(url)
    assert UNKEPT in page.text and TYPED in page.text
    fields = house.as_("person").get(page.links["Use these words"]).fields("form.question")
    # Also a day that is none comes back as it was typed.
    assert (fields["what_changes"], fields["held_on"]) == (TYPED, "2026-13-45")
    house.as_("person").post(url, fields, status=422)
    assert house.rows(Draft)[0].content["what_changes"] == TYPED
    house.as_("person").post(url, {**fields, "then": "stop"})
    assert house.rows(Draft) == [] and house.rows(PlanReview) == []


def test_only_what_is_on_offer_is_chosen_again(portal: Flask) -> None:
    with portal.test_request_context("/"):
        form = AnswerForm(formdata=None)
        form.offer_helpers(())
        key = form.key.data
        given = {
            "answer": "never",
            "helped_by": "somebody-gone",
            "shown_how": "talked dreamt",
            "words": TYPED,
            "key": "old",
            "number": "7",
        }
        bring_back(form, given)
        assert not form.answer.data and not form.helped_by.data and form.key.data == key
        assert form.shown_how.data == ["talked"] and form.words.data == TYPED
        assert not form.number.data
        assert typed(form)["shown_how"] == "talked" and "key" not in typed(form)
        for each in (AnswerForm, WriteDownForm, HoldForm):
            kept = typed(each(formdata=None))
            assert all(isinstance(text, str) for text in kept.values())
        assert isinstance(form.shown_how, SelectMultipleField)


def test_a_draft_costs_no_more_queries_than_a_page_may_ask(portal: Flask) -> None:
    house = build_agreeing_house(portal)
    for role in ("sister", "attorney"):
        url = house.url(WANTS, "answer")
        type_in(house, role, url, words=TYPED)
        for where in (url, f"{url}?draft=use"):
            with house.queries() as seen:
                house.as_(role).get(where)
            assert len(seen) <= MOST_QUERIES, (role, where)
