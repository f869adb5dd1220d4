"""Writing messages and reading them: in the reader's language, mine alone, by a button."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.notices import queries
from app.notices.actions import send
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, Role
from tests.makers import make_account, make_organisation, make_role


@pytest.fixture
def reader(portal: Flask, client: FlaskClient) -> Account:
    """Signed in, through the demo."""
    with portal.app_context():
        made = make_account("Isolde Varrick", "person@demo.example")
    client.post("/demo", data={"email": made.email})
    return made


def write(
    portal: Flask, account: Account, subject: str = "Tea at four", **given: object
) -> uuid.UUID:
    with portal.app_context(), db.writing():
        written = send(
            by=SYSTEM,
            **{
                "account_id": account.id,
                "language": "en",
                "channel": Channel.SCREEN,
                "kind": "test",
                "subject": subject,
                "body": "Come and see.",
                "path": "/help",
                **given,
            },
        )
        return written[0].id


def test_once_for_each_channel_in_the_readers_language(either_portal: Flask) -> None:
    with either_portal.app_context():
        account = make_account()
        with db.writing():
            written = send(
                by=SYSTEM,
                account_id=account.id,
                address=account.email,
                language="pl",
                channel=(Channel.SCREEN, Channel.EMAIL),
                kind="test",
                subject=_l("Messages"),
                body=_l("Messages"),
            )
        assert [n.channel for n in written] == [Channel.SCREEN, Channel.EMAIL]
        assert [n.address for n in written] == ["", account.email]
        assert len({n.reference for n in written}) == 2
        assert {n.language for n in written} == {"pl"}


def test_a_channel_needs_somebody_to_reach(portal: Flask) -> None:
    given = {"by": SYSTEM, "language": "en", "kind": "test", "subject": "a", "body": "b"}
    for channel in Channel:
        with portal.app_context(), pytest.raises(ValueError, match="needs an"), db.writing():
            send(channel=channel, **given)


def test_a_subject_is_one_line(portal: Flask) -> None:
    with portal.app_context():
        account = make_account()
    written = write(portal, account, "One\nBcc: everybody@bad.example")
    with portal.app_context():
        assert db.session.get_one(Notice, written).subject == "One Bcc: everybody@bad.example"


def test_looking_is_not_reading(portal: Flask, client: FlaskClient, reader: Account) -> None:
    written = write(portal, reader)
    for _ in range(2):
        assert "Tea at four" in client.get("/messages").text
    with portal.app_context():
        assert queries.unread_count(reader.id) == 1
    answer = client.post(f"/messages/{written}/read")
    assert (answer.status_code, answer.location) == (303, "/messages")
    with portal.app_context():
        assert queries.unread_count(reader.id) == 0
    assert "You have read it." in client.get("/messages").text


def test_messages_of_others_are_not_there(
    portal: Flask, client: FlaskClient, reader: Account
) -> None:
    with portal.app_context():
        other = make_account("Lorcan Fitch")
    theirs = write(portal, other, "Only for Lorcan")
    mine_by_mail = write(portal, reader, channel=Channel.EMAIL, address=reader.email)
    assert "Lorcan" not in client.get("/messages").text
    for notice in (theirs, mine_by_mail, uuid.uuid4()):
        assert client.post(f"/messages/{notice}/read").status_code == 404
    with portal.app_context():
        assert queries.unread_count(other.id) == 1


def test_the_outbox_shows_what_the_demo_delivered(portal: Flask, client: FlaskClient) -> None:
    with portal.app_context():
        account = make_account()
    written = write(portal, account, channel=Channel.EMAIL, address=account.email, path="/link/abc")
    assert "Tea at four" not in client.get("/demo/outbox").text
    with portal.app_context(), db.writing():
        db.session.get_one(Notice, written).sent_at = now()
    assert 'href="/link/abc"' in client.get("/demo/outbox").text


def test_the_administrator_sees_no_words_of_dead_messages(
    portal: Flask, client: FlaskClient
) -> None:
    with portal.app_context():
        admin = make_account("Ludo Marchbank", "admin@demo.example", is_work=True)
        make_role(make_organisation(OrganisationKind.COUNCIL), admin, Role.ADMINISTRATOR)
        account = make_account("Lorcan Fitch")
    written = write(
        portal, account, "Only for Lorcan", channel=Channel.EMAIL, address=account.email
    )
    alive = write(portal, account, channel=Channel.EMAIL, address=account.email)
    with portal.app_context(), db.writing():
        dead = db.session.get_one(Notice, written)
        dead.dead_at, dead.tries, dead.last_error = now(), 6, "ConnectionRefusedError"
    client.post("/demo", data={"email": "admin@demo.example"})
    page = client.get("/council/messages").text
    assert "ConnectionRefusedError" in page
    assert "Lorcan" not in page and account.email not in page and "Come and see" not in page
    assert client.post(f"/council/messages/{alive}/again").status_code == 404
    assert client.post(f"/council/messages/{written}/again").status_code == 303
    with portal.app_context():
        again = db.session.scalars(select(Notice).where(Notice.id == written)).one()
        assert again.dead_at is None and again.tries == 0


def test_others_do_not_see_dead_messages(client: FlaskClient, reader: Account) -> None:
    assert client.get("/council/messages").status_code == 403
    assert client.post(f"/council/messages/{uuid.uuid4()}/again").status_code == 403
