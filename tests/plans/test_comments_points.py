"""Points for the next meeting: kept until there are meetings, for whoever may see the part."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from app.audit.models import AccessEvent
from app.database import now
from app.people.models import MeetingPoint, PointFrom, Relationship
from app.people.parts import Level, Part
from tests.plans.house import PlanHouse, plain
from tests.plans.test_comments import NURSE, WANTS, WORD, comment


def point(house: PlanHouse, role: str, words: str, part: Part = WANTS, **given: Any) -> uuid.UUID:
    key = uuid.uuid4()
    house.add(
        MeetingPoint(
            id=key,
            person_id=house.person_id,
            part=part,
            point_from=PointFrom.COMMENT,
            words=words,
            language="en",
            raised_by=house.accounts[role],
            **given,
        )
    )
    return key


def points(house: PlanHouse) -> str:
    return f"/people/{house.person_id}/meeting-points"


def test_points_are_kept_and_the_person_ends_them(plan_house: PlanHouse) -> None:
    house = plan_house
    raised = point(house, "sister", "The garden centre")
    page = house.as_("person").get(points(house))
    assert "We keep these for the next meeting." in page.text
    assert "The garden centre" in page.text
    for _turn in range(2):
        house.as_("person").post(f"{points(house)}/{raised}/done")
    [kept] = house.rows(MeetingPoint)
    assert kept.done_at is not None and kept.done_by == house.accounts["person"]
    later = house.as_("person").get(points(house))
    assert "Nothing to talk about now." in later.text and "The garden centre" in later.text


def test_nobody_else_ends_a_point(plan_house: PlanHouse) -> None:
    house = plan_house
    raised = point(house, "sister", "The garden centre")
    assert "We talked about it" not in house.as_("sister").get(points(house)).text
    for role in ("sister", "friend", "stranger"):
        house.as_(role).post(f"{points(house)}/{raised}/done", status=404)
    assert house.rows(MeetingPoint)[0].done_at is None


def test_only_points_of_what_one_sees_and_of_whom_one_knows(plan_house: PlanHouse) -> None:
    house = plan_house
    house.add_member("nurse", NURSE, Relationship.HEALTH_PROFESSIONAL)
    house.share("nurse", WANTS, level=Level.WRITE)
    elsewhere = point(house, "person", f"{WORD} of my home", part=Part.PLAN_HOME)
    by_nurse = point(house, "nurse", f"{WORD} of the nurse")
    point(house, "person", "By Ottoline")
    point(house, "sister", "By the sister")
    page = house.as_("sister").get(points(house))
    assert "By Ottoline" in page.text and "By the sister" in page.text
    for word in (WORD, NURSE, str(Part.PLAN_HOME.words), str(elsewhere), str(by_nurse)):
        assert word not in page.html
    house.share("sister", Part.CIRCLE)
    assert f"{WORD} of the nurse" in house.as_("sister").get(points(house)).text


def test_a_point_does_not_lead_to_a_comment_that_is_not_for_the_reader(
    plan_home: PlanHouse,
) -> None:
    house = plan_home
    house.add_member("nurse", NURSE, Relationship.HEALTH_PROFESSIONAL)
    asked = comment(house, "nurse", f"{WORD} asked")
    point(house, "person", "When we start", source_id=asked)
    page = house.as_("sister").get(points(house))
    assert "When we start" in page.text and str(asked) not in page.html
    assert str(asked) in house.as_("person").get(points(house)).html


def test_what_was_talked_about_before_sharing_was_never_shared(plan_home: PlanHouse) -> None:
    house = plan_home
    house.share("friend", WANTS)
    point(house, "person", f"{WORD} long ago", done_at=now() - timedelta(days=3))
    assert WORD not in house.as_("friend").get(points(house)).html
    assert WORD in house.as_("person").get(points(house)).html


def test_reading_points_is_told_and_costs_few_queries(plan_home: PlanHouse) -> None:
    house = plan_home
    for number in range(25):
        point(house, "person", f"Point {number}")
        point(house, "sister", f"Done {number}", done_at=now())
    house.as_("sister").get(points(house))
    before = len(house.rows(AccessEvent))
    with house.queries() as seen:
        page = house.as_("sister").get(points(house))
        asked = [each for each in seen if not each.startswith("INSERT")]
    assert len(asked) <= 10, asked
    assert {each.part for each in house.rows(AccessEvent)[before:]} == {"plan-wants"}
    assert plain(page).count("Ottoline Bract") >= 20
    house.as_("sister").get(page.links["Show older ones"])
