"""What a review leaves for the next meeting: chosen by whoever holds it, kept once each."""

from __future__ import annotations

from typing import Any

import pytest

from app.audit.models import AuditEvent
from app.people.models import MeetingPoint, PointFrom
from app.people.parts import Level, Part
from app.plans.models import PlanReview, ReviewView
from tests.page_client import SeenPage
from tests.plans.house import SISTER, PlanHouse, plain
from tests.plans.looking import COUSIN, add_care_manager, add_cousin, follow, say, talk

WANTS, HOME = Part.PLAN_WANTS, Part.PLAN_HOME
EARLY, FINE = "Vexqualm at eight is too early", "Eight is a good time"
KEEP = "Keep it for the next meeting"


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    """The person says that something does not work; her sister that it does. They talked."""
    follow(plan_house)
    say(plan_house, "person", not_working=EARLY)
    say(plan_house, "sister", working=FINE)
    talk(plan_house)
    return plan_house


def held(house: PlanHouse) -> PlanReview:
    found: PlanReview = house.rows(PlanReview)[-1]
    return found


def url(house: PlanHouse, *then: object) -> str:
    return house.url("reviews", held(house).id, "points", *then)


def view(house: PlanHouse, text: str) -> ReviewView:
    found: ReviewView = house.rows(ReviewView, ReviewView.not_working == text)[0]
    return found


def keep(
    house: PlanHouse, source: object, role: str = "person", status: int = 303, **given: Any
) -> SeenPage:
    form = {"about": WANTS.value, "text": "When do we begin?", **given}
    return house.as_(role).post(url(house, source), form, status=status)


def test_a_difference_becomes_a_point_by_choice(house: PlanHouse) -> None:
    page = house.as_("person").get(house.url("reviews", held(house).id))
    points = house.as_("person").get(
        next(where for words, where in page.links.items() if "What to talk about next" in words)
    )
    assert house.rows(MeetingPoint) == []
    for words in (EARLY, FINE, SISTER, "What does not work", "What works", "We go to the sea"):
        assert words in plain(points)
    source = view(house, EARLY).id
    form = house.as_("person").get(url(house, source))
    # Nothing is chosen, and nobody's words become the holder's without being typed.
    assert form.fields("form.question")["about"] == form.fields("form.question")["text"] == ""
    keep(house, source)
    (point,) = house.rows(MeetingPoint)
    assert (point.point_from, point.source_id) == (PointFrom.REVIEW, source)
    assert (point.part, point.words) == (WANTS, "When do we begin?")
    assert point.raised_by == house.accounts["person"]
    shown = house.as_("sister").get(f"/people/{house.person_id}/meeting-points")
    assert "When do we begin?" in shown.text and EARLY not in shown.text
    (event,) = [each for each in house.rows(AuditEvent) if each.name == "meeting-point.raised"]
    assert event.facts == {"part": "plan-wants", "from": "review"}


def test_what_the_review_changes_becomes_a_point(house: PlanHouse) -> None:
    form = house.as_("person").get(url(house, held(house).id)).fields("form.question")
    assert form["text"] == "We go to the sea in June." and form["about"] == ""
    keep(house, held(house).id, text=form["text"])
    (point,) = house.rows(MeetingPoint)
    assert (point.point_from, point.words) == (PointFrom.REVIEW, "We go to the sea in June.")


def test_each_is_kept_once(house: PlanHouse) -> None:
    source = view(house, EARLY).id
    keep(house, source)
    # The same form twice.
    keep(house, source)
    late = keep(house, source, status=422, text="Other words")
    assert "Somebody kept this already." in late.text
    assert late.fields("form.question")["text"] == "Other words"
    assert len(house.rows(MeetingPoint)) == 1
    page = house.as_("person").get(url(house))
    assert page.text.count(KEEP) == 1 and "Kept for the next meeting." in plain(page)
    assert house.as_("person").get(url(house, source), status=303).location.endswith("/points")


