"""Failures are counted, not successes; a limit never says whether an account exists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.extensions import limiter
from tests.accounts.conftest import HASH, PASSWORD, ask_for_link, by_password
from tests.conftest import make_portal
from tests.makers import make_account


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[Flask]:
    """A portal of its own with its limits on, and nothing counted yet."""
    made = make_portal(f"sqlite:///{tmp_path}/limits.sqlite3", tmp_path, RATE_LIMITS="1")
    limiter.reset()
    yield made
    made.extensions["db_engine"].dispose()
    limiter.enabled = False


def test_seventeen_accounts_sign_in_from_one_address(portal: Flask) -> None:
    with portal.app_context():
        emails = [make_account(password_hash=HASH).email for _ in range(17)]
    for email in emails:
        assert by_password(portal.test_client(), email) == 303


def test_the_eleventh_wrong_password_waits(
    client: FlaskClient, member: Account, owner: Account
) -> None:
    for _ in range(10):
        assert by_password(client, member.email, "not this one") == 422
    assert by_password(client, member.email) == 429
    assert by_password(client, owner.email) == 303
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=15, seconds=1)):
        assert by_password(client, member.email) == 303


def test_an_unknown_account_is_limited_alike(client: FlaskClient) -> None:
    for _ in range(10):
        assert by_password(client, "nobody@test.example", "not this one") == 422
    assert by_password(client, "nobody@test.example") == 429


def test_right_passwords_in_between_are_not_counted(client: FlaskClient, member: Account) -> None:
    for _ in range(12):
        assert by_password(client, member.email) == 303


def test_passwords_behind_a_link_count_together(
    client: FlaskClient, owner: Account, link_for: Callable[[str], str]
) -> None:
    ask_for_link(client, owner.email)
    path = link_for(owner.email)
    for _ in range(10):
        assert client.post(path, data={"password": "not this one"}).status_code == 422
    assert client.post(path, data={"password": PASSWORD}).status_code == 429
    assert by_password(client, owner.email) == 429


def test_the_sixth_link_in_an_hour_waits(client: FlaskClient, member: Account) -> None:
    for email in (member.email, "nobody@test.example"):
        for _ in range(5):
            ask_for_link(client, email)
        assert client.post("/sign-in", data={"email": email}).status_code == 429


def test_guessing_links_is_limited(client: FlaskClient) -> None:
    for number in range(30):
        assert client.get(f"/link/{number}").status_code == 410
    assert client.get("/link/31").status_code == 429


def test_the_page_of_a_limit_is_plain(client: FlaskClient) -> None:
    for _ in range(11):
        by_password(client, "nobody@test.example", "x")
    data = {"email": "nobody@test.example", "password": "x"}
    page = client.post("/sign-in/password", data=data)
    assert page.status_code == 429 and "<h1>" in page.text
    assert "You can try again at this time" in page.text and "<time" in page.text
