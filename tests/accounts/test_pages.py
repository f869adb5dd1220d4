"""Every page of accounts and of messages keeps the rules of pages, in three languages."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.accounts import queries
from app.accounts.models import Account
from tests.accounts.conftest import HASH, PASSWORD
from tests.makers import make_account
from tests.page_client import Browser

OPEN = (
    "/sign-in", "/sign-in/sent", "/sign-in/password", "/sign-in/phone", "/sign-in/help", "/demo",
    "/demo/outbox", "/settings/likes", "/settings/likes/look", "/settings/likes/language",
)  # fmt: skip
MINE = (
    "/settings", "/settings/password", "/settings/passkeys", "/settings/devices",
    "/settings/devices/know", "/settings/contact", "/fresh", "/fresh/sent", "/second-step",
    "/messages", "/accounts/in-person",
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_open_pages(portal: Flask, language: str) -> None:
    with portal.app_context():
        make_account("Isolde Varrick", "person@demo.example")
    browser = Browser(portal)
    for path in OPEN:
        assert browser.get(f"{path}?lang={language}").status == 200, path


@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_my_pages(portal: Flask, member: Account, language: str) -> None:
    browser = Browser(portal)
    data = {"email": member.email, "password": PASSWORD}
    browser.post("/sign-in/password", data)
    for path in MINE:
        assert browser.get(f"{path}?lang={language}").status == 200, path


def test_pages_that_come_back_wrong(portal: Flask, member: Account) -> None:
    browser = Browser(portal)
    assert browser.get("/link/none", status=410).h1 == "This link is over"
    page = browser.post("/sign-in/password", {"email": member.email}, status=422)
    assert page.find("#error-summary") is not None
    page = browser.post("/settings/contact", {"words": "Tea"}, status=401)
    assert page.h1 == "You were away for a while"


@pytest.mark.parametrize("what", ["nothing", "__class__", "write"])
def test_a_topic_that_does_not_exist(portal: Flask, what: str) -> None:
    assert portal.test_client().get(f"/settings/likes/{what}").status_code == 404


def test_likes_are_kept_with_and_without_an_account(portal: Flask, member: Account) -> None:
    client = portal.test_client()
    client.post("/settings/like", data={"letters": "urdu", "next": "/settings/likes"})
    assert 'class="urdu-letters"' in client.get("/sign-in").text
    assert client.post("/settings/like", data={"letters": "<b>"}).status_code == 422
    cross = {"Sec-Fetch-Site": "cross-site"}
    assert client.post("/settings/like", data={"look": "dark"}, headers=cross).status_code == 400
    client.post("/sign-in/password", data={"email": member.email, "password": PASSWORD})
    client.post("/settings/like", data={"size": "biggest"})
    assert 'data-size="biggest"' in client.get("/settings").text


def come_in(portal: Flask, account: Account, client: FlaskClient | None = None) -> FlaskClient:
    client = client or portal.test_client()
    client.post("/sign-in/password", data={"email": account.email, "password": PASSWORD})
    return client


def test_what_was_chosen_before_signing_in_goes_along(portal: Flask, member: Account) -> None:
    phone = portal.test_client()
    phone.post("/settings/language", data={"language": "ur"})
    phone.post("/settings/like", data={"size": "bigger"})
    come_in(portal, member, phone)
    # then another device of theirs knows it, and messages come in their language
    elsewhere = come_in(portal, member)
    assert '<html lang="ur" dir="rtl" data-size="bigger"' in elsewhere.get("/settings").text
    with portal.app_context():
        assert queries.account_by_email(member.email).language == "ur"
    # and one choice more, elsewhere, takes none of the first ones back
    elsewhere.post("/settings/like", data={"look": "dark"})
    assert '<html lang="ur" dir="rtl" data-size="bigger"' in phone.get("/settings").text


def test_choices_go_along_once_and_never_over_own_ones(portal: Flask, member: Account) -> None:
    with portal.app_context():
        later = make_account("Peregrine Moth", "moth@test.example", password_hash=HASH)
    own = come_in(portal, member)
    own.post("/settings/like", data={"size": "biggest"})
    # given a shared device where somebody chose Polish and signed in
    shared = portal.test_client()
    shared.post("/settings/language", data={"language": "pl"})
    come_in(portal, member, shared)
    assert 'data-size="biggest"' in shared.get("/settings").text
    assert '<html lang="en"' in own.get("/settings").text
    # when somebody else signs in there after them, their account stays as it was
    come_in(portal, later, shared)
    assert '<html lang="en"' in come_in(portal, later).get("/settings").text
