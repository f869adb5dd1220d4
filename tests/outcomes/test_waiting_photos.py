"""A photo that waited on a phone: drawn anew, kept once, and never gone without a word."""

from __future__ import annotations

import io
import random

import pytest
from flask import Flask
from PIL import Image

from app.outcomes.models import CheckIn
from app.people.models import StoredPhoto
from app.people.parts import Part
from tests.outcomes.locked_phone import WaitingHouse, build_waiting_house


@pytest.fixture
def house(portal: Flask) -> WaitingHouse:
    return build_waiting_house(portal)


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (400, 300), random.Random(7).randbytes(360_000)).save(out, "JPEG")
    return out.getvalue()


def test_a_photo_is_kept_once_with_its_words(house: WaitingHouse) -> None:
    phone = house.phone()
    answer = phone.lock(photo=a_photo(), alt="Wet towel")
    assert [phone.send(answer) for _ in range(3)] == [(200, "")] * 3
    (row,), (photo,) = house.rows(CheckIn), house.rows(StoredPhoto)
    assert row.photo_id == photo.id
    assert (photo.alt, photo.part, photo.width) == ("Wet towel", Part.OUTCOMES, 400)


def test_a_photo_may_come_without_a_word(house: WaitingHouse) -> None:
    phone = house.phone()
    assert phone.send(phone.lock(photo=a_photo()))[0] == 200
    assert [photo.alt for photo in house.rows(StoredPhoto)] == [""]


def test_a_photo_that_does_not_open_is_told_and_the_answer_kept(house: WaitingHouse) -> None:
    phone = house.phone()
    status, told = phone.send(phone.lock(photo=b"no photo", answer="well"))
    assert status == 200
    assert told.startswith("We kept your answer without the photo. ")
    assert [row.photo_id for row in house.rows(CheckIn)] == [None]


def test_a_photo_alone_that_does_not_open_stays_on_the_phone(house: WaitingHouse) -> None:
    phone = house.phone()
    assert phone.send(phone.lock(photo=b"no photo"))[0] == 422
    assert house.rows(CheckIn) == []
