"""A comment tells the person that something waits, and no more; one page holds all that waits."""

from __future__ import annotations

import uuid

from app.notices.models import Channel, Notice
from app.people.models import Relationship
from app.people.parts import Level, Part
from app.plans.models import Comment
from tests.plans.house import FRIEND, SISTER, PlanHouse, plain
from tests.plans.test_comments import comment, say

WANTS, HOME = Part.PLAN_WANTS, Part.PLAN_HOME
WORD = "Vexqualm"
NURSE = "Euphemia Nursewick"


def told(house: PlanHouse, kind: str = "plan-commented") -> list[Notice]:
    return house.rows(Notice, Notice.kind == kind)


def test_the_person_hears_of_a_comment_without_a_word_of_it(plan_house: PlanHouse) -> None:
    house = plan_house
    say(house, "sister", f"{WORD} is too early")
    found = told(house)
    assert [each.channel for each in found] == [Channel.SCREEN, Channel.EMAIL]
    for each in found:
        assert each.account_id == house.accounts["person"]
        assert each.path == house.url("comments")
        for word in (WORD, SISTER, "Ottoline", "What I want", "plan-wants"):
            assert word not in f"{each.subject} {each.body} {each.path}"
    page = house.as_("person").get(found[0].path)
    assert WORD in page.text and SISTER in page.text and "What I want" in page.text


def test_many_comments_are_one_message_until_it_is_read(plan_house: PlanHouse) -> None:
    house = plan_house
    house.share("friend", HOME, level=Level.COMMENT)
    for number in range(3):
        say(house, "sister", f"{WORD} {number}")
    say(house, "friend", f"{WORD} at home", part=HOME)
    assert len(told(house)) == 2
    screen = told(house)[0]
    house.as_("person").post(f"/messages/{screen.id}/read")
    say(house, "sister", f"{WORD} again")
    assert len(told(house)) == 4


def test_ones_own_comment_and_one_that_is_refused_tell_nobody(plan_house: PlanHouse) -> None:
    house = plan_house
    say(house, "person", "I tell myself")
    say(house, "sister", "x" * 5_001, status=422)
    form = house.as_("sister").get(house.url(WANTS, "comments")).fields("form.question")
    house.hide("sister", WANTS)
    sent = {**form, "text": "Hidden from me by now"}
    house.as_("sister").post(house.url(WANTS, "comments"), sent, status=404)
    assert len(house.rows(Comment)) == 1 and house.rows(Notice) == []


def test_nobody_else_hears_of_a_comment(plan_house: PlanHouse) -> None:
    house = plan_house
    house.share("friend", WANTS, Part.CIRCLE)
    say(house, "sister", f"{WORD} for her")
    say(house, "person", f"{WORD} for them")
    assert {each.account_id for each in house.rows(Notice)} == {house.accounts["person"]}


def test_all_that_waits_stands_on_one_page_as_far_as_one_may_read_it(
    plan_house: PlanHouse,
) -> None:
    house = plan_house
    house.add_member("nurse", NURSE, Relationship.HEALTH_PROFESSIONAL)
    house.share("nurse", HOME, level=Level.COMMENT)
    comment(house, "nurse", f"{WORD} of the nurse", part=HOME)
    comment(house, "sister", f"{WORD} of the sister")
    comment(house, "person", f"{WORD} of mine")
    url = house.url("comments")
    mine = plain(house.as_("person").get(url))
    assert all(f"{WORD} of {whose}" in mine for whose in ("the nurse", "the sister", "mine"))
    sister = house.as_("sister").get(url)
    assert "of the sister" in sister.text and "of mine" in sister.text
    # Another section, and a writer whom she may not know.
    assert "of the nurse" not in sister.text and NURSE not in sister.html
    assert "My home" not in sister.text
    house.hide("sister", WANTS)
    house.as_("sister").get(url, status=404)
    nurse = house.as_("nurse").get(url)
    assert "of the nurse" in nurse.text and "of mine" not in nurse.text
    for role in ("friend", "stranger"):
        assert FRIEND not in house.as_(role).get(url, status=404).html


def test_it_is_reached_from_the_plan_and_shows_older_ones(plan_home: PlanHouse) -> None:
    house = plan_home
    url = house.as_("person").get(house.url()).links["What people think"]
    assert "Nothing waits for an answer." in house.as_("person").get(url).text
    comment(house, "sister", "The first")
    house.as_("person").get(url)
    with house.queries() as few:
        house.as_("person").get(url)
    for number in range(24):
        comment(house, "sister", f"Number {number}")
    with house.queries() as many:
        page = house.as_("person").get(url)
    assert len(many) == len(few) <= 10
    assert len(page.find_all("main li.row")) == 20
    older = house.as_("person").get(page.links["Show older ones"])
    assert len(older.find_all("main li.row")) == 5 and "The first" in older.text
    house.as_("person").get(f"{url}?before={uuid.uuid4()}")
