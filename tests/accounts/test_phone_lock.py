"""A phone locked without a signal: the session ends before any page opens."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account, SignIn
from app.audit.models import AuditEvent
from app.extensions import db
from tests.accounts.conftest import by_password, is_in


@pytest.fixture
def locked(client: FlaskClient, member: Account) -> FlaskClient:
    """Signed in, then locked by the page's script."""
    by_password(client, member.email)
    assert is_in(client)
    client.set_cookie("locked", "1")
    return client


def ended(portal: Flask) -> list[bool]:
    with portal.app_context():
        return [row.ended_at is not None for row in db.session.scalars(select(SignIn))]


def test_the_first_page_ends_the_session_and_asks_to_sign_in(
    portal: Flask, locked: FlaskClient
) -> None:
    answer = locked.get("/settings")
    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/settings")
    assert ended(portal) == [True]
    with portal.app_context():
        names = list(db.session.scalars(select(AuditEvent.name)))
    assert names.count("session.ended") == 1
    # The lock is open, the session is not.
    assert locked.get_cookie("locked") is None
    assert not is_in(locked)


@pytest.mark.parametrize("path", ["/", "/help", "/healthz", "/sign-in", "/no-such-page"])
def test_any_address_ends_it(portal: Flask, locked: FlaskClient, path: str) -> None:
    answer = locked.get(path)
    assert b"Sign out" not in answer.data
    assert ended(portal) == [True]
    assert not is_in(locked)


def test_a_form_writes_nothing(portal: Flask, locked: FlaskClient, member: Account) -> None:
    answer = locked.post("/settings/contact", data={"contact": ""})
    assert answer.status_code == 401
    assert ended(portal) == [True]


def test_who_locked_it_signs_in_again(locked: FlaskClient, member: Account) -> None:
    locked.get("/my")
    by_password(locked, member.email)
    assert is_in(locked)


def test_the_old_session_does_not_come_back_with_its_cookie(
    portal: Flask, locked: FlaskClient
) -> None:
    old = locked.get_cookie("together")
    assert old is not None
    locked.get("/my")
    thief = portal.test_client()
    thief.set_cookie("together", old.value)
    assert not is_in(thief)


def test_while_the_database_is_away_nothing_opens_and_the_lock_stays(
    portal: Flask, locked: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.accounts import phone_lock

    def away() -> None:
        raise OSError("the database is away")

    monkeypatch.setattr(phone_lock, "settle_refusal", away)
    portal.testing = False
    portal.config["PROPAGATE_EXCEPTIONS"] = False
    try:
        answer = locked.get("/settings")
    finally:
        portal.testing = True
        del portal.config["PROPAGATE_EXCEPTIONS"]
    assert answer.status_code == 500 and b"Sign out" not in answer.data
    assert locked.get_cookie("locked") is not None
    monkeypatch.undo()
    assert locked.get("/settings").status_code == 303
    assert ended(portal) == [True]
