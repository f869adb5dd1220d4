"""Sessions: how long they rest, seen and ended by their owner, ended by leaving fast."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account, Device, SignIn
from app.extensions import db
from tests.accounts.conftest import HASH, PASSWORD, by_password, is_in
from tests.makers import make_account
from tools.counting import counted

START = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def sign_ins(portal: Flask, account: Account) -> list[SignIn]:
    with portal.app_context():
        return list(
            db.session.scalars(
                select(SignIn).where(SignIn.account_id == account.id).order_by(SignIn.id)
            )
        )


def rests(client: FlaskClient, minutes: float) -> bool:
    """Is the session still there after so many minutes without a request?"""
    with time_machine.travel(START, tick=False) as clock:
        assert is_in(client)
        clock.shift(timedelta(minutes=minutes))
        return is_in(client)


def test_that_somebody_was_here_costs_one_statement(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    asked = []
    with time_machine.travel(START, tick=False) as clock:
        by_password(client, member.email)
        for _ in range(2):
            with counted(portal.extensions["db_engine"]) as seen:
                assert is_in(client)
            asked.append(seen)
            clock.shift(timedelta(minutes=2))
    assert len(asked[1]) == len(asked[0]) + 1
    assert sum(each.startswith("UPDATE sign_in") for each in asked[1]) == 1


@pytest.mark.parametrize(("minutes", "stays"), [(29, True), (31, False)])
def test_an_unknown_device_rests_for_half_an_hour(
    client: FlaskClient, member: Account, minutes: float, stays: bool
) -> None:
    with time_machine.travel(START, tick=False):
        by_password(client, member.email)
    assert rests(client, minutes) is stays


@pytest.mark.parametrize(("minutes", "stays"), [(20 * 60 - 1, True), (20 * 60 + 1, False)])
def test_a_known_device_rests_for_twenty_hours(
    portal: Flask, client: FlaskClient, minutes: float, stays: bool
) -> None:
    with portal.app_context():
        make_account("Isolde Varrick", "person@demo.example")
    with time_machine.travel(START, tick=False):
        client.post("/demo", data={"email": "person@demo.example"})
    assert rests(client, minutes) is stays


@pytest.mark.parametrize(("minutes", "stays"), [(59, True), (61, False)])
def test_an_account_at_work_rests_for_an_hour(
    portal: Flask, client: FlaskClient, minutes: float, stays: bool
) -> None:
    with portal.app_context():
        make_account("Drusilla Keane", "caremanager@demo.example", is_work=True)
    with time_machine.travel(START, tick=False):
        client.post("/demo", data={"email": "caremanager@demo.example"})
    assert rests(client, minutes) is stays


def test_use_keeps_a_session_alive(client: FlaskClient, member: Account) -> None:
    with time_machine.travel(START, tick=False) as clock:
        by_password(client, member.email)
        for _ in range(5):
            clock.shift(timedelta(minutes=25))
            assert is_in(client)


def test_signing_out_ends_it_on_the_server_too(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    by_password(client, member.email)
    stolen = client.get_cookie("together")
    assert stolen is not None
    client.post("/sign-out")
    thief = portal.test_client()
    thief.set_cookie("together", stolen.value)
    assert not is_in(thief)


def test_one_and_all_other_sessions_can_be_ended(portal: Flask, member: Account) -> None:
    first, second, third = (portal.test_client() for _ in range(3))
    for client in (first, second, third):
        by_password(client, member.email)
    page = first.get("/settings/devices").text
    begun = sign_ins(portal, member)
    assert f"/settings/sessions/{begun[1].id}/end" in page
    assert f"/settings/sessions/{begun[0].id}/end" not in page
    first.post(f"/settings/sessions/{begun[1].id}/end")
    assert is_in(first) and not is_in(second) and is_in(third)
    first.post("/settings/sessions/end-others")
    assert is_in(first) and not is_in(third)


def test_nobody_ends_what_is_not_theirs(
    portal: Flask, client: FlaskClient, member: Account, owner: Account
) -> None:
    other = portal.test_client()
    by_password(other, owner.email)
    by_password(client, member.email)
    with portal.app_context():
        device = db.session.scalar(select(Device.id).where(Device.account_id == owner.id))
    theirs = sign_ins(portal, owner)[0]
    assert client.post(f"/settings/sessions/{theirs.id}/end").status_code == 404
    assert client.post(f"/settings/devices/{device}/forget").status_code == 404
    assert is_in(other)


def test_a_closed_account_is_out_at_once(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    by_password(client, member.email)
    with portal.app_context(), db.writing():
        db.session.get_one(Account, member.id).closed_at = datetime.now(UTC)
    assert not is_in(client)


def test_leaving_fast_ends_the_session_on_an_unknown_device(
    client: FlaskClient, member: Account
) -> None:
    by_password(client, member.email)
    answer = client.post("/leave", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.location) == (303, "/leave")
    assert not is_in(client)


def test_leaving_fast_keeps_the_session_on_a_known_device(
    portal: Flask, client: FlaskClient
) -> None:
    with portal.app_context():
        make_account("Isolde Varrick", "person@demo.example")
    client.post("/demo", data={"email": "person@demo.example"})
    client.post("/leave", headers={"Sec-Fetch-Site": "same-origin"})
    assert is_in(client)


def test_another_website_cannot_make_somebody_leave(client: FlaskClient, member: Account) -> None:
    by_password(client, member.email)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://bad.example"}, {}):
        assert client.post("/leave", headers=headers).status_code == 400
    assert is_in(client)


def test_some_pages_ask_again_who_it_is(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    with time_machine.travel(START, tick=False) as clock:
        by_password(client, member.email)
        assert client.get("/settings/password").status_code == 200
        clock.shift(timedelta(minutes=11))
        answer = client.get("/settings/password")
        assert (answer.status_code, answer.location) == (303, "/fresh?next=/settings/password")
        assert client.post("/fresh", data={"password": "not this one"}).status_code == 422
        assert client.get("/settings/password").status_code == 303
        there = client.post("/fresh?next=/settings/password", data={"password": PASSWORD})
        assert there.location == "/settings/password"
        assert client.get("/settings/password").status_code == 200


def test_a_new_session_keeps_nothing_of_the_one_before(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    with client.session_transaction() as kept:
        kept["left"] = "by somebody else"
    by_password(client, member.email)
    with client.session_transaction() as kept:
        assert "left" not in kept


def test_many_accounts_share_one_browser(portal: Flask, client: FlaskClient) -> None:
    for number in range(3):
        with portal.app_context():
            account = make_account(f"Cosmo Ferle {number}", password_hash=HASH)
        assert by_password(client, account.email) == 303
        with portal.app_context():
            found = db.session.scalar(select(Device).where(Device.account_id == account.id))
            assert found is not None and found.is_first
