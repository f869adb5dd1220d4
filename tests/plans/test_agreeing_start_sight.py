"""Whoever starts a plan without the yes sees all that changed; a refusal tells of nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from app.accounts.models import SignIn
from app.database import now
from app.extensions import db
from app.people.models import SharingDecision, SharingStop
from app.people.parts import PLAN_SECTIONS, Part
from app.plans.actions import starting
from app.plans.actions.said import Refused
from tests.plans.agreeing import (
    CHANGE,
    HOME,
    WANTS,
    YES,
    answer,
    build_agreeing_house,
    send,
    started,
)
from tests.plans.house import PlanHouse, plain
from tests.plans.test_agreeing_start import SAYS_NO, SOON, decided, start
from tools.counting import MOST_QUERIES, counted

FORM = {"dissent": SAYS_NO, "review_on": SOON.isoformat()}


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def never_share(house: PlanHouse, part: Part) -> None:
    """The care manager sees every section but this one."""
    with house.portal.app_context(), db.writing():
        for made in db.session.query(SharingDecision).filter_by(
            member_id=house.members["caremanager"]
        ):
            db.session.add(SharingStop(decision_id=made.id, stopped_by=house.accounts["person"]))
    house.share("caremanager", *(each for each in PLAN_SECTIONS if each is not part))


def hide(house: PlanHouse, part: Part) -> None:
    house.hide("caremanager", part)


@pytest.mark.parametrize("closed", [never_share, hide])
def test_nobody_starts_words_that_they_did_not_read(house: PlanHouse, closed: object) -> None:
    decision = decided(house, *PLAN_SECTIONS)
    closed(house, HOME)  # type: ignore[operator]
    with pytest.raises(Refused) as refused:
        start(house, decision)
    assert refused.value.words.msgid == starting.NO_DECISION.msgid
    assert started(house) == []


@pytest.mark.parametrize("closed", [never_share, hide])
def test_what_did_not_change_may_stay_closed(house: PlanHouse, closed: object) -> None:
    answer(house, YES)
    house.write(WANTS, "Two gardens.")
    house.publish()
    closed(house, HOME)  # type: ignore[operator]
    start(house, decided(house, WANTS))
    assert started(house) == ["agreed", "not-agreed-by-me"]


def test_the_refusal_is_the_same_for_what_lacks_and_for_what_is_hidden(home: PlanHouse) -> None:
    manager = home.as_("caremanager")
    first = decided(home, WANTS)
    lacks = manager.get(home.url("start"))
    assert "This needs a best interests decision about all that changed." in lacks.text
    decided(home, *PLAN_SECTIONS)
    home.hide("caremanager", HOME)
    hidden = manager.get(home.url("start"))
    assert plain(hidden) == plain(lacks)
    assert "My home" not in hidden.text
    sent = {**FORM, "best_interests": str(first), "number": "1"}
    refused = manager.post(home.url("start"), sent, status=422)
    # What was typed is not lost; all else is the same page.
    assert plain(refused).replace(SAYS_NO, "").split() == plain(lacks).split()
    assert started(home) == []


@pytest.mark.parametrize("starts", [True, False])
def test_the_page_knows_no_plan_that_changed_only_what_is_hidden(
    home: PlanHouse, starts: bool
) -> None:
    if starts:
        answer(home, YES)
    decided(home, *PLAN_SECTIONS)
    home.hide("caremanager", HOME)
    manager = home.as_("caremanager")
    before = plain(manager.get(home.url("start")))
    assert ("This plan started already." in before) is starts and "Plan 1" in before
    home.write(HOME, "A blue door.")
    home.publish()
    assert plain(manager.get(home.url("start"))) == before
    manager.post(home.url("start"), {**FORM, "number": "1"}, status=422)
    assert len(started(home)) == starts


def test_a_decision_that_was_hidden_while_the_page_was_open(home: PlanHouse) -> None:
    decision = decided(home)
    manager = home.as_("caremanager")
    page = manager.get(home.url("start"))
    home.hide("caremanager", HOME)
    form = {**page.fields("form.question"), **FORM, "best_interests": str(decision)}
    assert SAYS_NO in manager.post(home.url("start"), form, status=422).text
    assert started(home) == []


def test_a_decision_carries_one_start(house: PlanHouse) -> None:
    decision = decided(house)
    start(house, decision)
    house.write(WANTS, "Two gardens.")
    house.publish()
    with pytest.raises(Refused) as refused:
        start(house, decision)
    assert refused.value.words.msgid == starting.NO_DECISION.msgid
    start(house, decided(house))


def test_the_page_asks_no_more_than_it_may_where_a_decision_fits(home: PlanHouse) -> None:
    answer(home, CHANGE)
    decision = decided(home)
    manager = home.as_("caremanager")
    page = manager.get(home.url("start"))
    assert str(decision) in page.html
    with home.portal.app_context(), db.writing():
        db.session.execute(update(SignIn).values(seen_at=now() - timedelta(minutes=2)))
    with counted(home.portal.extensions["db_engine"]) as seen:
        manager.get(home.url("start"))
    assert len(seen) <= MOST_QUERIES, "\n".join(seen)
    send(home, "caremanager", home.url("start"), {**FORM, "best_interests": str(decision)})
    assert started(home) == ["not-agreed-by-me"]
