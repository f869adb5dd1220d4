"""Attacks through the browser: forms of other sites, ways out, cookies, somebody else's session."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from app.demo.load import load_demo
from app.extensions import db
from app.notices.models import Notice
from tests.conftest import make_portal
from tests.rules.access import REGISTER
from tests.rules.scene import Scene

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "evil.example",
    # Python cannot take these apart.
    "//[evil.example",
    "/\t/[evil.example",
    "",
)
_WAY = re.compile(r'(?:href|action|value|data-[a-z-]+)="([^"]*)"')
# They take no token, so that public pages stay free of cookies; another site's form is refused.
WITHOUT_TOKEN = (
    "/leave",
    "/settings/like",
    "/settings/language",
    "/sign-in/in-again",
    "/none-of-these",
    "/my-list/places/no-such-place",
    "/my-list/places/quillon-garden-club",
)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_way_leads_to_another_site(scene: Scene, target: str) -> None:
    ways = (
        scene.as_("visitor").post("/demo", data={"email": "friend@demo.example", "next": target}),
        scene.as_("friend").get("/sign-in", query_string={"next": target}),
        scene.as_("visitor").post("/settings/like", data={"size": "bigger", "next": target}),
    )
    assert [answer.location in ("/my", "/") for answer in ways] == [True, True, True]
    for path in ("/sign-in", "/sign-in/password", "/fresh", "/demo", "/second-step"):
        page = scene.as_("visitor").get(path, query_string={"next": target}, follow_redirects=True)
        ways_on = [unescape(found) for found in _WAY.findall(page.text)]
        assert [way for way in ways_on if "evil" in way and not re.match(r"/[a-z]", way)] == []


def test_a_forged_host_gets_into_no_page_and_no_message(scene: Scene) -> None:
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    for path in ("/", "/sign-in", "/help", "/demo", "/providers"):
        answer = scene.as_("visitor").get(path, headers=forged)
        assert "evil.example" not in answer.text + str(answer.headers), path
    browser = scene.world.portal.test_client()
    data = {"email": "friend@demo.example"}
    assert browser.post("/sign-in", data=data, headers=forged).location == "/sign-in/sent"
    newest = scene.rows(Notice)[-1]
    assert newest.path.startswith("/link/") and "evil" not in newest.subject + newest.body


def test_every_write_wants_the_token_of_its_page(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(scene.world.portal.config, "WTF_CSRF_ENABLED", True)
    taken = []
    for row in REGISTER:
        if row.method != "POST" or row.path in WITHOUT_TOKEN:
            continue
        for role in ("person", "caremanager", "admin", "visitor"):
            answer = scene.as_(role).post(row.url(scene.world.values), data=dict(row.form))
            if answer.status_code != 400:
                taken.append((row.path, role, answer.status_code))
    assert taken == []


@pytest.mark.parametrize("path", WITHOUT_TOKEN)
def test_another_sites_form_is_refused_where_no_token_is_asked(scene: Scene, path: str) -> None:
    form = {"size": "bigger"} if path == "/settings/like" else {"language": "pl"}
    for role in ("person", "visitor"):
        answer = scene.as_(role).post(path, data=form, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 400


def test_nobody_gives_somebody_else_their_session(scene: Scene) -> None:
    """A session that was planted before signing in is not the one that is signed in."""
    planted = scene.world.portal.test_client()
    planted.get("/sign-in")
    with planted.session_transaction() as kept:
        kept["in_person_code"], kept["planted"] = "guess", "yes"
    before = planted.get_cookie("together")
    assert before is not None
    planted.post("/demo", data={"email": "friend@demo.example"})
    with planted.session_transaction() as kept:
        assert "planted" not in kept and "in_person_code" not in kept
    attacker = scene.world.portal.test_client()
    attacker.set_cookie("together", before.value)
    assert attacker.get("/my").location.startswith("/sign-in")


def test_a_link_of_one_session_proves_nothing_in_another(scene: Scene) -> None:
    """Somebody with the mailbox opens the link that a session of the person asked for."""
    assert scene.as_("person").post("/fresh/link?next=/settings").status_code == 303
    path = next(each.path for each in reversed(scene.rows(Notice)) if each.kind == "fresh-link")
    for browser in (scene.as_("visitor"), scene.as_("family"), scene.new_device("person")):
        assert browser.post(path).status_code == 422
    assert scene.as_("person").post(path).location == "/settings"
    assert scene.as_("person").post(path).status_code == 410


def test_the_mailbox_alone_does_not_open_the_persons_account(scene: Scene) -> None:
    somebody = scene.world.portal.test_client()
    somebody.post("/sign-in", data={"email": "person@demo.example"})
    path = next(each.path for each in reversed(scene.rows(Notice)) if each.kind == "sign-in-link")
    assert somebody.post(path).status_code == 422
    assert somebody.post(path, data={"password": "guess number one"}).status_code == 422
    assert somebody.get("/my").location.startswith("/sign-in")
    assert scene.as_("person").post(path).status_code == 303


@pytest.fixture(scope="module")
def safe_portal(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("safe")
    url = f"sqlite:///{folder}/safe.sqlite3"
    return make_portal(url, Path(folder), BASE_URL="https://portal.test.example")


def test_cookies_are_for_this_site_and_no_script(safe_portal: Flask) -> None:
    with safe_portal.app_context(), db.writing():
        load_demo()
    answer = safe_portal.test_client().post("/demo", data={"email": "friend@demo.example"})
    cookies = {each.split("=")[0]: each for each in answer.headers.getlist("Set-Cookie")}
    assert set(cookies) >= {"together", "device"}
    for cookie in cookies.values():
        for flag in ("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"):
            assert flag in cookie, cookie
        assert "; Domain" not in cookie
