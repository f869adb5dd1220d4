"""Ways to a plan that nobody agreed to: tried by whoever has a role, a paper or a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.models import Device, SignIn, TrustedBy
from app.extensions import db
from app.people.actions.records import today
from app.people.models import Area, SpokenFor
from app.people.parts import Level, Part
from app.plans.actions.publishing import strike
from app.plans.actions.said import Refused
from app.plans.models import Agreement, PlanReview, SectionText, Strike
from tests.plans.agreeing import (
    CHANGE,
    HOME,
    WANTS,
    YES,
    answer,
    build_agreeing_house,
    confirm,
    newest,
    paper,
    started,
    without_account,
    written,
)
from tests.plans.house import PlanHouse
from tests.plans.looking import talk
from tests.plans.test_agreeing_start import decided, start


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def again(house: PlanHouse, part: Part) -> None:
    """A new version, in which one section says something else."""
    house.write(part, "Another way.")
    house.publish()


def in_days(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def test_given_a_decision_that_carried_a_start_when_the_text_changes_then_it_carries_no_other(
    house: PlanHouse,
) -> None:
    decision = decided(house)
    start(house, decision)
    again(house, HOME)
    with pytest.raises(Refused):
        start(house, decision)
    start(house, decided(house, HOME))
    assert started(house) == ["not-agreed-by-me", "not-agreed-by-me"]


def test_given_a_plan_not_agreed_when_an_attorney_agrees_to_one_part_then_the_rest_does_not_start(
    house: PlanHouse,
) -> None:
    start(house, decided(house))
    again(house, WANTS)
    paper(house, scope=[WANTS.value])
    house.capacity(WANTS)
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)
    paper(house)
    house.capacity(WANTS, HOME)
    answer(house, YES, role="attorney", for_person=True)
    assert started(house) == ["not-agreed-by-me", "by-representative"]


@pytest.mark.parametrize("part", [None, HOME])
def test_given_the_person_tapped_change_when_three_others_write_their_yes_then_it_is_refused(
    house: PlanHouse, part: Part | None
) -> None:
    answer(house, CHANGE, part)
    with pytest.raises(Refused):
        written(house, YES, part)
    answer(house, YES, part)
    assert len(house.rows(Agreement)) == 2


def test_given_a_change_that_others_wrote_down_when_the_person_has_no_account_then_a_yes_may_follow(
    house: PlanHouse,
) -> None:
    without_account(house)
    for said in (CHANGE, YES):
        written(house, said)
        for role in ("sister", "friend"):
            confirm(house, role)
    assert started(house) == ["agreed"]


def test_given_a_plan_not_agreed_when_it_is_talked_about_then_the_next_look_stays_near(
    home: PlanHouse,
) -> None:
    start(home, decided(home))
    talk(home, "caremanager", 422, next_on=in_days(29))
    assert home.rows(PlanReview) == []
    talk(home, "caremanager", next_on=in_days(28))


def test_given_a_plan_not_agreed_when_the_person_says_yes_later_then_a_year_is_good(
    home: PlanHouse,
) -> None:
    start(home, decided(home))
    answer(home, YES)
    talk(home, "caremanager", next_on=in_days(300))
    assert newest(home).number == 1


def test_given_a_new_device_when_somebody_is_named_to_speak_then_nobody_speaks(
    home: PlanHouse,
) -> None:
    browser = home.as_("person")
    with home.portal.app_context(), db.writing():
        for sign_in in db.session.query(SignIn).filter_by(account_id=home.accounts["person"]):
            device = db.session.get_one(Device, sign_in.device_id)
            device.is_first, device.trusted_by = False, TrustedBy.PASSWORD_AND_LINK
    where = f"/people/{home.person_id}/speaks-for-me/new/plan"
    page = browser.post(where, {"member": str(home.members["sister"])}, status=422)
    assert "This device is new." in page.text
    assert home.rows(SpokenFor) == []


def test_who_speaks_for_somebody_strikes_out_nothing_that_they_agreed_to(
    plan_home: PlanHouse,
) -> None:
    # given the friend who speaks for the person on the plan, and a text that the person agreed to
    plan_home.share("friend", Part.PLAN_WANTS, level=Level.WRITE)
    plan_home.add(
        SpokenFor(
            person_id=plan_home.person_id, member_id=plan_home.members["friend"], area=Area.PLAN
        )
    )
    text_id = plan_home.write(Part.PLAN_WANTS, "A dog of my own")
    plan_home.publish(starts=True)
    # when the friend strikes it out, then nothing is struck
    with (
        pytest.raises(Refused),
        plan_home.acting("friend") as (by, person),
    ):
        text = db.session.get_one(SectionText, text_id)
        strike(by=by, person=person, text=text, reason="No dog", language="en")
    assert plan_home.rows(Strike) == []


def test_what_a_review_changes_is_not_read_by_whom_a_section_is_hidden_from(
    plan_home: PlanHouse,
) -> None:
    # given a sister from whom one section of the plan is hidden
    plan_home.share("sister", Part.PLAN_HOME)
    plan_home.write(Part.PLAN_WANTS, "The sea")
    plan_home.write(Part.PLAN_HOME, "A house by the sea")
    version_id = plan_home.publish(starts=True)
    day = today()
    review = PlanReview(
        person_id=plan_home.person_id,
        version_id=version_id,
        held_on=day,
        who_was_there="Test",
        what_changes="The Wrenfield house is off",
        next_on=day + timedelta(days=90),
        language="en",
        recorded_by=plan_home.accounts["person"],
    )
    plan_home.add(review)
    url = f"/people/{plan_home.person_id}/plan/reviews/{plan_home.rows(PlanReview)[0].id}"
    assert "Wrenfield" in plan_home.as_("sister").get(url).text
    plan_home.hide("sister", Part.PLAN_HOME)
    # when she opens the review, then she reads nothing of what changes
    assert "Wrenfield" not in plan_home.as_("sister").get(url).text
