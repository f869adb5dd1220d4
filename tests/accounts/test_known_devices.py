"""Somebody with the person's mailbox stands before a closed door; the person has ways in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts import actions, queries
from app.accounts.in_person import show_code
from app.accounts.models import Account, Device, Purpose, TrustedBy
from app.accounts.sessions import is_new_device, load_account
from app.config import LIMITS
from app.extensions import db
from app.notices.models import Notice
from tests.accounts.conftest import PASSWORD, ask_for_link, by_password, is_in
from tests.makers import make_account, make_member, make_person


def devices(portal: Flask, account: Account) -> list[Device]:
    with portal.app_context():
        return list(
            db.session.scalars(
                select(Device).where(Device.account_id == account.id).order_by(Device.id)
            )
        )


def is_new(portal: Flask, client: FlaskClient) -> bool:
    """What `is_new_device` says for the session of this browser."""
    with client.session_transaction() as kept:
        sign_in_id = kept["_user_id"]
    with portal.test_request_context():
        account = load_account(sign_in_id)
        assert account is not None
        return is_new_device(account)


def in_person(portal: Flask, account: Account) -> str:
    """The path of a code that a council account shows for this account."""
    with portal.app_context():
        council = make_account("Drusilla Keane")
        with db.writing():
            token = actions.make_in_person_link(
                by=council, account=account, may_invite=lambda by: True
            )
    return f"/link/{token}"


def test_the_mailbox_alone_opens_nothing_on_a_new_device(
    portal: Flask, client: FlaskClient, owner: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, owner.email)
    page = client.get(link_for(owner.email))
    assert 'type="password"' in page.text
    for data in ({}, {"password": ""}, {"password": "guess number one"}):
        assert client.post(link_for(owner.email), data=data).status_code == 422
    assert not is_in(client)
    assert devices(portal, owner) == []


def test_without_a_password_there_are_only_ways_in_person(
    portal: Flask, client: FlaskClient, owner: Account, link_for: Callable[[str], str]
) -> None:
    with portal.app_context(), db.writing():
        found = queries.account(owner.id)
        assert found is not None
        found.password_hash = ""
    ask_for_link(client, owner.email)
    page = client.get(link_for(owner.email))
    assert 'type="password"' not in page.text and "tel:" in page.text
    for data in ({}, {"password": ""}, {"password": PASSWORD}):
        assert client.post(link_for(owner.email), data=data).status_code == 422
    assert not is_in(client)


def test_password_and_link_make_a_device_known(
    portal: Flask, client: FlaskClient, owner: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, owner.email)
    assert client.post(link_for(owner.email), data={"password": PASSWORD}).status_code == 303
    assert devices(portal, owner)[0].trusted_by is TrustedBy.PASSWORD_AND_LINK
    client.post("/sign-out")
    ask_for_link(client, owner.email)
    assert client.post(link_for(owner.email)).status_code == 303
    assert is_in(client)


def test_a_code_in_person_lets_in_once_and_makes_the_phone_known(
    portal: Flask, client: FlaskClient, owner: Account
) -> None:
    path = in_person(portal, owner)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 303
    assert is_in(client)
    assert devices(portal, owner)[0].trusted_by is TrustedBy.IN_PERSON
    other = portal.test_client()
    assert other.post(path).status_code == 410


def test_a_code_in_person_ends_after_ten_minutes(
    portal: Flask, client: FlaskClient, owner: Account
) -> None:
    path = in_person(portal, owner)
    with time_machine.travel(datetime.now(UTC) + LIMITS.qr_life + timedelta(seconds=1)):
        assert client.post(path).status_code == 410


def test_family_cannot_invite_in_person(portal: Flask, owner: Account, member: Account) -> None:
    with portal.app_context(), pytest.raises(actions.Refused), db.writing():
        actions.make_in_person_link(by=member, account=owner, may_invite=lambda by: False)
    with portal.app_context(), pytest.raises(actions.Refused), db.writing():
        actions.make_in_person_link(by=owner, account=owner, may_invite=lambda by: True)


def test_the_code_is_drawn_for_its_maker_alone(
    portal: Flask, client: FlaskClient, owner: Account, member: Account
) -> None:
    by_password(client, member.email)
    with portal.app_context(), db.writing():
        token = actions.make_in_person_link(by=member, account=owner, may_invite=lambda by: True)
    with portal.test_request_context():
        assert show_code(token).location == "/accounts/in-person"
        kept_as = next(name for name, value in session.items() if value == token)
    with client.session_transaction() as kept:
        kept[kept_as] = token
    assert "/accounts/in-person/code.svg" in client.get("/accounts/in-person").text
    drawing = client.get("/accounts/in-person/code.svg")
    assert drawing.mimetype == "image/svg+xml" and drawing.headers["Cache-Control"] == "no-store"
    other = portal.test_client()
    by_password(other, owner.email)
    with other.session_transaction() as kept:
        kept[kept_as] = token
    assert other.get("/accounts/in-person/code.svg").status_code == 404


def test_a_new_device_is_told_to_the_account_and_to_its_contact(
    portal: Flask, owner: Account, member: Account, mailbox: Callable[[str], list[Notice]]
) -> None:
    with portal.app_context(), db.writing():
        found = queries.account(owner.id)
        assert found is not None
        found.device_contact_id = member.id
    first, second = portal.test_client(), portal.test_client()
    by_password(first, owner.email)
    assert mailbox(owner.email) == [] and mailbox(member.email) == []
    by_password(second, owner.email)
    assert [n.kind for n in mailbox(owner.email)] == ["new-device"]
    told = mailbox(member.email)
    assert [n.kind for n in told] == ["new-device-of-other"]
    assert "Ottoline" not in told[0].subject + told[0].body
    by_password(second, owner.email)
    assert len(mailbox(owner.email)) == 1
    assert "new phone or computer" in first.get("/messages").text


def test_a_device_is_new_for_a_day_but_not_the_first(portal: Flask, owner: Account) -> None:
    first, second = portal.test_client(), portal.test_client()
    by_password(first, owner.email)
    by_password(second, owner.email)
    assert not is_new(portal, first)
    assert is_new(portal, second)
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=24, seconds=1)):
        by_password(second, owner.email)
        assert not is_new(portal, second)


def test_a_forgotten_device_comes_back_as_new(
    portal: Flask, client: FlaskClient, owner: Account
) -> None:
    by_password(portal.test_client(), owner.email)
    client.post(in_person(portal, owner))
    known = devices(portal, owner)[-1]
    assert client.post(f"/settings/devices/{known.id}/forget").status_code == 303
    assert not is_in(client)
    by_password(client, owner.email)
    back = devices(portal, owner)[-1]
    assert back.id != known.id and not back.is_trusted


def test_the_demo_counts_as_known_and_not_new(portal: Flask) -> None:
    with portal.app_context():
        make_account("Isolde Varrick", "person@demo.example", needs_known_device=True)
    first, second = portal.test_client(), portal.test_client()
    for client in (first, second):
        assert client.post("/demo", data={"email": "person@demo.example"}).status_code == 303
    assert not is_new(portal, second)


def test_after_a_password_a_link_makes_this_device_known(
    portal: Flask, client: FlaskClient, owner: Account, link_for: Callable[[str], str]
) -> None:
    by_password(client, owner.email)
    assert client.post("/settings/devices/know/link").status_code == 303
    elsewhere = portal.test_client()
    assert elsewhere.post(link_for(owner.email)).status_code == 422
    assert not is_in(elsewhere)
    assert client.post(link_for(owner.email)).status_code == 303
    assert devices(portal, owner)[0].is_trusted


def test_after_a_link_the_password_makes_this_device_known(
    portal: Flask, client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, member.email)
    client.post(link_for(member.email))
    assert not devices(portal, member)[0].is_trusted
    know = "/settings/devices/know"
    assert client.post(know, data={"password": "not this one at all"}).status_code == 422
    assert not devices(portal, member)[0].is_trusted
    assert client.post(know, data={"password": PASSWORD}).status_code == 303
    assert devices(portal, member)[0].is_trusted


def test_a_password_alone_makes_nothing_known(
    portal: Flask, client: FlaskClient, owner: Account
) -> None:
    by_password(client, owner.email)
    assert client.post("/settings/devices/know", data={"password": PASSWORD}).status_code == 404
    client.post("/fresh", data={"password": PASSWORD})
    assert not devices(portal, owner)[0].is_trusted
    answer = client.post("/settings/passkeys/options", json={})
    assert answer.status_code == 422
    assert Purpose.TRUST.value not in answer.text


def test_the_contact_is_somebody_of_the_own_circle(
    portal: Flask,
    client: FlaskClient,
    owner: Account,
    member: Account,
    link_for: Callable[[str], str],
) -> None:
    with portal.app_context():
        make_member(make_person("Ottoline", owner), member)
        stranger = make_account("Lorcan Fitch")
    by_password(client, owner.email)
    assert client.post("/settings/contact", data={"contact": str(member.id)}).location == (
        "/settings/devices/know"
    )
    client.post("/settings/devices/know/link")
    client.post(link_for(owner.email))
    assert member.name in client.get("/settings/contact").text
    assert client.post("/settings/contact", data={"contact": str(stranger.id)}).status_code == 422
    assert client.post("/settings/contact", data={"contact": str(member.id)}).status_code == 303
    with portal.app_context():
        assert db.session.get_one(Account, owner.id).device_contact_id == member.id


def test_members_of_a_circle_are_not_named_to_each_other(
    portal: Flask, client: FlaskClient, owner: Account, member: Account
) -> None:
    with portal.app_context():
        person = make_person("Ottoline", owner)
        make_member(person, member)
        make_member(person, make_account("Lorcan Fitch"))
    by_password(client, member.email)
    page = client.get("/settings/contact").text
    assert "Lorcan" not in page and owner.name not in page
