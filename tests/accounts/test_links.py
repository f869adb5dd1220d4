"""A sign-in link: the same answer for everybody, used once, for one thing, for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.accounts import actions, queries
from app.accounts.models import Account, Link, Purpose, SignIn
from app.audit import SYSTEM
from app.audit.models import AuditEvent
from app.config import LIMITS
from app.extensions import db
from app.notices.models import Notice
from tests.accounts.conftest import ask_for_link, is_in


def test_a_link_signs_in_and_goes_on(
    client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, " Zebedee@Test.Example ", "/messages")
    answer = client.post(link_for(member.email))
    assert (answer.status_code, answer.location) == (303, "/messages")
    assert is_in(client)


def test_opening_a_link_does_not_use_it(
    client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, member.email)
    for _ in range(3):
        assert client.get(link_for(member.email)).status_code == 200
    assert not is_in(client)
    assert client.post(link_for(member.email)).status_code == 303


def test_a_used_link_offers_a_new_one(
    portal: Flask, client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, member.email)
    client.post(link_for(member.email))
    other = portal.test_client()
    for answer in (other.get(link_for(member.email)), other.post(link_for(member.email))):
        assert answer.status_code == 410
        assert 'href="/sign-in"' in answer.text
    assert not is_in(other)


def test_an_old_link_is_over(
    client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, member.email)
    late = datetime.now(UTC) + LIMITS.link_life + timedelta(seconds=1)
    with time_machine.travel(late):
        assert client.post(link_for(member.email)).status_code == 410
    assert not is_in(client)


def test_an_unknown_address_gets_the_same_answer(portal: Flask, member: Account) -> None:
    bodies = []
    for email in (member.email, "nobody@test.example"):
        client = portal.test_client()
        answer = client.post("/sign-in", data={"email": email}, follow_redirects=True)
        bodies.append((answer.status_code, answer.text))
    assert bodies[0] == bodies[1]
    with portal.app_context():
        assert db.session.scalar(select(func.count()).select_from(Link)) == 2
        addresses = db.session.scalars(select(Notice.address)).all()
    assert addresses == [member.email]


def test_only_the_hash_of_a_token_is_kept(
    portal: Flask, client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, member.email)
    token = link_for(member.email).rsplit("/", 1)[1]
    with portal.app_context():
        link = db.session.scalar(select(Link))
        facts = db.session.scalars(select(AuditEvent.facts)).all()
    assert link is not None and token not in link.token_hash and len(token) >= 43
    assert token not in str(facts)


@pytest.mark.parametrize("purpose", [p for p in Purpose if p is not Purpose.SIGN_IN])
def test_a_link_for_one_thing_never_does_another(either_portal: Flask, purpose: Purpose) -> None:
    with either_portal.app_context(), db.writing():
        token = actions.make_link(by=SYSTEM, purpose=purpose)
        assert actions.use_link(by=SYSTEM, token=token, purpose=Purpose.SIGN_IN) is None
        assert queries.find_link(token, Purpose.SIGN_IN) is None
        assert actions.use_link(by=SYSTEM, token=token, purpose=purpose) is not None
        assert actions.use_link(by=SYSTEM, token=token, purpose=purpose) is None


def test_a_link_carries_ids_for_whoever_made_it(either_portal: Flask) -> None:
    with either_portal.app_context(), db.writing():
        token = actions.make_link(
            by=SYSTEM,
            purpose=Purpose.JOIN,
            payload={"member": "0199"},
            life=LIMITS.invitation_life,
        )
        used = actions.use_link(by=SYSTEM, token=token, purpose=Purpose.JOIN)
        assert used is not None and used.payload == {"member": "0199"}


def test_a_link_of_a_closed_account_is_over(
    portal: Flask, client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, member.email)
    with portal.app_context(), db.writing():
        found = queries.account(member.id)
        assert found is not None
        found.closed_at = datetime.now(UTC)
    assert client.post(link_for(member.email)).status_code == 410


def test_a_new_sign_in_ends_the_one_before(
    portal: Flask, client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    for _ in range(2):
        ask_for_link(client, member.email)
        client.post(link_for(member.email))
    with portal.app_context():
        ends = db.session.scalars(select(SignIn.ended_at).order_by(SignIn.id)).all()
    assert ends[0] is not None and ends[1] is None


def test_next_leads_nowhere_else(
    client: FlaskClient, member: Account, link_for: Callable[[str], str]
) -> None:
    client.post("/sign-in?next=https://bad.example/", data={"email": member.email})
    assert client.post(link_for(member.email)).location == "/my"


def test_the_message_speaks_the_language_of_its_reader(
    portal: Flask, client: FlaskClient, member: Account, mailbox: Callable[[str], list[Notice]]
) -> None:
    with portal.app_context(), db.writing():
        found = queries.account(member.id)
        assert found is not None
        found.language = "pl"
    ask_for_link(client, member.email)
    assert mailbox(member.email)[0].language == "pl"


@pytest.mark.parametrize(
    "typed", ["", "no address", "a@b", "x" * 300 + "@test.example", "a\x00@b.uk"]
)
def test_what_is_no_address_comes_back_typed(client: FlaskClient, typed: str) -> None:
    answer = client.post("/sign-in", data={"email": typed})
    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.text
