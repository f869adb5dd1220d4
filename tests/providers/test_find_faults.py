"""The search page and bad input: an answer always, nothing lost of what was typed, no trace."""

from __future__ import annotations

import html
import io
import re
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from structlog.testing import capture_logs

from app.audit.models import AuditEvent
from app.config import ROOT
from app.extensions import db
from tests.page_client import SeenPage, problems
from tests.page_tree import words_of
from tests.providers.makers import bring_in, entry

BOX = {"HX-Request": "true", "HX-Target": "found", "HX-Trigger": "choose"}
TYPED = (
    "x" * 2000,
    "swimming " * 220,
    '"swimming',
    "'; DROP TABLE listing; --",
    "swimming AND",
    "OR NOT NEAR(tea, 2)",
    "NEAR",
    "tea*",
    "^tea",
    "name_words:tea",
    "tea - books",
    "-tea",
    '" " "',
    "!!! ??? …",
    "🏊 🏊🏽‍♀️",
    "تیراکی کی جگہ",
    "pływanie w Łodzi",
    "BT7 BT79 M33",
    "<script>alert(1)</script>",
    "%s %(x)s {0} \\",
)


@pytest.fixture
def places(portal: Flask) -> Flask:
    with portal.app_context():
        bring_in(
            [
                entry("Hazel Reading Room", description="Books & tea", facets=("pay:free",)),
                entry("Supported Living Sale", description="A home"),
                entry("Omagh Room", "BT79 7AA", facets=("language:irish",)),
            ]
        )
    return portal


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("where", ["", "M33"])
def test_whatever_is_typed_gets_a_page_and_stays_in_its_field(
    places: Flask, client: FlaskClient, typed: str, where: str
) -> None:
    given = {"what": typed, "where": where, "miles": 10, "covers": 1, "pay": "free"}
    page = SeenPage(client.get(f"/providers?{urlencode(given)}"), "/providers")
    assert page.status == 200
    assert not problems(page, places)
    assert page.find("#what").get("value") == typed
    assert page.find("#where").get("value", "") == where
    assert page.find("#covers").get("checked") is not None
    # Ticked in the panel, or kept in the form where there is no panel.
    kept = [one for one in page.find_all("main input") if one.get("name") == "pay"]
    assert any(one.get("checked") is not None or one.get("type") == "hidden" for one in kept)
    # Never an empty page: it says what is so.
    assert page.find_all("#found h2") or page.find_all("#error-summary")
    assert client.get(f"/providers?{urlencode(given)}", headers=BOX).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "where=M33&miles=0",
        "where=M33&miles=1e9",
        "where=M33&miles=1000000000",
        "where=M33&miles=-5",
        "what=room&page=1000000000",
        "what=room&page=-1000000000",
        "what=room&page=1e9",
        "kind=no-such-kind&colour=blue",
        "kind=" + "x" * 5000,
        "&".join(["pay=free"] * 200),
        "covers=yes",
        "covers=1&where=BT7",
        "pay=free&pay=free&where=M33",
    ],
)
def test_odd_addresses_get_a_page(places: Flask, client: FlaskClient, query: str) -> None:
    for headers in ({}, BOX):
        answer = client.get(f"/providers?{query}", headers=headers)
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    page = SeenPage(client.get(f"/providers?{query}"), "/providers")
    assert not problems(page, places)
    assert page.find("#found h2") is not None


def heading(client: FlaskClient, query: str) -> str:
    return words_of(SeenPage(client.get(f"/providers?{query}"), "/").find("#found h2"))


def test_any_distance_says_so(places: Flask, client: FlaskClient) -> None:
    assert heading(client, "where=M33&miles=0") == "3 places, near or far"
    assert heading(client, "where=M33&miles=1e9") == "2 places within 5 miles"


def test_northern_ireland_is_found_and_bt7_is_not_bt79(places: Flask, client: FlaskClient) -> None:
    assert heading(client, "what=room&where=BT79") == "1 place within 5 miles"
    far = SeenPage(client.get("/providers?what=room&where=BT7"), "/")
    assert words_of(far.find("#found h2")) == "Nothing within 5 miles"
    assert "Omagh Room" in far.text
    assert "We do not know this postcode." in client.get("/providers?where=BT99+9ZZ9").text


