"""Making a new plan: what is new in plain sentences, one version a press, nobody overrun."""

from __future__ import annotations

from typing import Any

import pytest

from app.audit.models import AccessEvent, AuditEvent
from app.notices.models import Notice
from app.people.models import Area, Relationship, SpokenFor
from app.people.parts import Level, Part
from app.plans.models import Change, DecidedBy, PlanStart, PlanVersion, VersionSection
from tests.page_client import SeenPage
from tests.plans.house import SISTER, PlanHouse, plain

WANTS, HOME, SAFE = Part.PLAN_WANTS, Part.PLAN_HOME, Part.PLAN_SAFE


def show(house: PlanHouse, role: str = "person") -> SeenPage:
    return house.as_(role).get(house.url("publish"))


def press(house: PlanHouse, page: SeenPage, role: str = "person", status: int = 303) -> SeenPage:
    return house.as_(role).post(house.url("publish"), page.fields("form.question"), status=status)


def changes(house: PlanHouse, number: int) -> dict[Part, Change]:
    (version,) = house.rows(PlanVersion, PlanVersion.number == number)
    rows = house.rows(VersionSection, VersionSection.version_id == version.id)
    return {row.section: row.change for row in rows}


def test_what_is_new_is_listed_with_who_and_becomes_a_version(plan_house: PlanHouse) -> None:
    house = plan_house
    house.take(house.suggest(WANTS, "A dog"))
    house.write(HOME, "A garden")
    page = show(house)
    assert f"{SISTER} suggested “What I want”. You took it." in plain(page)
    assert "You wrote “My home”." in plain(page)
    answer = press(house, page)
    assert answer.location.endswith(house.url("answer"))
    assert changes(house, 1) == {WANTS: Change.NEW, HOME: Change.NEW}
    # Nothing starts by it.
    assert house.rows(PlanStart) == []
    assert "There is nothing new." in show(house).text
    assert {"plan-wants", "plan-home"} <= {each.part for each in house.rows(AccessEvent)}
    assert "dog" not in str([each.facts for each in house.rows(AuditEvent)])


def test_only_what_changed_is_told_and_an_emptied_part_is_taken_out(plan_house: PlanHouse) -> None:
    house = plan_house
    for part in (WANTS, HOME, SAFE):
        house.write(part, "First words")
    press(house, show(house))
    house.write(WANTS, "Second words")
    house.write(HOME, "")
    page = show(house)
    assert "You changed “What I want”." in plain(page) and "You took out “My home”." in plain(page)
    assert "Keeping me and others safe" not in page.text
    press(house, page)
    assert changes(house, 2) == {WANTS: Change.CHANGED, HOME: Change.TAKEN_OUT, SAFE: Change.SAME}
    house.write(HOME, "Back again")
    press(house, show(house))
    assert changes(house, 3)[HOME] is Change.NEW


def test_written_and_emptied_before_any_plan_is_nothing_new(plan_house: PlanHouse) -> None:
    plan_house.write(WANTS, "Written")
    plan_house.write(WANTS, "")
    assert "There is nothing new." in show(plan_house).text


def test_a_second_press_is_no_second_plan(plan_house: PlanHouse) -> None:
    house = plan_house
    house.write(WANTS, "A dog")
    page = show(house)
    press(house, page)
    again = press(house, page, status=422)
    assert again.h1 == "Somebody made a new plan just now"
    assert again.links["Look at the plan"] == house.url("versions", 1)
    assert len(house.rows(PlanVersion)) == 1


@pytest.mark.parametrize("number", ["", "-1", "7", "not a number", "9" * 30])
def test_a_forged_number_makes_nothing(plan_house: PlanHouse, number: str) -> None:
    plan_house.write(WANTS, "A dog")
    answer = plan_house.as_("person").post(
        plan_house.url("publish"), {"seen_number": number}, status=422
    )
    assert "There is nothing new." in answer.text
    assert plan_house.rows(PlanVersion) == []


@pytest.mark.parametrize("role", ["sister", "friend", "stranger"])
def test_nobody_else_makes_a_plan(plan_house: PlanHouse, role: str) -> None:
    plan_house.write(WANTS, "A dog")
    plan_house.as_(role).get(plan_house.url("publish"), status=404)
    plan_house.as_(role).post(plan_house.url("publish"), {"seen_number": "0"}, status=404)
    assert plan_house.rows(PlanVersion) == []


@pytest.fixture
def speaker_house(plan_house: PlanHouse) -> PlanHouse:
    """The sister sees and speaks about what is wanted, and about nothing else."""
    plan_house.add(
        SpokenFor(
            person_id=plan_house.person_id,
            member_id=plan_house.members["sister"],
            area=Area.PLAN,
        )
    )
    return plan_house


def test_who_speaks_makes_a_plan_of_what_they_decide_and_the_person_hears_of_it(
    speaker_house: PlanHouse,
) -> None:
    house = speaker_house
    house.write(WANTS, "A dog")
    house.write(SAFE, "A secret")
    page = show(house, "sister")
    assert "What I want" in page.text and "safe" not in page.text
    answer = press(house, page, "sister")
    assert answer.location.endswith(house.url())
    assert changes(house, 1) == {WANTS: Change.NEW}
    (version,) = house.rows(PlanVersion)
    assert version.basis is DecidedBy.SPEAKER
    told = house.rows(Notice, Notice.account_id == house.accounts["person"])
    assert {each.kind for each in told} == {"plan-published"} and "dog" not in told[0].body
    assert house.rows(PlanStart) == []


def test_a_hidden_section_is_neither_told_nor_moved(speaker_house: PlanHouse) -> None:
    house = speaker_house
    house.share("sister", SAFE)
    house.write(WANTS, "A dog")
    house.hide("sister", WANTS)
    page = show(house, "sister")
    assert "There is nothing new." in page.text and "What I want" not in page.text
    house.as_("sister").post(house.url("publish"), {"seen_number": "0"}, status=422)
    assert house.rows(PlanVersion) == []


def test_the_list_names_nobody_whom_its_reader_may_not_know(speaker_house: PlanHouse) -> None:
    house = speaker_house
    house.add_member("worker", "Winifred Workwick", Relationship.SUPPORT_WORKER)
    house.share("worker", WANTS, level=Level.WRITE)
    house.take(house.suggest(WANTS, "A dog", role="worker"))
    page = show(house, "sister")
    assert "Winifred" not in page.html
    assert "Somebody who helps Ottoline Bract suggested “What I want”." in plain(page)


def test_a_plan_of_many_sections_asks_no_more_queries(plan_home: PlanHouse) -> None:
    house = plan_home
    house.write(WANTS, "One")
    press(house, show(house))
    house.write(WANTS, "Two")
    show(house)
    with house.queries() as few:
        show(house)
    for part in Part:
        if part.value.startswith("plan-") and part is not Part.PLAN_COUNCIL:
            house.write(part, "More")
    with house.queries() as many:
        page = show(house)
    assert len(many) == len(few) <= 10 and len(page.find_all("main li.row")) == 11


def test_a_version_of_the_plan_is_what_was_seen_whatever_waits(plan_house: PlanHouse) -> None:
    """A suggestion that nobody took is in no plan."""
    house = plan_house
    house.write(WANTS, "A dog")
    house.suggest(WANTS, "Two cats")
    page = show(house)
    assert "suggested" not in page.text
    press(house, page)
    given: list[Any] = house.rows(VersionSection)
    assert [row.text.content["text"] for row in given] == ["A dog"]
