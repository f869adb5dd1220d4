"""Every page of accounts and of messages keeps the rules of pages, in three languages."""

from __future__ import annotations

import pytest
from flask import Flask

from app.accounts.models import Account
from tests.accounts.conftest import PASSWORD
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
