"""On my own page: a place on my list has room, where I chose to see it, and only while it is so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.language.lint.pages import page_findings
from app.notices.models import Channel, Notice
from app.people.actions.records import today
from app.providers.actions import my_list
from app.providers.actions.room import say_room, take_back_room
from app.providers.models import ListEntry, Listing
from app.providers.queries.vetting import providers_with_tick, ticks_of
from app.providers.vetting import Tick
from tests.makers import make_person
from tests.providers.house import House
from tools.counting import MOST_QUERIES, counted

ROW = "A place on your list has room"


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    with either_portal.app_context():
        house = House(either_portal)
        with db.writing():
            my_list.keep(by=house.accounts["asker"], listing=house.listing)
            my_list.keep(by=house.accounts["other"], listing=house.listing)
    yield house


@pytest.fixture
def asker(house: House) -> FlaskClient:
    return house.as_("asker")


def tap(client: FlaskClient, tells: str, place: str = "hazel-room") -> int:
    return client.post(f"/my-list/places/{place}/room", data={"tells": tells}).status_code


def say(house: House, listing: Listing | None = None, ends: bool = False) -> None:
    with house.portal.app_context(), db.writing():
        boss, listing = house.accounts["boss"], listing or house.listing
        if ends:
            take_back_room(by=boss, listing=listing)
        else:
            say_room(by=boss, listing=listing, words="A room is free.", language="en")


def test_one_tap_shows_it_and_one_tap_ends_it(house: House, asker: FlaskClient) -> None:
    say(house)
    assert ROW not in asker.get("/my").text
    assert "Tell me when they have room" in asker.get("/my-list").text
    assert tap(asker, "1") == 303
    body = asker.get("/my").text
    assert body.count(ROW) == 1 and 'href="/providers/hazel-room"' in body
    assert [each for each in page_findings(body) if each.severity == "error"] == []
    # Whoever did not choose it sees nothing of it, though it is on their list.
    assert ROW not in house.as_("other").get("/my").text
    assert "Do not tell me of room" in asker.get("/my-list").text
    assert tap(asker, "0") == 303
    assert ROW not in asker.get("/my").text


def test_it_goes_with_the_note(house: House, asker: FlaskClient) -> None:
    tap(asker, "1")
    assert ROW not in asker.get("/my").text
    say(house)
    assert ROW in asker.get("/my").text
    say(house, ends=True)
    assert ROW not in asker.get("/my").text


def test_it_goes_with_the_thirtieth_day_and_with_the_tick(house: House, asker: FlaskClient) -> None:
    tap(asker, "1")
    say(house)
    with time_machine.travel(now() + timedelta(days=29)):
        assert ROW in house.as_("asker").get("/my").text
    with time_machine.travel(now() + timedelta(days=30)):
        assert ROW not in house.as_("asker").get("/my").text
    with house.portal.app_context():
        house.check(days=2)
    assert ROW in asker.get("/my").text
    with time_machine.travel(now() + timedelta(days=3)):
        assert ROW not in house.as_("asker").get("/my").text


def test_it_goes_when_the_place_is_off_the_list_or_withdrawn(
    house: House, asker: FlaskClient
) -> None:
    tap(asker, "1")
    say(house)
    asker.post("/my-list/places/hazel-room", data={"keep": "0"})
    assert ROW not in asker.get("/my").text
    asker.post("/my-list/places/hazel-room", data={"keep": "1"})
    # On the list anew, it was not chosen anew.
    assert ROW not in asker.get("/my").text
    tap(asker, "1")
    with house.portal.app_context(), db.writing():
        db.session.get_one(Listing, house.listing.number).withdrawn_at = now()
    assert ROW not in asker.get("/my").text


def test_two_places_with_room_are_one_row_and_the_newest(house: House, asker: FlaskClient) -> None:
    with house.portal.app_context():
        first, second = house.listing, house.offer("Hazel Attic", house.hazel)
        house.listing = second
        house.check()
        house.listing = first
        with db.writing():
            my_list.keep(by=house.accounts["asker"], listing=second)
    tap(asker, "1")
    assert tap(asker, "1", "hazel-attic") == 303
    say(house)
    say(house, second)
    body = asker.get("/my").text
    assert body.count(ROW) == 1 and 'href="/providers/hazel-attic"' in body


def test_who_may_choose_it(house: House, asker: FlaskClient) -> None:
    assert tap(house.as_("rival"), "1") == 404
    assert tap(asker, "2") == 422
    assert tap(asker, "1", "no-such-place") == 404
    assert house.portal.test_client().post(
        "/my-list/places/hazel-room/room", data={"tells": "1"}
    ).status_code in (302, 303, 401)
    with house.portal.app_context():
        assert db.session.query(ListEntry).filter_by(tells_room=True).count() == 0
    tap(asker, "1")
    tap(asker, "1")
    with house.portal.app_context():
        assert db.session.query(ListEntry).filter_by(tells_room=True).count() == 1
        events = db.session.query(AuditEvent).filter_by(name="list.changed").all()
        # Kept by two, chosen once: and never of which place.
        assert len(events) == 3 and not any(each.facts or each.about for each in events)


def test_home_with_all_that_waits_keeps_its_choices_and_queries(
    house: House, asker: FlaskClient
) -> None:
    with house.portal.app_context(), db.writing():
        account = house.accounts["asker"]
        make_person("Ottoline", account)
        db.session.add(
            Notice(
                account_id=account.id,
                channel=Channel.SCREEN,
                kind="test",
                language="en",
                subject="Hello",
                body="Something is new.",
                path="/my",
                reference="test",
                due_at=now(),
            )
        )
    tap(asker, "1")
    say(house)
    asker.get("/my")
    with counted(house.portal.extensions["db_engine"]) as asked:
        body = asker.get("/my").text
    assert ROW in body and "Read 1 new message" in body and "Write About me" in body
    assert len(asked) <= MOST_QUERIES
    assert [each for each in page_findings(body) if each.severity == "error"] == []


def test_the_database_and_the_function_say_the_same_of_each_tick(house: House) -> None:
    with house.portal.app_context():
        providers = [house.provider(house.listing), house.provider(house.offer("Bare", None))]
        live = {each for each, tick in ticks_of(providers, today()).items() if tick is Tick.LIVE}
        assert live == providers_with_tick(today()) == {providers[0].id}
