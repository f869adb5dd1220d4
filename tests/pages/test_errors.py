"""Errors in plain words, in the reader's language; nothing leaks, nothing typed is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import text
from structlog.testing import capture_logs

from app.extensions import db
from app.pages.error_words import WORDS
from app.pages.errors import error_page
from app.security import public
from tests.pages.failing import make_failing

HERE = {"Sec-Fetch-Site": "same-origin"}
SIGNED_IN = "0192f0c4-0000-7000-8000-000000000001"
TYPED = {"text": "I like <b>swimming</b>\nand ducks", "choice": "one", "csrf_token": "old"}


@pytest.mark.parametrize("code", sorted(WORDS))
@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("pl", "ltr"), ("ur", "rtl")])
def test_each_error_has_a_page_in_each_language(
    portal: Flask, code: int, lang: str, direction: str
) -> None:
    with portal.test_request_context("/somewhere", query_string={"lang": lang}):
        answer = error_page(code, WORDS[code])
    assert answer.status_code == code
    body = answer.get_data(as_text=True)
    assert f'<html lang="{lang}" dir="{direction}"' in body
    assert 'href="/help"' in body
    assert answer.headers["Cache-Control"] == "no-store"


def test_unknown_address(portal: Flask) -> None:
    answer = portal.test_client().get("/nowhere-at-all")
    assert answer.status_code == 404
    assert "We cannot find this page" in answer.text


def test_too_much(portal: Flask) -> None:
    size = portal.config["MAX_CONTENT_LENGTH"] + 1
    answer = portal.test_client().post("/settings/like", data={"size": "x" * size})
    assert answer.status_code == 413
    assert "That is too big" in answer.text


def test_an_unexpected_choice_is_422(portal: Flask) -> None:
    answer = portal.test_client().post("/settings/like", data={"size": "enormous"})
    assert answer.status_code == 422
    assert "We could not keep that" in answer.text


def test_htmx_gets_the_error_in_place_of_the_body(portal: Flask) -> None:
    answer = portal.test_client().get("/nowhere-at-all", headers={"HX-Request": "true"})
    assert answer.headers["HX-Retarget"] == "body"
    assert answer.headers["HX-Reswap"].startswith("innerHTML")
    assert "HX-Request" in answer.headers["Vary"]


def test_a_script_gets_the_error_as_json(portal: Flask) -> None:
    answer = portal.test_client().get("/nowhere", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json) == (404, {"error": "We cannot find this page"})


def test_back_leads_to_where_one_came_from_and_never_to_another_site(portal: Flask) -> None:
    client = portal.test_client()
    ours = client.get("/nowhere", headers={"Referer": "http://localhost/privacy"})
    assert 'href="/privacy"><span>Go back' in ours.text
    other = client.get("/nowhere", headers={"Referer": "https://evil.example/x"})
    assert "evil.example" not in other.text


def test_a_fault_is_told_without_its_words(broken: Flask) -> None:
    with capture_logs() as lines:
        answer = broken.test_client().get("/break")
    assert answer.status_code == 500
    assert "It is our mistake, not yours." in answer.text
    logged = json.dumps(lines)
    assert "RuntimeError" in logged
    assert "break_down" in logged
    assert "Zephyrine" not in logged + answer.text


def test_a_fault_of_a_statement_is_no_short_rest(broken: Flask) -> None:
    @public
    def ask_wrongly() -> str:
        db.session.execute(text("SELECT * FROM no_such_table"))
        return ""

    broken.add_url_rule("/wrong", "ask_wrongly", ask_wrongly)
    assert broken.test_client().get("/wrong").status_code == 500


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("pl", "ltr"), ("ur", "rtl")])
def test_the_database_gone_is_503_in_the_language_of_the_cookie(
    gone: Flask, lang: str, direction: str
) -> None:
    client = gone.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = SIGNED_IN
    client.set_cookie("likes", f"size=bigger&language={lang}")
    answer = client.get("/my")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert f'<html lang="{lang}" dir="{direction}" data-size="bigger"' in answer.text
    assert 'href="tel:999"' in answer.text
    assert "psycopg" not in answer.text


@contextmanager
def write_lock(portal: Flask) -> Iterator[None]:
    """Somebody else writes, and does not end."""
    with portal.extensions["db_engine"].connect() as other:
        other.execution_options(writing=True)
        other.begin()
        yield


def test_words_come_back_while_the_database_is_locked_then_it_goes_on(locking: Flask) -> None:
    client = locking.test_client()
    with write_lock(locking):
        answer = client.post("/keep?step=2", data=TYPED, headers=HERE)
        assert answer.status_code == 503
        assert _hidden(answer.text) == {
            name: value for name, value in TYPED.items() if name != "csrf_token"
        }
        assert 'action="/keep?step=2"' in answer.text
        assert "<b>swimming" not in answer.text
    assert client.post("/keep", data=TYPED, headers=HERE).status_code == 200


def _hidden(body: str) -> dict[str, str]:
    form = body[body.index('action="/keep') :]
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
    return {name: unescape(value) for name, value in found if name != "csrf_token"}


@pytest.mark.parametrize(
    ("data", "headers"),
    [
        ({"text": "words of another site"}, {"Sec-Fetch-Site": "cross-site"}),
        ({"text": "words of another site"}, {"Origin": "https://evil.example"}),
        ({"text": "words from nowhere"}, {}),
        ({"text": "a b", "password": "not to be shown"}, HERE),
    ],
)
def test_no_form_of_another_site_and_no_password_comes_back(
    locking: Flask, data: dict[str, str], headers: dict[str, str]
) -> None:
    with write_lock(locking):
        answer = locking.test_client().post("/keep", data=data, headers=headers)
    assert answer.status_code == 503
    assert 'action="/keep"' not in answer.text
    for value in data.values():
        assert value not in answer.text


def test_a_form_open_too_long_comes_back_with_a_good_token(broken: Flask) -> None:
    client = broken.test_client()
    answer = client.post("/send", data=TYPED, headers=HERE)
    assert answer.status_code == 400
    assert "Please send it again" in answer.text
    assert "I like &lt;b&gt;swimming" in answer.text
    form = answer.text[answer.text.index('action="/send"') :]
    token = re.search(r'name="csrf_token" value="([^"]+)"', form)
    assert token is not None
    again = client.post("/send", data={**TYPED, "csrf_token": token.group(1)}, headers=HERE)
    assert (again.status_code, again.text) == (200, "sent")


def test_a_bare_page_stands_when_the_layout_cannot_be_drawn(
    broken: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_build(name: str) -> str:
        raise KeyError(name)

    monkeypatch.setitem(broken.jinja_env.globals, "static_url", no_build)
    answer = broken.test_client().get("/break")
    assert answer.status_code == 500
    assert "<h1>Something broke here</h1>" in answer.text
    assert 'href="tel:999"' in answer.text


def test_a_cut_connection_is_503_and_recovers_without_a_restart(
    postgres_url: str, tmp_path: object
) -> None:
    from tests.pages.proxy import Proxy

    with Proxy("127.0.0.1", 5432) as proxy:
        url = re.sub(r"@[^/]+/", f"@127.0.0.1:{proxy.port}/", postgres_url)
        portal = make_failing(url, tmp_path)  # type: ignore[arg-type]
        client = portal.test_client()
        assert client.post("/keep", data=TYPED, headers=HERE).status_code == 200
        proxy.cut()
        assert client.post("/keep", data=TYPED, headers=HERE).status_code == 503
        proxy.restore()
        assert client.post("/keep", data=TYPED, headers=HERE).status_code == 200
        portal.extensions["db_engine"].dispose()
