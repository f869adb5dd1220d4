"""The pages that everybody may open: in three languages, without cookies, easy to read."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.language.lint.pages import page_findings

PAGES = (
    "/",
    "/help",
    "/help/leaving",
    "/help/advocate",
    "/privacy",
    "/accessibility",
    "/languages",
    "/about",
)
LANGUAGES = (("en", "ltr"), ("pl", "ltr"), ("ur", "rtl"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("lang", "direction"), LANGUAGES)
def test_page_is_in_the_language_of_its_reader(
    client: FlaskClient, path: str, lang: str, direction: str
) -> None:
    answer = client.get(path, query_string={"lang": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}" dir="{direction}"' in answer.text
    assert answer.text.count("<h1>") == 1
    heading = re.search(r"<h1>(.*?)</h1>", answer.text)
    title = re.search(r"<title>(.*?)</title>", answer.text)
    assert heading and title and title.group(1).startswith(heading.group(1))


@pytest.mark.parametrize("path", PAGES)
def test_public_pages_set_no_cookie(client: FlaskClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


@pytest.mark.parametrize("path", PAGES)
def test_pages_keep_the_easy_read_page_rules(client: FlaskClient, path: str) -> None:
    errors = [each for each in page_findings(client.get(path).text) if each.severity == "error"]
    assert errors == []


@pytest.mark.parametrize("path", ["/help", "/help/advocate", "/about", "/accessibility"])
def test_phone_numbers_keep_their_order_in_urdu(client: FlaskClient, path: str) -> None:
    body = client.get(path, query_string={"lang": "ur"}).text
    links = re.findall(r'<a class="phone" href="tel:(\d+)">(.*?)</a>', body)
    assert links
    for called, shown in links:
        written = re.search(r'<bdi dir="ltr">([\d ]+)</bdi>', shown)
        assert written and written.group(1).replace(" ", "") == called


def test_help_names_999_first_then_the_council_by_day_and_by_night(
    portal: Flask, client: FlaskClient
) -> None:
    body = client.get("/help").text
    numbers = re.findall(r'href="tel:(\d+)"', body)
    settings = (portal.config["SAFEGUARDING_DAY_PHONE"], portal.config["SAFEGUARDING_NIGHT_PHONE"])
    assert numbers == ["999", *(number.replace(" ", "") for number in settings)]
    assert portal.config["COUNCIL_NAME"] in html.unescape(body)
    assert "Nobody watches this page all day." in body


def test_advocate_page_says_whom_to_call(portal: Flask, client: FlaskClient) -> None:
    body = html.unescape(client.get("/help/advocate").text)
    assert portal.config["ADVOCATE_NAME"] in body
    assert portal.config["ADVOCATE_PHONE"] in body


@pytest.mark.parametrize("lang", ["en", "pl", "ur"])
def test_the_page_one_leaves_to_says_nothing_of_the_portal(
    portal: Flask, client: FlaskClient, lang: str
) -> None:
    answer = client.get("/leave", query_string={"lang": lang})
    assert answer.status_code == 200
    assert portal.config["PORTAL_NAME"] not in answer.text
    assert portal.config["LEAVE_URL"] in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "<script" not in answer.text


def test_nothing_claims_to_be_easy_read(client: FlaskClient) -> None:
    for path in PAGES:
        assert "easy read" not in client.get(path).text.lower()


def test_favicon_is_the_mark(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/static/img/mark")
