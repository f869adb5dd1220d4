"""The signal goes in the middle of three steps: what was said before and after is one answer."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from app.outcomes.models import CheckIn, Said
from app.people.models import Draft, StoredPhoto, StoredSound
from tests.outcomes.locked_phone import WaitingHouse, build_waiting_house
from tests.outcomes.test_checking import a_photo, a_sound, step


@pytest.fixture
def house(either_portal: Flask) -> WaitingHouse:
    return build_waiting_house(either_portal)


def first_step(house: WaitingHouse, outcome_id: uuid.UUID, role: str = "person") -> str:
    """Say "not going well" with a signal; the key that the next page has."""
    where = f"/people/{house.person_id}/outcomes/{outcome_id}/check-in"
    browser = house.as_(role)
    key = browser.get(f"{where}?skip=1").fields()["key"]
    form = {"step": "1", "answer": "not-well", "key": key}
    page = browser.follow(browser.post(where, form))
    assert page.fields()["key"] == key
    return key


def test_the_steps_before_and_what_waited_are_one_answer(house: WaitingHouse) -> None:
    outcome_id = house.want("Swim")
    key = first_step(house, outcome_id)
    phone = house.phone()
    sister = str(house.members["sister"])
    answer = phone.lock(
        key=key,
        outcome=str(outcome_id),
        words="Cold",
        present=f"{sister} {uuid.uuid4()}",
        helped=f"somebody {sister}",
    )
    assert [phone.send(answer)[0] for _ in range(2)] == [200, 200]
    (row,) = house.rows(CheckIn)
    assert (row.id, row.answer, row.words) == (uuid.UUID(key), Said.NOT_WELL, "Cold")
    # Only those of the circle were there; whom the phone could not name is somebody.
    assert (row.present, row.alone) == ([sister], False)
    assert row.helped_by == ["somebody", sister]
    assert house.rows(Draft) == []


def test_the_photo_and_the_sound_of_the_steps_before_come_along(house: WaitingHouse) -> None:
    outcome_id = house.want("Swim")
    key = first_step(house, outcome_id)
    url = f"/people/{house.person_id}/outcomes/{outcome_id}/check-in"
    step(house, url, 2, photo=a_photo(), alt="The pool", sound=a_sound(), said="Splash")
    phone = house.phone()
    answer = phone.lock(key=key, outcome=str(outcome_id), words="Cold")
    assert [phone.send(answer)[0] for _ in range(2)] == [200, 200]
    (row,) = house.rows(CheckIn)
    assert row.photo is not None and row.sound is not None
    assert (row.words, row.photo.alt, row.sound.said) == ("Cold", "The pool", "Splash")
    assert len(house.rows(StoredPhoto)) == len(house.rows(StoredSound)) == 1


def test_a_draft_of_another_time_is_left_as_it_is(house: WaitingHouse) -> None:
    outcome_id = house.want("Swim")
    key = first_step(house, outcome_id)
    phone = house.phone()
    assert phone.send(phone.lock(outcome=str(outcome_id), words="Later"))[0] == 200
    (row,), (draft,) = house.rows(CheckIn), house.rows(Draft)
    assert (row.answer, row.words) == (None, "Later")
    assert draft.content["key"] == key


def test_the_last_step_that_came_through_and_waited_too_counts_once(house: WaitingHouse) -> None:
    outcome_id = house.want("Swim")
    key = first_step(house, outcome_id)
    phone = house.phone()
    answer = phone.lock(key=key, outcome=str(outcome_id), answer="well")
    where = f"/people/{house.person_id}/outcomes/{outcome_id}/check-in"
    house.as_("person").post(where, {"step": "2", "key": key, "words": "", "language": "en"})
    house.as_("person").post(where, {"step": "3", "key": key, "present": "alone"})
    assert phone.send(answer)[0] == 200
    assert [row.answer for row in house.rows(CheckIn)] == [Said.NOT_WELL]


def test_what_others_saw_goes_along_and_never_in_the_name_of_the_person(
    house: WaitingHouse,
) -> None:
    outcome_id = str(house.want("Swim"))
    sister, person = house.phone("sister"), house.phone()
    saw = {"outcome": outcome_id, "observed": "They laughed", "means": "It is fun"}
    assert sister.send(sister.lock(present="alone", **saw))[0] == 200
    (row,) = house.rows(CheckIn)
    assert (row.observed, row.means, row.alone) == ("They laughed", "It is fun", True)
    assert row.said_by == house.accounts["sister"]
    # An observer naming themselves as the person.
    assert person.send(person.lock(**saw))[0] == 422
    assert len(house.rows(CheckIn)) == 1