def test_mended_words_are_told(places: Flask, client: FlaskClient) -> None:
    page = SeenPage(client.get("/providers?what=suported+living"), "/")
    assert "We looked for: supported" in page.text
    assert page.find("#what").get("value") == "suported living"
    some = SeenPage(client.get("/providers?what=reading+home"), "/")
    assert "No place has all your words. These have some of them." in some.text


def test_nothing_near_leads_on_with_and_without_what_was_chosen(
    places: Flask, client: FlaskClient
) -> None:
    page = SeenPage(client.get("/providers?where=LS8&pay=free"), "/")
    assert words_of(page.find("#found h2")) == "Nothing within 5 miles"
    assert "Hazel Reading Room" in page.text and "Supported" not in page.text
    further = page.links["Look further away"]
    assert "pay=free" in further and "miles=0" in further
    assert "Hazel Reading Room" in client.get(further).text
    assert "pay" not in page.links["Search without what I chose"]


def test_where_nobody_comes_the_nearest_is_not_said_to_be_beyond_the_miles(
    places: Flask, client: FlaskClient
) -> None:
    for miles in (25, 0):
        page = SeenPage(client.get(f"/providers?where=M32&covers=1&miles={miles}"), "/")
        assert words_of(page.find("#found h2")) == "Nobody says they come to you"
        assert "The nearest place is" in page.text
        assert "Look further away" not in page.links
        assert "covers" not in page.links["Search without what I chose"]


def test_a_place_among_the_words_stays_when_the_words_go(
    places: Flask, client: FlaskClient
) -> None:
    page = SeenPage(client.get("/providers?what=xyzzy+M33"), "/")
    assert "where=M33" in page.links["Show all places near here"]


SECRET = "quinquireme"


@pytest.mark.parametrize("headers", [{}, BOX])
def test_no_log_and_no_audit_row_holds_what_was_asked(
    places: Flask, client: FlaskClient, headers: dict[str, str]
) -> None:
    def rows() -> int:
        with places.app_context():
            return db.session.scalar(select(func.count()).select_from(AuditEvent)) or 0

    before = rows()
    out = io.StringIO()
    with capture_logs() as lines, redirect_stderr(out), redirect_stdout(out):
        for query in (
            f"what={SECRET}&where=M33+7ZF&pay=free",
            f"what={SECRET}&where={SECRET}",
            f"what={SECRET}%00",
        ):
            client.get(f"/providers?{query}", headers=headers)
        client.get(f"/providers/hazel-reading-room?what={SECRET}")
    assert [line["endpoint"] for line in lines if line["event"] == "request"]
    told = f"{lines} {out.getvalue()}"
    for trace in (SECRET, "M33", "7ZF", "pay=free", "what="):
        assert trace not in told
    assert rows() == before


def test_a_failure_of_the_search_is_logged_without_the_question(
    places: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("app.providers.views.directory.search", fails)
    places.config["PROPAGATE_EXCEPTIONS"] = False
    with capture_logs() as lines:
        assert client.get(f"/providers?what={SECRET}").status_code == 500
    assert any(line["event"] == "failure" for line in lines)
    assert SECRET not in str(lines)


def test_gunicorn_is_never_asked_for_a_log_of_addresses() -> None:
    # It keeps none unless it is asked to, by an option, a setting or the environment.
    asked = re.compile(r"access-?_?log(file|format)|accesslog|GUNICORN_CMD_ARGS", re.IGNORECASE)
    files = [ROOT / "docs" / "deploy.md", ROOT / "Makefile", ROOT / "wsgi.py"]
    for folder in ("tools", "deploy", "app"):
        files += [each for each in (ROOT / folder).rglob("*") if each.is_file()]
    for file in files:
        if file.suffix not in (".pyc", ".db"):
            assert not asked.search(Path(file).read_text(encoding="utf-8", errors="replace")), file
    assert not list(ROOT.glob("gunicorn*"))


def test_what_was_typed_is_shown_as_text(places: Flask, client: FlaskClient) -> None:
    typed = "<b>suported</b> living"
    body = client.get(f"/providers?{urlencode({'what': typed})}").text
    assert html.escape(typed) in body
    assert typed not in body
