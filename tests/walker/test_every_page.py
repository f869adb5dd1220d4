"""Every page that a role can open keeps the rules of pages, in each language, in ten queries."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from app.accounts.models import SignIn
from app.database import now
from app.language.lint.message import Register
from app.language.lint.pages import page_findings
from tests.conftest import rolled_back
from tests.page_client import SeenPage, problems
from tests.rules.rows import Row
from tests.rules.rows import page as row
from tests.rules.world import World, build_world
from tools.counting import MOST_QUERIES, counted

EVERYBODY = frozenset({"visitor", "person", "family"})
THE_PERSON = frozenset({"person"})
# At most three roles look at each page; who sees most comes first.
FIRST_ROLES = ("person", "family", "caremanager", "manager", "admin", "advocate", "visitor")
ROLES_A_PAGE = 3
# Screens of people at work keep the rules of the register "work" only.
WORK = re.compile(
    r"/council/|/provider/|/benefits|/people/[^/]+/"
    r"(records|tasks|sharing/write-down|plan/answers/write-down|plan/start|overrides/ask|staff/jobs/[^/]+/applicants/[^/]+/decision/write-down)(/|$)"
)
# Pages whose answer is not one of our pages.
# The plain page behind "Leave fast" tells nothing of us; a print has no ways.
NOT_PAGES = ("/healthz", "/readyz", "/favicon.ico", "/leave")
PRINTS = ("/print", "/paper")
SHORT_LIST = (
    *(row(path, EVERYBODY) for path in ("/", "/help", "/privacy", "/providers", "/demo")),
    *(
        row(f"/people/{{person_id}}{path}", THE_PERSON)
        for path in ("/about-me", "/circle", "/sharing", "/who-looked", "/profile")
    ),
)


def pages() -> list[Row]:
    """What the access register says can be opened; a short list where there is no register."""
    try:
        register = importlib.import_module("tests.rules.access").REGISTER
    except ModuleNotFoundError:
        register = SHORT_LIST
    return [
        each
        for each in register
        if each.method == "GET"
        and each.lets_in
        and each.path not in NOT_PAGES
        and not each.path.endswith(PRINTS)
    ]


def roles_of(row: Row) -> list[str]:
    """The roles that look at a page here: the first of FIRST_ROLES, else any."""
    allowed = row.lets_in - row.finds_nothing
    known = [role for role in FIRST_ROLES if role in allowed]
    return (known or sorted(allowed))[:ROLES_A_PAGE]


@pytest.fixture(scope="module")
def world(sqlite_portal: Flask) -> Iterator[World]:
    with rolled_back(sqlite_portal) as portal:
        made = build_world(portal)
        made.values.setdefault("person_id", made.person_id)
        yield made


def is_page(answer: TestResponse) -> bool:
    return answer.status_code == 200 and answer.mimetype == "text/html"


def wrong_on(world: World, row: Row, role: str, lang: str) -> list[str]:
    """What breaks a rule on one page, as "person pl /my: …"."""
    url = row.url(world.values)
    with world.signed_in(role) as client, counted(world.portal.extensions["db_engine"]) as seen:
        long_ago(world)
        seen.clear()
        answer = client.get(
            url, query_string=None if lang == "en" else {"lang": lang}, follow_redirects=False
        )
    if not is_page(answer):
        return []
    page = SeenPage(answer, url)
    found = problems(page, world.portal)
    html = answer.get_data(as_text=True)
    if f'<html lang="{lang}"' not in html:
        found.append(f"not in {lang}")
    found += easy_read(url, page)
    if len(seen) > MOST_QUERIES:
        found.append(f"{len(seen)} queries")
    return [f"{role} {lang} {url}: {words}" for words in found]


def long_ago(world: World) -> None:
    """Nobody was seen in the last minute: each page also notes that they are here."""
    world.portal.extensions["db_connection"].execute(
        update(SignIn).values(seen_at=now() - timedelta(minutes=2))
    )


def easy_read(url: str, page: SeenPage) -> list[str]:
    """The errors of the easy-read page rules. `/demo` is furniture: it may hold many choices."""
    register: Register = "work" if WORK.match(url) else "person"
    return [
        f"{each.rule} {each.text}"
        for each in page_findings(page.tree.root, register)
        if each.severity == "error" and not (url == "/demo" and each.rule == "EP05")
    ]


@pytest.mark.parametrize("row", pages(), ids=lambda row: row.path)
def test_page_keeps_the_rules(world: World, row: Row) -> None:
    roles = roles_of(row)
    wrong = [words for role in roles for words in wrong_on(world, row, role, "en")]
    for lang in ("pl", "ur"):
        wrong += wrong_on(world, row, roles[0], lang)
    assert not wrong, "\n".join(wrong)
