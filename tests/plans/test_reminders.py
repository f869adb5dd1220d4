"""Reminders that the plan is looked at again: whom, when, once, and in their language."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, insert, select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.notices.jobs import jobs
from app.notices.models import Channel, Notice
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Part
from app.plans import reminders
from app.plans.models import PlanStart, PlanVersion, ReviewReminder, StartedAs, SupportPlan
from app.plans.models.plan import DecidedBy
from app.plans.reminders import remind_all
from tests.plans.house import PlanHouse, build_plan_house
from tests.plans.looking import add_care_manager, set_day, talk

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
REVIEW = date(2026, 3, 31)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=True) as clock:
        yield clock


@pytest.fixture
def house(either_portal: Flask, clock: time_machine.Traveller) -> PlanHouse:
    """Ottoline's plan: started, kept by her care manager, looked at again on 31 March."""
    house = build_plan_house(either_portal)
    add_care_manager(house)
    house.write(Part.PLAN_WANTS, "The sea")
    house.publish(starts=True)
    set_day(house, REVIEW)
    return house


def on(clock: time_machine.Traveller, day: date) -> None:
    clock.move_to(datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC))


def run(house: PlanHouse) -> None:
    with house.portal.app_context():
        remind_all()


def told(house: PlanHouse) -> list[tuple[str, str, str]]:
    """Who was told what, on which channel."""
    roles = {account_id: role for role, account_id in house.accounts.items()}
    return [
        (roles[row.account_id], row.kind, row.channel.value)
        for row in house.rows(Notice)
        if row.kind.startswith("plan-review")
    ]


def both(role: str, kind: str) -> set[tuple[str, str, str]]:
    return {(role, kind, "screen"), (role, kind, "email")}


SOON, PASSED = "plan-review-soon", "plan-review-passed"


