"""Passwords: long, not common, hashed; wrong ones and unknown accounts look alike."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts import passwords
from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.extensions import db
from tests.accounts.conftest import PASSWORD, by_password, is_in, reload

# Taken before the tests put a quicker one in its place.
REAL_NOBODY = passwords._NOBODY
GOOD = (
    "violet kettle marmalade",
    "Wir essen 7 Pfannkuchen",
    "Żółta kaczka pływa",
    "نیلا آسمان اور بارش",
)
BAD = {
    "short": passwords.TOO_SHORT,
    "x" * 201: passwords.TOO_LONG,
    "Password 1234!": passwords.TOO_COMMON,
    "1q2w3e4r5t6y": passwords.TOO_COMMON,
    "LiverpoolLiverpool": passwords.TOO_COMMON,
    "Zebedee Quist 7": passwords.YOUR_NAME,
    "zebedee@test.example": passwords.YOUR_NAME,
    "Together-2026": passwords.TOO_PLAIN,
    "aaaaaaaaaaaaaa": passwords.TOO_PLAIN,
    "xyzxyzxyzxyzxyz": passwords.TOO_PLAIN,
    "abcdefghijklmnop": passwords.TOO_PLAIN,
    "december20261999": passwords.TOO_PLAIN,
}


@pytest.mark.parametrize("password", GOOD)
def test_good_passwords_have_no_rules_of_composition(
    portal: Flask, member: Account, password: str
) -> None:
    with portal.app_context():
        assert passwords.refusal(password, member) is None


@pytest.mark.parametrize("password", BAD)
def test_bad_passwords_are_refused_with_a_reason(
    portal: Flask, member: Account, password: str
) -> None:
    with portal.app_context():
        assert passwords.refusal(password, member) == BAD[password]


@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text: str) -> None:
    plain = passwords._plain(text)
    assert passwords._is_plain(plain, {"together"}) in (True, False)


def test_a_right_password_signs_in(client: FlaskClient, member: Account) -> None:
    assert by_password(client, "ZEBEDEE@test.example ") == 303
    assert is_in(client)


def test_wrong_and_unknown_look_alike(portal: Flask, client: FlaskClient, member: Account) -> None:
    wrong = client.post(
        "/sign-in/password", data={"email": member.email, "password": "not this one"}
    )
    nobody = client.post(
        "/sign-in/password", data={"email": "nobody@test.example", "password": "not this one"}
    )
    assert wrong.status_code == nobody.status_code == 422
    assert wrong.text.replace(member.email, "") == nobody.text.replace("nobody@test.example", "")
    assert not is_in(client)
    with portal.app_context():
        refused = db.session.scalars(
            select(AuditEvent).where(AuditEvent.name == "sign-in.refused")
        ).all()
    assert [event.actor_id for event in refused] == [member.id, None]


def test_an_account_without_a_password_has_no_empty_one(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    member.password_hash = ""
    assert not passwords.is_right(member, "")
    assert not passwords.is_right(None, "")
    assert not passwords.is_right(member, "x" * 5000)


def test_where_nobody_is_the_hash_is_computed_too(
    monkeypatch: pytest.MonkeyPatch, member: Account
) -> None:
    asked: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
            asked.append(str(hash))
            return super().verify(hash, password)  # type: ignore[return-value]

    monkeypatch.setattr(passwords, "_hasher", Counting())
    passwords.is_right(None, "not this one")
    passwords.is_right(member, "not this one")
    assert len(asked) == 2


def test_nobodys_hash_costs_what_a_real_one_costs() -> None:
    assert PasswordHasher().check_needs_rehash(REAL_NOBODY) is False


def test_an_old_hash_is_renewed_at_sign_in(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    old = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    with portal.app_context(), db.writing():
        db.session.get_one(Account, member.id).password_hash = old
    assert by_password(client, member.email) == 303
    assert reload(portal, member.id).password_hash != old
    assert passwords.is_right(reload(portal, member.id), PASSWORD)


def test_a_new_password_ends_all_other_sessions(
    portal: Flask, client: FlaskClient, member: Account
) -> None:
    other = portal.test_client()
    by_password(other, member.email)
    by_password(client, member.email)
    bad = client.post("/settings/password", data={"new_password": "password1234"})
    assert bad.status_code == 422 and "Many people use" in bad.text
    assert (
        client.post("/settings/password", data={"new_password": "seven plum teapots"}).status_code
        == 303
    )
    assert is_in(client) and not is_in(other)
    assert by_password(other, member.email) == 422
    assert by_password(other, member.email, "seven plum teapots") == 303


def test_managers_of_passwords_and_paste_are_welcome(client: FlaskClient, member: Account) -> None:
    page = client.get("/sign-in/password").text
    assert 'autocomplete="current-password"' in page and 'autocomplete="username webauthn"' in page
    assert "onpaste" not in page
    by_password(client, member.email)
    assert 'autocomplete="new-password"' in client.get("/settings/password").text
