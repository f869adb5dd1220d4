"""Reminders as the person set them: when, once, in their language, and nothing private."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.notices.jobs import jobs
from app.notices.models import Notice
from app.outcomes import reminders
from app.outcomes.models import HowOften, Reminder, ReminderSent
from app.outcomes.reminders import next_day, remind_all
from tests.outcomes.house import OutcomeHouse

# A Sunday.
START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
MONDAY, WEDNESDAY = 0, 2


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(START, tick=True) as clock:
        yield clock


def on(clock: time_machine.Traveller, day: date) -> None:
    clock.move_to(datetime(day.year, day.month, day.day, 9, 0, tzinfo=UTC))


def choose(house: OutcomeHouse, how_often: str, weekday: int = WEDNESDAY) -> None:
    house.as_("person").post(
        house.url("reminders"), {"how_often": how_often, "weekday": str(weekday)}
    )


def run(house: OutcomeHouse) -> None:
    with house.portal.app_context():
        remind_all()


def told(house: OutcomeHouse) -> list[Notice]:
    return [row for row in house.rows(Notice) if row.kind == "check-in-reminder"]


def days(house: OutcomeHouse) -> list[date]:
    return [row.due_on for row in house.rows(ReminderSent)]


@pytest.mark.parametrize(
    ("how_often", "first", "then"),
    [
        ("daily", date(2026, 3, 2), date(2026, 3, 3)),
        ("weekly", date(2026, 3, 4), date(2026, 3, 11)),
        ("fortnightly", date(2026, 3, 4), date(2026, 3, 18)),
        ("monthly", date(2026, 3, 4), date(2026, 4, 1)),
    ],
)
def test_on_the_chosen_day_once(
    house: OutcomeHouse,
    clock: time_machine.Traveller,
    how_often: str,
    first: date,
    then: date,
) -> None:
    choose(house, how_often)
    run(house)
    on(clock, first - timedelta(days=1))
    run(house)
    assert told(house) == []
    on(clock, first)
    run(house)
    run(house)
    assert days(house) == [first] and len(told(house)) == 2
    (row,) = house.rows(Reminder)
    assert row.next_on == then
    on(clock, then)
    run(house)
    assert days(house) == [first, then]


def test_never_means_never(house: OutcomeHouse, clock: time_machine.Traveller) -> None:
    choose(house, "weekly")
    choose(house, "never")
    (row,) = house.rows(Reminder)
    assert row.next_on is None
    on(clock, date(2026, 6, 1))
    run(house)
    assert told(house) == []


def test_a_worker_that_slept_asks_once(house: OutcomeHouse, clock: time_machine.Traveller) -> None:
    choose(house, "daily")
    on(clock, date(2026, 3, 20))
    run(house)
    assert len(days(house)) == 1
    assert house.rows(Reminder)[0].next_on == date(2026, 3, 21)


def test_a_worker_that_is_killed_repeats_none_and_loses_none(
    house: OutcomeHouse, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(house, "weekly")
    on(clock, date(2026, 3, 4))
    with monkeypatch.context() as patch:

        def killed(*args: object, **given: object) -> None:
            raise SystemExit

        # After the row is written, before all is kept.
        patch.setattr(reminders, "record", killed)
        with pytest.raises(SystemExit):
            run(house)
    assert told(house) == [] and days(house) == []
    run(house)
    assert len(told(house)) == 2 and days(house) == [date(2026, 3, 4)]


def test_one_that_fails_leaves_the_others_theirs(
    house: OutcomeHouse, clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(house, "weekly")
    on(clock, date(2026, 3, 4))
    logged: list[BaseException] = []
    monkeypatch.setattr("app.notices.jobs.log_failure", logged.append)
    with monkeypatch.context() as patch:

        def broken(**given: object) -> None:
            raise RuntimeError("carrier")

        patch.setattr(reminders, "send", broken)
        run(house)
    assert len(logged) == 1 and days(house) == []
    run(house)
    assert days(house) == [date(2026, 3, 4)]


def test_nothing_private_is_in_it_and_it_speaks_their_language(
    house: OutcomeHouse, clock: time_machine.Traveller
) -> None:
    house.want("Snorkwhistle")
    choose(house, "weekly")
    with house.portal.app_context(), db.writing():
        db.session.get_one(Account, house.accounts["person"]).language = "pl"
    on(clock, date(2026, 3, 4))
    run(house)
    for notice in told(house):
        assert notice.account_id == house.accounts["person"]
        words = f"{notice.subject} {notice.body}"
        assert "Snorkwhistle" not in words and "How is it going" not in words
        assert notice.path == f"/people/{house.person_id}/outcomes"


def test_a_closed_account_is_not_asked(house: OutcomeHouse, clock: time_machine.Traveller) -> None:
    choose(house, "weekly")
    with house.portal.app_context(), db.writing():
        db.session.get_one(Account, house.accounts["person"]).closed_at = now()
    on(clock, date(2026, 3, 4))
    run(house)
    assert told(house) == []


def test_only_the_person_sets_them(home: OutcomeHouse) -> None:
    home.as_("sister").get(home.url("reminders"), status=404)
    home.as_("sister").post(
        home.url("reminders"), {"how_often": "daily", "weekday": "0"}, status=404
    )
    assert home.rows(Reminder) == []
    page = home.as_("person").get(home.url("reminders"))
    assert page.fields("form.question")["how_often"] == "never"
    home.as_("person").post(home.url("reminders"), {"how_often": "hourly"}, status=422)
    choose(home, "weekly", MONDAY)
    assert "Monday, 2 March 2026" in home.as_("person").get(home.url("reminders")).text.replace(
        "Monday 2", "Monday, 2"
    )


def test_the_worker_knows_the_job(home: OutcomeHouse) -> None:
    with home.portal.app_context():
        assert "remind-to-say-how-it-goes" in {job.name for job in jobs()}


@pytest.mark.parametrize("how_often", [each for each in HowOften if each is not HowOften.NEVER])
@pytest.mark.parametrize("weekday", range(7))
def test_the_next_day_is_later_and_the_right_one(how_often: HowOften, weekday: int) -> None:
    for number in range(400):
        day = date(2026, 1, 1) + timedelta(days=number)
        found = next_day(how_often, weekday, day)
        assert found is not None and day < found <= day + timedelta(days=42)
        if how_often is not HowOften.DAILY:
            assert found.weekday() == weekday
        if how_often is HowOften.MONTHLY:
            assert found.day <= 7
