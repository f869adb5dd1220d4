"""Two marks in the same moment, on a real database each: both count, and all is shown once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.people.predicates import relation
from app.staff_choice.actions import meeting
from app.staff_choice.actions.meeting import ChoiceSaid
from app.staff_choice.models import (
    Applicant,
    Interview,
    MeetAnswer,
    MeetChoice,
    PanelMember,
    Score,
    Vacancy,
)
from tests.conftest import make_portal
from tests.staff_choice.panel_house import CHAIR, SCORER, PanelHouse, build_panel_house

Send = tuple[str, str, dict[str, str]]


@pytest.fixture(params=["sqlite", "postgresql"])
def real_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[PanelHouse]:
    """A house whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    portal = make_portal(url, tmp_path / "files")
    house = build_panel_house(portal)
    for role in ("person", "sister", "advocate", "worker"):
        house.as_(role)
    yield house
    portal.extensions["db_engine"].dispose()


def at_once(house: PanelHouse, sends: list[Send]) -> list[int]:
    """Send each (role, address, form) in the same moment, each from a browser of its own."""
    gate = Barrier(len(sends))

    def send(one: Send) -> int:
        role, url, form = one
        with house.portal.test_client() as client:
            for cookie in house.as_(role).client._cookies.values():
                client.set_cookie(cookie.key, cookie.value)
            gate.wait()
            answer = client.post(url, data=form, headers={"Sec-Fetch-Site": "same-origin"})
            return answer.status_code

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


def shown(house: PanelHouse) -> int:
    return len(house.rows(AuditEvent, AuditEvent.name == "marks.shown"))


def mark(house: PanelHouse, talk: uuid.UUID, role: str, said: str = "yes") -> Send:
    card = house.interview(talk).cards[0]
    return (role, house.at("interviews", talk, "marks", card), {"mark": said})


def begin(house: PanelHouse) -> uuid.UUID:
    for role in ("sister", "advocate"):
        house.seat(role)
    house.ask("Do you drive?")
    talk = house.talk()
    house.has_left(talk)
    return talk


def test_marks_at_once_all_count_and_are_shown_once(real_house: PanelHouse) -> None:
    talk = begin(real_house)
    sends = [mark(real_house, talk, role) for role in ("person", "sister", "advocate")]
    assert at_once(real_house, sends) == [303, 303, 303]
    assert len(real_house.rows(Score)) == 3
    assert not real_house.is_open(talk)
    assert shown(real_house) == 1


def test_a_double_tap_is_one_mark(real_house: PanelHouse) -> None:
    talk = begin(real_house)
    assert at_once(real_house, [mark(real_house, talk, "sister")] * 3) == [303, 303, 303]
    assert len(real_house.rows(Score)) == 1


def test_the_last_mark_and_closing_at_once(real_house: PanelHouse) -> None:
    """Whichever is first, all is shown once; a mark that was kept is among them."""
    talk = begin(real_house)
    for role in ("sister", "advocate"):
        real_house.mark(talk, role)
    close = ("person", real_house.at("interviews", talk, "close"), {})
    answers = at_once(real_house, [mark(real_house, talk, "person"), close])
    assert answers[1] == 303
    assert len(real_house.rows(Score)) == (3 if answers[0] == 303 else 2)
    assert shown(real_house) == 1


def test_the_last_mark_and_taking_somebody_off_at_once(real_house: PanelHouse) -> None:
    talk = begin(real_house)
    real_house.mark(talk, "advocate")
    place = real_house.place("sister").id
    off = ("person", real_house.at("panel", place, "remove"), {})
    assert at_once(real_house, [mark(real_house, talk, "person"), off]) == [303, 303]
    assert not real_house.is_open(talk)
    assert shown(real_house) == 1


def test_two_firsts_make_one_place_for_the_person(real_house: PanelHouse) -> None:
    sends = [("person", real_house.at("panel", "training"), {})] * 3
    assert at_once(real_house, sends) == [303, 303, 303]
    assert len(real_house.rows(PanelMember)) == 1


def test_two_who_plan_at_once_take_no_time_twice(real_house: PanelHouse) -> None:
    others = [real_house.applicant() for _n in range(2)]
    start = (now() + timedelta(days=2)).astimezone(LONDON)
    form = {
        "day": start.date().isoformat(),
        "time": "10:00",
        "minutes": "30",
        "break_minutes": "15",
    }
    sends = [
        (role, real_house.at("timetable", "new", who), form)
        for role, who in zip(("person", "sister"), others, strict=True)
    ]
    assert sorted(at_once(real_house, sends)) == [303, 422]
    assert len(real_house.rows(Interview)) == 1


def test_one_leads_when_two_are_named_at_once(real_house: PanelHouse) -> None:
    sends = []
    for role in ("sister", "advocate"):
        place = real_house.seat(role, SCORER)
        sends.append(("person", real_house.at("panel", place), {"roles": CHAIR.value}))
    assert at_once(real_house, sends) == [303, 303]
    leads = [each for each in real_house.rows(PanelMember) if each.is_a(CHAIR)]
    assert len(leads) == 1


def test_no_phone_goes_against_what_the_person_says_in_that_moment(real_house: PanelHouse) -> None:
    asked = real_house.applicant(met=False)

    def given(by: Account) -> dict[str, Any]:
        vacancy = db.session.get_one(Vacancy, real_house.vacancy_id)
        applicant = db.session.get_one(Applicant, asked)
        viewer = relation(by, real_house.person_id)
        return {"by": by, "viewer": viewer, "vacancy": vacancy, "applicant": applicant}

    def on_phone() -> bool:
        with real_house.leading("sister") as here:
            said = ChoiceSaid(MeetAnswer.YES)
            try:
                meeting.say_on_phone(**given(here["by"]), said=said, since=now())
            except meeting.Refused:
                return False
        return True

    with ThreadPoolExecutor(1) as pool:
        with real_house.leading("person") as here:
            meeting.choose(**given(here["by"]), said=ChoiceSaid(MeetAnswer.NO))
            other = pool.submit(on_phone)
            # Whoever does not wait for the person is done long before.
            wait([other], timeout=1)
        assert not other.result(timeout=30)
    (kept,) = real_house.rows(MeetChoice, MeetChoice.applicant_id == asked)
    assert kept.answer is MeetAnswer.NO
