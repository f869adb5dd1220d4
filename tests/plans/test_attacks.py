"""Ways to a plan that nobody agreed to: tried by whoever has a role, a paper or a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app.accounts.models import Device, SignIn, TrustedBy
from app.extensions import db
from app.people.actions.records import today
from app.people.models import SpokenFor
from app.people.parts import Part
from app.plans.actions.said import Refused
from app.plans.models import Agreement, PlanReview
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