def test_fourteen_days_before_and_not_a_day_earlier(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    on(clock, REVIEW - timedelta(days=15))
    run(house)
    assert told(house) == []
    on(clock, REVIEW - timedelta(days=14))
    run(house)
    run(house)
    assert set(told(house)) == both("person", SOON) | both("caremanager", SOON)
    assert len(told(house)) == 4
    on(clock, REVIEW)
    run(house)
    assert len(told(house)) == 4


def test_once_more_when_the_day_passed(house: PlanHouse, clock: time_machine.Traveller) -> None:
    on(clock, REVIEW)
    run(house)
    on(clock, REVIEW + timedelta(days=1))
    run(house)
    on(clock, REVIEW + timedelta(days=40))
    run(house)
    passed = [each for each in told(house) if each[1] == PASSED]
    assert set(passed) == both("person", PASSED) | both("caremanager", PASSED)
    assert len(passed) == 4 and len(told(house)) == 8


def test_a_worker_that_slept_tells_only_that_it_passed(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    on(clock, REVIEW + timedelta(days=3))
    run(house)
    assert {kind for _role, kind, _channel in told(house)} == {PASSED}


def test_a_day_that_moves_is_told_anew(house: PlanHouse, clock: time_machine.Traveller) -> None:
    """Also where the new day is the one after the old: a passed day is no other day to come."""
    on(clock, REVIEW - timedelta(days=1))
    run(house)
    set_day(house, REVIEW - timedelta(days=1))
    on(clock, REVIEW)
    run(house)
    kinds = [kind for role, kind, channel in told(house) if (role, channel) == ("person", "screen")]
    assert kinds == [SOON, PASSED]


def test_a_talk_ends_the_waiting(house: PlanHouse, clock: time_machine.Traveller) -> None:
    on(clock, REVIEW + timedelta(days=1))
    talk(house)
    run(house)
    assert told(house) == []


def test_no_plan_that_is_followed_no_reminder(
    either_portal: Flask, clock: time_machine.Traveller
) -> None:
    house = build_plan_house(either_portal)
    house.write(Part.PLAN_WANTS, "The sea")
    house.publish()
    set_day(house, REVIEW)
    on(clock, REVIEW + timedelta(days=5))
    run(house)
    assert told(house) == []
    set_day(house, None)
    run(house)
    assert told(house) == []


def test_the_keeper_whom_the_person_named_is_told_in_the_care_managers_place(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    name_keeper(house, "friend")
    on(clock, REVIEW)
    run(house)
    assert {role for role, _kind, _channel in told(house)} == {"person", "friend"}


def name_keeper(house: PlanHouse, role: str) -> None:
    with house.portal.app_context(), db.writing():
        plan = db.session.scalars(select(SupportPlan)).one()
        plan.keeper_id = house.members[role]


def test_a_keeper_who_left_is_not_told_and_nobody_is_forgotten(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    name_keeper(house, "friend")
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members["friend"]).ended_at = now()
    on(clock, REVIEW)
    run(house)
    assert {role for role, _kind, _channel in told(house)} == {"person", "caremanager"}


def test_a_person_without_an_account_has_their_care_manager_told(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    name_keeper(house, "friend")
    with house.portal.app_context(), db.writing():
        db.session.get_one(Person, house.person_id).account_id = None
    on(clock, REVIEW)
    run(house)
    assert {role for role, _kind, _channel in told(house)} == {"friend", "caremanager"}


def test_whom_somebody_calls_a_care_manager_is_none(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    house.add_member("impostor", "Ignace Vole", Relationship.CARE_MANAGER)
    on(clock, REVIEW)
    run(house)
    assert {role for role, _kind, _channel in told(house)} == {"person", "caremanager"}


def test_a_closed_account_gets_nothing(house: PlanHouse, clock: time_machine.Traveller) -> None:
    with house.portal.app_context(), db.writing():
        db.session.get_one(Account, house.accounts["caremanager"]).closed_at = now()
    on(clock, REVIEW)
    run(house)
    assert {role for role, _kind, _channel in told(house)} == {"person"}


def test_it_is_easy_names_nobody_and_leads_to_a_page_that_opens(
    house: PlanHouse, clock: time_machine.Traveller
) -> None:
    on(clock, REVIEW)
    run(house)
    for notice in house.rows(Notice, Notice.channel == Channel.SCREEN):
        assert "Ottoline" not in notice.subject + notice.body
        role = "person" if notice.account_id == house.accounts["person"] else "caremanager"
        assert house.as_(role).get(notice.path).status == 200
    mine = house.rows(Notice, Notice.account_id == house.accounts["person"])
    assert mine[0].subject == "Soon we look at your plan"


def test_it_speaks_the_readers_language(house: PlanHouse, clock: time_machine.Traveller) -> None:
    with house.portal.app_context(), db.writing():
        db.session.get_one(Account, house.accounts["person"]).language = "pl"
    on(clock, REVIEW)
    run(house)
    languages = {row.account_id: row.language for row in house.rows(Notice)}
    assert languages[house.accounts["person"]] == "pl"
    assert languages[house.accounts["caremanager"]] == "en"


def test_a_notice_and_its_row_come_together_or_not_at_all(
    house: PlanHouse, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A kill between the two writes: next time everybody is told, and each once."""
    on(clock, REVIEW)
    real, calls = reminders.send, []

    def killed(**given: object) -> object:
        calls.append(given)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(reminders, "send", killed)
    with pytest.raises(KeyboardInterrupt):
        run(house)
    assert told(house) == [] and house.rows(ReviewReminder) == []
    monkeypatch.setattr(reminders, "send", real)
    run(house)
    assert len(told(house)) == 4 and len(house.rows(ReviewReminder)) == 2


def test_another_worker_was_first(house: PlanHouse, clock: time_machine.Traveller) -> None:
    """What was read before the other wrote is not told twice."""
    on(clock, REVIEW)
    with house.portal.app_context():
        found = [
            reminder
            for batch in reminders._batches(REVIEW)
            for reminder in reminders.due_reminders(batch, REVIEW)
        ]
    run(house)
    with house.portal.app_context():
        from app.audit import SYSTEM

        for reminder in found:
            with db.writing():
                reminders.remind(by=SYSTEM, reminder=reminder)
    assert len(told(house)) == 4


def many_plans(portal: Flask, count: int) -> list[uuid.UUID]:
    """As many people, each with a plan that is followed and due; their accounts' ids."""
    ids = [uuid.uuid4() for _ in range(count)]
    at = now()
    base = {"created_at": at}
    with portal.app_context(), db.writing():
        for model, rows in (
            (
                Account,
                [{"id": i, "email": f"{i}@x.example", "name": "Many", **base} for i in ids],
            ),
            (Person, [{"id": i, "account_id": i, "called": "Many", **base} for i in ids]),
            (
                SupportPlan,
                [{"id": i, "person_id": i, "review_on": REVIEW, **base} for i in ids],
            ),
            (
                PlanVersion,
                [
                    {
                        "id": i,
                        "person_id": i,
                        "number": 1,
                        "decided_by": i,
                        "basis": DecidedBy.PERSON,
                        **base,
                    }
                    for i in ids
                ],
            ),
            (
                PlanStart,
                [
                    {
                        "id": i,
                        "person_id": i,
                        "version_id": i,
                        "started_as": StartedAs.AGREED,
                        "started_by": i,
                        **base,
                    }
                    for i in ids
                ],
            ),
        ):
            db.session.execute(insert(model), rows)
    return ids


def test_one_that_fails_leaves_the_others_theirs(
    either_portal: Flask, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = many_plans(either_portal, 7)
    broken = ids[3]
    real = reminders.send

    def fails(**given: object) -> object:
        if given["account_id"] == broken:
            raise ValueError("A message by email needs an address.")
        return real(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(reminders, "BATCH", 3)
    monkeypatch.setattr(reminders, "send", fails)
    on(clock, REVIEW)
    with either_portal.app_context():
        remind_all()
        assert set(db.session.scalars(select(Notice.account_id))) == set(ids) - {broken}
    # It is tried again at its next time.
    monkeypatch.setattr(reminders, "send", real)
    with either_portal.app_context():
        remind_all()
        assert db.session.scalar(select(func.count()).select_from(Notice)) == 2 * len(ids)


def test_a_thousand_plans_in_batches(portal: Flask, clock: time_machine.Traveller) -> None:
    ids = many_plans(portal, 1000)
    on(clock, REVIEW)
    with portal.app_context():
        batches = list(reminders._batches(REVIEW))
        assert [len(batch) for batch in batches] == [reminders.BATCH] * 5
        remind_all()
        remind_all()
        assert db.session.scalar(select(func.count()).select_from(ReviewReminder)) == 1000
        assert db.session.scalar(select(func.count()).select_from(Notice)) == 2000
        assert {each for batch in batches for each in (plan.person_id for plan in batch)} == set(
            ids
        )


def test_the_worker_has_the_job(portal: Flask) -> None:
    with portal.app_context():
        assert {job.name: job.run for job in jobs()}["remind-of-reviews"] is remind_all
