"""What the tests of accounts share: accounts with a password, browsers, the link in a message."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.notices.models import Channel, Notice
from tests.conftest import QUICK
from tests.makers import make_account

PASSWORD = "violet kettle marmalade"
HASH = QUICK.hash(PASSWORD)


@pytest.fixture
def member(portal: Flask) -> Account:
    """Somebody of a circle, with a password."""
    with portal.app_context():
        return make_account("Zebedee Quist", "zebedee@test.example", password_hash=HASH)


@pytest.fixture
def owner(portal: Flask) -> Account:
    """A person with an own account, with a password."""
    with portal.app_context():
        return make_account(
            "Ottoline Bract", "ottoline@test.example", password_hash=HASH, needs_known_device=True
        )


@pytest.fixture
def mailbox(portal: Flask) -> Callable[[str], list[Notice]]:
    """The emails written to an address so far, the newest first."""

    def read(address: str) -> list[Notice]:
        with portal.app_context():
            return list(
                db.session.scalars(
                    select(Notice)
                    .where(Notice.channel == Channel.EMAIL, Notice.address == address)
                    .order_by(Notice.id.desc())
                )
            )

    return read


@pytest.fixture
def link_for(mailbox: Callable[[str], list[Notice]]) -> Callable[[str], str]:
    """The path of the newest link that an address was sent."""
    return lambda address: next(n.path for n in mailbox(address) if n.path.startswith("/link/"))


def ask_for_link(client: FlaskClient, email: str, next_path: str = "/my") -> None:
    answer = client.post(f"/sign-in?next={next_path}", data={"email": email})
    assert (answer.status_code, answer.location) == (303, "/sign-in/sent")


def by_password(client: FlaskClient, email: str, password: str = PASSWORD) -> int:
    """Sign in; the status of the answer."""
    data = {"email": email, "password": password}
    return client.post("/sign-in/password", data=data).status_code


def is_in(client: FlaskClient) -> bool:
    return client.get("/settings").status_code == 200


def reload(portal: Flask, account_id: uuid.UUID) -> Account:
    with portal.app_context():
        found = db.session.get(Account, account_id)
        assert found is not None
        return found
