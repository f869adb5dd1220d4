"""What one says about staff without a signal: the same rules, and no yes comes along."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from app.database import now
from app.extensions import db
from app.outcomes.models import CheckIn, Question, Said, StaffAnswerYes
from app.people.models import CircleMember, Draft, Relationship, StoredSound
from app.people.parts import Part
from tests.outcomes.locked_phone import Phone, WaitingHouse, build_waiting_house
from tests.recordings import tone

ONLY_HELP = "Staff may not be your only help here. Ask somebody else too, or do it alone."
BAD = "He takes my phone away"


@pytest.fixture
def house(either_portal: Flask) -> WaitingHouse:
    made = build_waiting_house(either_portal)
    made.add_member("manager", "Marguerite Managerwick", Relationship.PROVIDER_MANAGER)
    return made


def say(house: WaitingHouse, phone: Phone, **said: str) -> tuple[int, str]:
    given = {"about": str(house.members["worker"]), "answer": "not-well", "words": BAD, **said}
    came: tuple[int, str] = phone.send(phone.lock(**given))
    return came


def test_it_is_kept_about_that_worker_for_the_person_alone(house: WaitingHouse) -> None:
    phone = house.phone()
    answer = phone.lock(about=str(house.members["worker"]), answer="not-well", sound=tone())
    assert [phone.send(answer) for _ in range(3)] == [(200, "")] * 3
    (row,), (sound,) = house.rows(CheckIn), house.rows(StoredSound)
    assert (row.question, row.answer) == (Question.STAFF, Said.NOT_WELL)
    assert row.about_member_id == house.members["worker"]
    assert (row.outcome_id, row.helped_by, row.sound_id) == (None, [], sound.id)
    # Its sound is of what is said about staff, which opens to nobody with outcomes.
    assert sound.part is Part.ABOUT_STAFF
    heard = f"/people/{house.person_id}/outcomes/views/{row.id}/sound"
    assert house.as_("person").client.get(heard).status_code == 200
    for role in ("sister", "worker"):
        assert house.as_(role).client.get(heard).status_code == 404


@pytest.mark.parametrize(
    "helped",
    ["some-staff", "somebody", "some-staff somebody", "{worker}", "{manager} some-staff"],
)
def test_staff_are_never_the_only_help(house: WaitingHouse, helped: str) -> None:
    ids = {role: str(house.members[role]) for role in ("worker", "manager")}
    assert say(house, house.phone(), helped=helped.format(**ids)) == (422, ONLY_HELP)
    assert house.rows(CheckIn) == []


@pytest.mark.parametrize("helped", ["", "not-staff", "some-staff not-staff", "{worker} {sister}"])
def test_alone_or_with_others_it_is_kept(house: WaitingHouse, helped: str) -> None:
    ids = {role: str(house.members[role]) for role in ("worker", "sister")}
    assert say(house, house.phone(), helped=helped.format(**ids))[0] == 200
    (row,) = house.rows(CheckIn)
    assert row.helped_by == helped.format(**ids).split()


def test_who_helped_shows_by_kind_where_the_phone_knew_no_name(house: WaitingHouse) -> None:
    assert say(house, house.phone(), helped="some-staff not-staff")[0] == 200
    page = house.as_("person").get(f"/people/{house.person_id}/outcomes/staff")
    assert BAD in page.text
    assert "Family, a friend or an advocate" in page.text and "Staff" in page.text


def test_no_yes_to_managers_comes_without_a_signal(house: WaitingHouse) -> None:
    assert say(house, house.phone(), yes="true", managers="yes", answer_yes="1")[0] == 200
    assert house.rows(StaffAnswerYes) == []
    page = house.as_("person").get(f"/people/{house.person_id}/outcomes/staff")
    assert "No manager can read it." in page.text
    assert BAD not in house.as_("manager").client.get("/my").get_data(as_text=True)


def test_nobody_but_the_person_says_it(house: WaitingHouse) -> None:
    for role in ("sister", "worker"):
        assert say(house, house.phone(role))[0] == 422, role
    assert house.rows(CheckIn) == []


def test_only_about_staff_of_this_circle(house: WaitingHouse) -> None:
    phone = house.phone()
    for about in (house.members["sister"], uuid.uuid4(), house.accounts["worker"]):
        assert say(house, phone, about=str(about))[0] == 422
    assert house.rows(CheckIn) == []


def test_about_somebody_who_left_since_it_is_not_lost(house: WaitingHouse) -> None:
    phone = house.phone()
    waits = phone.lock(about=str(house.members["worker"]), words=BAD)
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members["worker"]).ended_at = now()
    assert phone.send(waits)[0] == 200
    assert [row.about_member_id for row in house.rows(CheckIn)] == [house.members["worker"]]


@pytest.mark.parametrize(
    ("helped", "left", "status"),
    [("{worker}", "worker", 422), ("{worker} {sister}", "sister", 200)],
)
def test_who_helped_and_left_since_still_helped(
    house: WaitingHouse, helped: str, left: str, status: int
) -> None:
    """Staff alone do not slip through by leaving; nor is an answer lost because family left."""
    about, ids = house.members["manager"], {k: str(house.members[k]) for k in ("worker", "sister")}
    phone = house.phone()
    waits = phone.lock(about=str(about), words=BAD, helped=helped.format(**ids))
    with house.portal.app_context(), db.writing():
        db.session.get_one(CircleMember, house.members[left]).ended_at = now()
    assert phone.send(waits)[0] == status
    kept = [row.helped_by for row in house.rows(CheckIn)]
    assert kept == ([helped.format(**ids).split()] if status == 200 else [])


def test_the_steps_before_are_one_answer_with_it(house: WaitingHouse) -> None:
    worker = str(house.members["worker"])
    url = f"/people/{house.person_id}/outcomes/staff/{worker}/check-in"
    person = house.as_("person")
    key = person.get(url).fields("form.question")["key"]
    person.post(url, {"step": "1", "answer": "not-well", "key": key})
    # On the last page the phone knows who is staff, so that it can say no at once.
    person.post(url, {"step": "2", "words": BAD, "language": "en", "key": key})
    staff = person.get(f"{url}?step=3").find("form.question").get("data-staff", "").split()
    assert set(staff) == {worker, str(house.members["manager"])}
    phone = house.phone()
    assert phone.send(phone.lock(key=key, about=worker, present="alone"))[0] == 200
    (row,) = house.rows(CheckIn)
    assert (row.answer, row.words, row.alone) == (Said.NOT_WELL, BAD, True)
    assert house.rows(Draft) == []
