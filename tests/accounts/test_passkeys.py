"""Passkeys on the server: made, used, taken away; forged and repeated ones open nothing."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account, Device, Passkey, TrustedBy
from app.extensions import db
from tests.accounts.authenticator import PRESENT, Authenticator
from tests.accounts.conftest import by_password, is_in


def set_up(client: FlaskClient, phone: Authenticator) -> Any:
    """Make a passkey in the settings of whoever is signed in."""
    options = client.post("/settings/passkeys/options", json={}).get_json()
    return client.post("/settings/passkeys", json={"credential": phone.make(options)})


def come_in(client: FlaskClient, phone: Authenticator) -> Any:
    options = client.post("/sign-in/phone/options", json={}).get_json()
    return client.post(
        "/sign-in/phone", json={"credential": phone.use(options), "next": "/messages"}
    )


@pytest.fixture
def phone(client: FlaskClient, member: Account) -> Authenticator:
    """A phone that was set up for the member, who signed out again."""
    phone = Authenticator()
    by_password(client, member.email)
    answer = set_up(client, phone)
    assert answer.get_json() == {"go": "/settings/passkeys"}
    client.post("/sign-out")
    return phone


def test_a_passkey_signs_in_and_makes_the_device_known(
    portal: Flask, phone: Authenticator, member: Account
) -> None:
    client = portal.test_client()
    answer = come_in(client, phone)
    assert answer.status_code == 200 and answer.get_json() == {"go": "/messages"}
    assert is_in(client)
    with portal.app_context():
        kept = db.session.scalar(select(Passkey))
        device = db.session.scalars(select(Device).order_by(Device.id.desc())).first()
    assert kept is not None and kept.sign_count == 1 and kept.transports == ["internal"]
    assert kept.used_at is not None
    assert device is not None and device.trusted_by is TrustedBy.PASSKEY


def test_nothing_is_named_to_whoever_is_signed_out(
    client: FlaskClient, phone: Authenticator
) -> None:
    options = client.post("/sign-in/phone/options", json={}).get_json()
    assert options["allowCredentials"] == [] and options["userVerification"] == "required"
    assert options["rpId"] == "localhost"


def test_an_answer_works_once(client: FlaskClient, phone: Authenticator) -> None:
    options = client.post("/sign-in/phone/options", json={}).get_json()
    answer = {"credential": phone.use(options)}
    assert client.post("/sign-in/phone", json=answer).status_code == 200
    client.post("/sign-out")
    assert client.post("/sign-in/phone", json=answer).status_code == 422
    client.post("/sign-in/phone/options", json={})
    assert client.post("/sign-in/phone", json=answer).status_code == 422
    assert not is_in(client)


def test_another_site_a_forged_key_and_no_finger_are_refused(
    client: FlaskClient, phone: Authenticator
) -> None:
    def refused(other: Authenticator) -> bool:
        return bool(come_in(client, other).status_code == 422) and not is_in(client)

    phone.origin = "https://bad.example"
    assert refused(phone)
    phone.origin, phone.site = "http://localhost:8000", "bad.example"
    assert refused(phone)
    phone.site, phone.flags = "localhost", PRESENT
    assert refused(phone)
    forged = Authenticator()
    forged.credential_id, forged.handle = phone.credential_id, phone.handle
    assert refused(forged)
    assert refused(Authenticator())


def test_a_copied_key_counts_backwards_and_is_refused(
    client: FlaskClient, phone: Authenticator
) -> None:
    phone.count = 5
    assert come_in(client, phone).status_code == 200
    client.post("/sign-out")
    phone.count = 2
    assert come_in(client, phone).status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        None,
        [],
        {},
        {"credential": None},
        {"credential": {"rawId": 7}},
        {"credential": {"rawId": "é", "response": {}}},
    ],
)
def test_nonsense_gets_a_plain_answer(client: FlaskClient, sent: object) -> None:
    client.post("/sign-in/phone/options", json={})
    answer = client.post("/sign-in/phone", json=sent)
    assert answer.status_code == 422 and "error" in answer.get_json()


def test_it_shows_again_that_it_is_oneself(
    client: FlaskClient, phone: Authenticator, member: Account
) -> None:
    by_password(client, member.email)
    options = client.post("/prove/options", json={}).get_json()
    assert len(options["allowCredentials"]) == 1
    sent = {"credential": phone.use(options), "next": "/settings/password"}
    assert client.post("/prove", json=sent).get_json() == {"go": "/settings/password"}


def test_the_key_of_somebody_else_proves_nothing(
    portal: Flask, client: FlaskClient, phone: Authenticator, owner: Account
) -> None:
    by_password(client, owner.email)
    options = client.post("/prove/options", json={}).get_json()
    assert client.post("/prove", json={"credential": phone.use(options)}).status_code == 422


def test_a_key_is_taken_away_by_its_owner_alone(
    portal: Flask, client: FlaskClient, phone: Authenticator, member: Account, owner: Account
) -> None:
    with portal.app_context():
        key = db.session.scalar(select(Passkey.id))
    path = f"/settings/passkeys/{key}/remove"
    other = portal.test_client()
    by_password(other, owner.email)
    assert other.get(path).status_code == 404 and other.post(path).status_code == 404
    by_password(client, member.email)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 303
    client.post("/sign-out")
    assert come_in(client, phone).status_code == 422


def test_a_person_adds_a_key_on_a_known_device_only(client: FlaskClient, owner: Account) -> None:
    by_password(client, owner.email)
    assert "/settings/devices/know" in client.get("/settings/passkeys").text
    assert client.post("/settings/passkeys/options", json={}).status_code == 422
    assert client.post("/settings/passkeys", json={"credential": {}}).status_code == 422
