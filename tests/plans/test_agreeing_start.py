"""A start without the person's yes: only with a decision, the dissent in words, a review soon."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.database import now
from app.extensions import db
from app.people.actions.records import today
from app.people.models import BestInterestsDecision, CapacityRecord
from app.people.parts import Part
from app.plans.actions import starting
from app.plans.actions.said import Refused
from app.plans.models import PlanStart, StartedAs, SupportPlan
from app.plans.rules import LONGEST_WITHOUT_YES
from tests.plans.agreeing import (
    CHANGE,
    HOME,
    NOT_SURE,
    SAFE,
    WANTS,
    YES,
    answer,
    build_agreeing_house,
    newest,
    paper,
    send,
    stands,
    started,
    told,
)
from tests.plans.house import CALLED, PlanHouse, plain

SOON = today() + timedelta(days=14)
SAYS_NO = "She turns the page over and walks off."


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def start(
    house: PlanHouse,
    decision: uuid.UUID | None,
    dissent: str = SAYS_NO,
    review_on: Any = SOON,
    seen: int | None = None,
) -> PlanStart | None:
    """The care manager starts the newest version. Raises Refused."""
    number = newest(house).number if seen is None else seen
    with house.acting("caremanager") as (by, person):
        made_for = db.session.get(BestInterestsDecision, decision) if decision else None
        return starting.start_without_yes(
            by=by,
            person=person,
            key=uuid.uuid4(),
            seen_number=number,
            why=starting.WithoutYes(made_for, dissent, review_on),
        )


def decided(house: PlanHouse, *parts: Part) -> uuid.UUID:
    return house.best_interests(*(parts or (WANTS, HOME)), by="caremanager")


def test_it_starts_as_not_agreed_with_all_its_records(house: PlanHouse) -> None:
    decision = decided(house)
    start(house, decision)
    made = house.rows(PlanStart)[0]
    assert made.started_as is StartedAs.NOT_AGREED_BY_ME
    assert (made.best_interests_id, made.dissent, made.review_on) == (decision, SAYS_NO, SOON)
    assert house.rows(SupportPlan)[0].review_on == SOON
    assert stands(house).answer is None


def test_the_person_and_the_advocate_hear_at_once(house: PlanHouse) -> None:
    start(house, decided(house))
    for role in ("person", "advocate"):
        assert told(house, role) == ["plan-started-without-yes"]
    for role in ("sister", "friend", "attorney"):
        assert told(house, role) == []


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"dissent": ""}, "Write what the person says or shows against it."),
        ({"review_on": today()}, "Choose a day within the next 28 days."),
        ({"review_on": today() - timedelta(days=1)}, "Choose a day within the next 28 days."),
        (
            {"review_on": today() + timedelta(days=LONGEST_WITHOUT_YES + 1)},
            "Choose a day within the next 28 days.",
        ),
    ],
)
def test_nothing_of_it_may_be_missing(house: PlanHouse, wrong: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused) as refused:
        start(house, decided(house), **wrong)
    assert refused.value.words.msgid == words
    assert started(house) == []


@pytest.mark.parametrize("days", [1, LONGEST_WITHOUT_YES])
def test_tomorrow_and_the_last_day_are_soon(house: PlanHouse, days: int) -> None:
    start(house, decided(house), review_on=today() + timedelta(days=days))
    assert started(house) == ["not-agreed-by-me"]


def test_without_a_decision_nothing_starts(house: PlanHouse) -> None:
    house.capacity(WANTS, HOME, by="caremanager")
    with pytest.raises(Refused) as refused:
        start(house, None)
    assert refused.value.words.msgid == starting.NO_DECISION.msgid


def test_the_decision_is_about_all_that_changed(house: PlanHouse) -> None:
    with pytest.raises(Refused):
        start(house, decided(house, WANTS))
    start(house, decided(house, WANTS, HOME, SAFE))
    assert started(house) == ["not-agreed-by-me"]


def test_what_did_not_change_since_the_last_start_needs_no_decision(house: PlanHouse) -> None:
    answer(house, YES)
    house.write(WANTS, "Two gardens.")
    house.publish()
    with pytest.raises(Refused):
        start(house, decided(house, HOME))
    start(house, decided(house, WANTS))
    assert started(house) == ["agreed", "not-agreed-by-me"]


def test_what_was_taken_out_changed_too(house: PlanHouse) -> None:
    answer(house, YES)
    house.write(HOME, "")
    house.publish()
    with pytest.raises(Refused):
        start(house, decided(house, WANTS))
    start(house, decided(house, HOME))


def test_versions_that_nobody_followed_are_counted_in(house: PlanHouse) -> None:
    answer(house, YES)
    for part in (WANTS, HOME):
        house.write(part, "Another way.")
        house.publish()
    with pytest.raises(Refused):
        start(house, decided(house, HOME))


@pytest.mark.parametrize(
    "columns",
    [
        {"taken_back_at": now()},
        {"review_on": now().date() - timedelta(days=1)},
        {"receiver": ""},
        {"receiver": "member:of-somebody"},
    ],
)
def test_the_record_under_it_is_live_and_about_the_plan(
    house: PlanHouse, columns: dict[str, Any]
) -> None:
    decision = decided(house)
    with house.portal.app_context(), db.writing():
        record = db.session.query(CapacityRecord).one()
        record.assessed_on = now().date() - timedelta(days=60)
        for name, value in columns.items():
            setattr(record, name, value)
    with pytest.raises(Refused):
        start(house, decision)
    assert started(house) == []


def test_never_where_the_persons_yes_stands(house: PlanHouse) -> None:
    decision = decided(house)
    answer(house, YES)
    with pytest.raises(Refused):
        start(house, decision)
    assert started(house) == ["agreed"]


@pytest.mark.parametrize("said", [CHANGE, NOT_SURE])
def test_another_answer_of_the_person_does_not_stop_it(house: PlanHouse, said: Any) -> None:
    answer(house, said)
    start(house, decided(house))
    assert stands(house).answer is said


def test_a_version_starts_once(house: PlanHouse) -> None:
    decision = decided(house)
    start(house, decision)
    with pytest.raises(Refused):
        start(house, decision)
    assert len(started(house)) == 1


def test_a_new_version_while_the_page_was_open(house: PlanHouse) -> None:
    decision = decided(house)
    seen = newest(house).number
    house.write(WANTS, "Two gardens.")
    house.publish()
    assert start(house, decision, seen=seen) is None
    assert started(house) == []


def test_a_later_yes_is_kept_and_told_and_the_start_stands(home: PlanHouse) -> None:
    start(home, decided(home))
    assert "Not agreed by me" in home.as_("person").get(home.url("answers")).text
    answer(home, YES)
    assert started(home) == ["not-agreed-by-me"]
    assert stands(home).is_own_yes
    for role in ("person", "sister"):
        text = home.as_(role).get(home.url("answers")).text
        assert "I said yes later" in text and "Not agreed by me" not in text


def test_an_attorneys_later_yes_is_no_yes_of_the_person(home: PlanHouse) -> None:
    start(home, decided(home))
    paper(home)
    answer(home, YES, role="attorney", for_person=True)
    assert "Not agreed by me" in home.as_("person").get(home.url("answers")).text


def test_the_page_offers_only_what_fits_and_keeps_what_was_typed(home: PlanHouse) -> None:
    url = home.url("start")
    manager = home.as_("caremanager")
    decided(home, SAFE)
    assert "This needs a best interests decision about all that changed." in manager.get(url).text
    decision = decided(home)
    assert f"{CALLED} did not answer yet." in plain(manager.get(url))
    form = {"best_interests": str(decision), "dissent": SAYS_NO}
    page = send(home, "caremanager", url, {**form, "review_on": "soon"}, 422)
    assert "Write a real date." in page.text and SAYS_NO in page.html
    far = (today() + timedelta(days=90)).isoformat()
    page = send(home, "caremanager", url, {**form, "review_on": far}, 422)
    assert "Choose a day within the next 28 days." in page.text and SAYS_NO in page.html
    send(home, "caremanager", url, {**form, "review_on": SOON.isoformat()})
    assert started(home) == ["not-agreed-by-me"]
    assert "This plan started already." in manager.get(url).text


def test_a_decision_about_somebody_else_is_not_on_offer(home: PlanHouse) -> None:
    decided(home)
    form = {
        "best_interests": str(uuid.uuid4()),
        "dissent": SAYS_NO,
        "review_on": SOON.isoformat(),
    }
    send(home, "caremanager", home.url("start"), form, 422)
    assert started(home) == []


@pytest.mark.parametrize("role", ["person", "sister", "attorney", "advocate", "nurse"])
def test_nobody_else_starts_a_plan_without_the_yes(home: PlanHouse, role: str) -> None:
    decided(home)
    home.as_(role).get(home.url("start"), status=404)
    home.as_(role).post(home.url("start"), {"dissent": SAYS_NO}, status=404)


def test_a_care_manager_who_sees_nothing_starts_nothing(home: PlanHouse) -> None:
    decided(home)
    for part in Part:
        home.hide("caremanager", part)
    home.as_("caremanager").get(home.url("start"), status=404)


CAPACITY = {
    "decision": "What the plan says about my home",
    "receiver": "plan",
    "why_in_doubt": "After the stroke",
    "help_given": "Pictures, twice",
    "understands": "yes",
    "retains": "no",
    "weighs": "yes",
    "communicates": "yes",
    "because_of": "The stroke",
    "conclusion": "cannot-decide-now",
    "assessed_on": today().isoformat(),
    "review_on": (today() + timedelta(days=90)).isoformat(),
}


def test_a_capacity_record_can_be_about_what_the_plan_says(home: PlanHouse) -> None:
    url = f"/people/{home.person_id}/records/capacity/new"
    manager = home.as_("caremanager")
    for parts in ([], [Part.WELLNESS.value], [HOME.value, Part.PLAN_COUNCIL.value]):
        manager.post(url, {**CAPACITY, "parts": parts}, status=422)
    assert home.rows(CapacityRecord) == []
    page = manager.follow(manager.post(url, {**CAPACITY, "parts": [HOME.value]}))
    assert "What the plan says about:" in page.text and "My home" in page.text
    made = home.rows(CapacityRecord)[0]
    assert (made.receiver, made.parts) == ("plan", [HOME.value])


def test_a_later_record_that_the_person_can_decide_ends_the_older(home: PlanHouse) -> None:
    decision = decided(home)
    url = f"/people/{home.person_id}/records/capacity/new"
    can = {**CAPACITY, "conclusion": "can-decide", "parts": [WANTS.value]}
    home.as_("caremanager").post(url, can)
    with pytest.raises(Refused):
        start(home, decision)
