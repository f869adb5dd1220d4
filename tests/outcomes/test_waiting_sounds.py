"""A sound that waited on a phone: written anew, kept once, and never gone without a word."""

from __future__ import annotations

import io
import json
import uuid

import pytest
from flask import Flask

from app.config import LIMITS
from app.outcomes.models import CheckIn, Said
from app.people.models import Draft, StoredPhoto, StoredSound
from app.people.parts import Part
from tests.outcomes.locked_phone import WaitingHouse, build_waiting_house
from tests.outcomes.test_waiting_drafts import first_step
from tests.outcomes.test_waiting_photos import a_photo
from tests.recordings import SECRET, tone


@pytest.fixture
def house(portal: Flask) -> WaitingHouse:
    return build_waiting_house(portal)


def test_a_sound_is_kept_once_with_its_words(house: WaitingHouse) -> None:
    phone, before = house.phone(), set(house.files_kept())
    answer = phone.lock(sound=tone(seconds=2), said="It is cold", answer="not-well")
    assert SECRET.encode() not in answer["locked"]
    assert [phone.send(answer) for _ in range(3)] == [(200, "")] * 3
    (row,), (sound,) = house.rows(CheckIn), house.rows(StoredSound)
    assert row.sound_id == sound.id and row.answer is Said.NOT_WELL
    assert (sound.said, sound.part, sound.seconds) == ("It is cold", Part.OUTCOMES, 2)
    # Written anew: nothing rides along, and the person hears it on the page of their days.
    heard = house.as_("person").client.get(
        f"/people/{house.person_id}/outcomes/views/{row.id}/sound"
    )
    assert heard.status_code == 200 and SECRET.encode() not in heard.data
    # Storage has that one file, however often it was sent.
    assert len(set(house.files_kept()) - before) == 1


def test_a_sound_may_come_alone_and_with_a_photo(house: WaitingHouse) -> None:
    phone = house.phone()
    assert phone.send(phone.lock(sound=tone()))[0] == 200
    assert phone.send(phone.lock(photo=a_photo(), sound=tone("mp4"), alt="Wet towel"))[0] == 200
    alone, both = sorted(house.rows(CheckIn), key=lambda row: row.photo_id is not None)
    assert alone.sound_id and alone.answer is None and not alone.photo_id
    assert both.sound_id and both.photo_id
    assert [photo.alt for photo in house.rows(StoredPhoto)] == ["Wet towel"]


def test_a_page_that_was_put_aside_before_sounds_could_wait_still_sends(
    house: WaitingHouse,
) -> None:
    phone = house.phone()
    inside = {"said_at": phone.clock(), "language": "en", "answer": "well"}
    assert phone.send(phone.lock_bytes(json.dumps(inside).encode(), a_photo()))[0] == 200
    assert len(house.rows(StoredPhoto)) == 1 and house.rows(StoredSound) == []


@pytest.mark.parametrize("number", [-1, 10**9, "3", 1.5, [1]])
def test_a_length_that_cannot_be_is_refused(house: WaitingHouse, number: object) -> None:
    phone = house.phone()
    answer = phone.lock(photo=b"abc", answer="well", photo_bytes=number)
    assert phone.send(answer) == (422, "We cannot open this answer.")
    assert house.rows(CheckIn) == []


@pytest.mark.parametrize(
    ("sound", "why"),
    [
        (b"no sound", "This is not a sound that we can open. Record it again."),
        (tone(seconds=LIMITS.sound_seconds + 5), "This sound is too long. It can have 3 minutes."),
    ],
    ids=["broken", "long"],
)
def test_a_sound_that_cannot_be_kept_is_told_and_the_answer_kept(
    house: WaitingHouse, sound: bytes, why: str
) -> None:
    phone = house.phone()
    answer = phone.lock(sound=sound, photo=a_photo(), answer="well")
    # Sent again because the page was left before it was told: kept once, told again.
    for _time in range(2):
        assert phone.send(answer) == (200, f"We kept your answer without the sound. {why}")
    (row,) = house.rows(CheckIn)
    assert row.sound_id is None and row.photo_id is not None
    assert len(house.rows(StoredPhoto)) == 1


def test_a_sound_alone_that_does_not_open_stays_on_the_phone(house: WaitingHouse) -> None:
    phone = house.phone()
    assert phone.send(phone.lock(sound=b"no sound"))[0] == 422
    assert house.rows(CheckIn) == house.rows(StoredSound) == []


def test_the_largest_sound_comes_through(house: WaitingHouse) -> None:
    phone = house.phone()
    big = tone("wav", seconds=105)
    assert LIMITS.sound_bytes - 500_000 < len(big) <= LIMITS.sound_bytes
    assert phone.send(phone.lock(sound=big, photo=a_photo()))[0] == 200
    (sound,) = house.rows(StoredSound)
    assert sound.seconds == 105
    too_big = phone.send(phone.lock(sound=big + bytes(LIMITS.sound_bytes), answer="well"))
    assert too_big[0] == 422


def test_files_of_a_refused_answer_are_not_left_over(house: WaitingHouse) -> None:
    phone, before = house.phone(), set(house.files_kept())
    hidden = str(uuid.uuid4())
    assert phone.send(phone.lock(sound=tone(), photo=a_photo(), outcome=hidden))[0] == 422
    assert set(house.files_kept()) == before and house.rows(StoredSound) == []


def test_a_sound_of_the_step_before_goes_along(house: WaitingHouse) -> None:
    outcome_id = house.want("Swim")
    key = first_step(house, outcome_id)
    where = f"/people/{house.person_id}/outcomes/{outcome_id}/check-in"
    form = {"step": "2", "key": key, "language": "en", "sound": (io.BytesIO(tone()), "a.webm")}
    house.as_("person").post(where, form)
    phone = house.phone()
    answer = phone.lock(key=key, outcome=str(outcome_id), helped="somebody")
    assert phone.send(answer)[0] == 200
    (row,), (sound,) = house.rows(CheckIn), house.rows(StoredSound)
    assert row.sound_id == sound.id and house.rows(Draft) == []
