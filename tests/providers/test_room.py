""" "We have room": only with a live tick, only of one's own place, for thirty days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.database import now
from app.extensions import db
from app.people.actions.records import today
from app.providers.actions.room import Refused, say_room, take_back_room
from app.providers.directory_index import directory_index
from app.providers.facets import HAS_ROOM
from app.providers.queries.room import room_notes
from tests.providers.house import House


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    with either_portal.app_context():
        yield House(either_portal)


def say(house: House, by: str = "boss", words: str = "One room is free.") -> None:
    with db.writing():
        say_room(by=house.accounts[by], listing=house.listing, words=words, language="en")


def is_found() -> bool:
    return directory_index().bits.get(HAS_ROOM, 0) != 0


def test_a_note_is_found_until_its_thirtieth_day(house: House) -> None:
    say(house)
    assert is_found()
    with time_machine.travel(now() + timedelta(days=29)):
        assert is_found()
    with time_machine.travel(now() + timedelta(days=30)):
        assert not is_found()


def test_a_note_goes_with_the_tick_and_comes_back_with_it(house: House) -> None:
    house.check(days=2)
    say(house)
    with time_machine.travel(now() + timedelta(days=3)):
        assert not is_found()
        with pytest.raises(Refused):
            say(house)


def test_whoever_runs_it_takes_it_back(house: House) -> None:
    say(house)
    with db.writing():
        take_back_room(by=house.accounts["mate"], listing=house.listing)
    assert not is_found()


@pytest.mark.parametrize("by", ["rival", "asker", "vetter"])
def test_nobody_speaks_for_another_place(house: House, by: str) -> None:
    with pytest.raises(Refused):
        say(house, by)
    say(house)
    with pytest.raises(Refused), db.writing():
        take_back_room(by=house.accounts[by], listing=house.listing)
    assert is_found()


def test_a_note_names_nobody_around_the_provider(house: House) -> None:
    with pytest.raises(Refused):
        say(house, words="Mate Quibblewick left, so there is room.")
    with pytest.raises(Refused):
        say(house, words="")
    assert not is_found()


def test_a_note_is_added_and_never_changed(house: House) -> None:
    say(house)
    for change in ("UPDATE room_note SET words = 'x'", "DELETE FROM room_note"):
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(text(change))


def test_who_takes_a_place_over_has_no_room_before_they_say_so(house: House) -> None:
    # given a place that has room, and another provider with a tick of its own
    say(house)
    # when the other one has the place
    house.offer("Hazel Room", house.elder)
    house.check()
    # then nobody reads in their name what the one before said
    assert not is_found()
    assert room_notes([house.listing.id], today()) == {}
    # and what they say themselves is found
    say(house, by="rival", words="Two rooms are free.")
    assert is_found()
    # and stays, also when the same is brought in again
    house.offer("Hazel Room", house.elder)
    assert is_found()


def test_the_page_of_the_manager(portal: Flask) -> None:
    with portal.app_context():
        house = House(portal)
    boss, url = house.as_("boss"), f"/provider/room/{house.listing.id}"
    assert "You say nothing of room now." in boss.get("/provider/room").text
    assert boss.post(url, data={"words": "x" * 201}).status_code == 422
    assert boss.post(url, data={"words": "Zwei Zimmer"}).status_code == 303
    seen = portal.test_client().get("/providers/hazel-room").text
    assert "They have room" in seen
    assert "Zwei Zimmer" in seen
    rival = house.as_("rival")
    assert rival.get(url).status_code == rival.post(url, data={"words": "x"}).status_code == 404
    assert "Hazel" not in rival.get("/provider/room").text
    assert boss.post(f"{url}/take-back").status_code == 303
    assert "They have room" not in portal.test_client().get("/providers/hazel-room").text


def test_without_a_tick_the_page_says_what_is_missing(portal: Flask) -> None:
    with portal.app_context():
        house = House(portal)
        elder = house.offer("Elder Room", house.elder)
    page = house.as_("rival").get(f"/provider/room/{elder.id}").text
    assert "You need a Green Tick for this." in page
    assert "Three people spoke for them" in page
    assert "<textarea" not in page
    said = house.as_("rival").post(f"/provider/room/{elder.id}", data={"words": "Come"})
    assert said.status_code == 422