def test_it_needs_words_and_a_section_that_the_holder_sees(house: PlanHouse) -> None:
    source = view(house, EARLY).id
    for wrong in ({"text": " "}, {"about": ""}, {"about": "most-important"}, {"text": "x" * 501}):
        page = keep(house, source, status=422, **wrong)
        assert page.find_all(".wrong")
    assert house.rows(MeetingPoint) == []


def test_where_everybody_says_the_same_there_is_no_difference(plan_home: PlanHouse) -> None:
    house = follow(plan_home)
    say(house, "person", working=FINE, not_working=EARLY)
    say(house, "sister", not_working="Vexqualm at nine")
    talk(house)
    page = plain(house.as_("person").get(url(house)))
    # The sister's "does not work" meets the person's "works"; the person's own meets nobody's.
    assert "Vexqualm at nine" in page and EARLY not in page
    house.as_("person").get(url(house, view(house, EARLY).id), status=404)


def test_only_whoever_holds_it_may(house: PlanHouse) -> None:
    source = view(house, EARLY).id
    add_care_manager(house)
    for role in ("sister", "friend", "stranger", "caremanager"):
        house.as_(role).get(url(house), status=404)
        house.as_(role).get(url(house, source), status=404)
        keep(house, source, role, status=404)
    assert (
        "What to talk about next"
        not in house.as_("sister").get(house.url("reviews", held(house).id)).text
    )
    assert house.rows(MeetingPoint) == []


def test_a_keeper_is_offered_what_they_may_read_and_no_more(house: PlanHouse) -> None:
    """The keeper sees one section and not the circle: no sister, no cousin, not what changes."""
    house.write(HOME, "My own front door.")
    house.publish(starts=True)
    add_cousin(house)
    add_care_manager(house)
    house.share("caremanager", WANTS, level=Level.COMMENT)
    say(house, "cousin", not_working="Vexqualm of the cousin")
    say(house, "caremanager", working=FINE)
    talk(house)
    page = house.as_("caremanager").get(url(house))
    for words in ("of the cousin", COUSIN, SISTER, "We go to the sea"):
        assert words not in page.html
    house.as_("caremanager").get(url(house, held(house).id), status=404)
    house.as_("caremanager").get(url(house, view(house, "Vexqualm of the cousin").id), status=404)
    say(house, "person", not_working=EARLY + " still")
    say(house, "caremanager", working=FINE)
    talk(house, "caremanager")
    source = view(house, EARLY + " still").id
    keep(house, source, "caremanager", about=HOME.value, status=422)
    keep(house, source, "caremanager")
    (point,) = house.rows(MeetingPoint)
    assert point.raised_by == house.accounts["caremanager"]
    assert house.url("reviews", held(house).id) and "Kept for" in plain(
        house.as_("caremanager").get(url(house))
    )


def test_of_another_review_it_is_not_found(house: PlanHouse) -> None:
    source = view(house, EARLY).id
    say(house, "person", working="All is well")
    talk(house)
    house.as_("person").get(url(house, source), status=404)
    keep(house, source, status=404)


def test_many_views_take_as_few_queries_as_one(plan_home: PlanHouse) -> None:
    house = follow(plan_home)
    say(house, "person", not_working=EARLY)
    say(house, "sister", working=FINE)
    talk(house)
    house.as_("person").get(url(house))
    with house.queries() as few:
        house.as_("person").get(url(house))
    assert len(few) <= 10
    keep(house, view(house, EARLY).id)
    with house.queries() as many:
        house.as_("person").get(url(house))
    assert len(many) == len(few)
    # A keeper asks more: who keeps the plan, and what they may read of it.
    add_care_manager(house)
    house.share("caremanager", WANTS)
    house.as_("caremanager").get(url(house))
    with house.queries() as keepers:
        house.as_("caremanager").get(url(house))
    assert len(keepers) <= 10
