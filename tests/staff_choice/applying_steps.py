"""Walking through the steps of applying, as a phone without JavaScript does."""

from __future__ import annotations

from typing import Any

from flask import Flask

from app.notices.models import Notice
from tests.page_client import Browser, SeenPage
from tests.staff_choice.house import make_vacancy

LAST = 7
# Mail to whoever applies: they have no account. Others are told that somebody applied.
TO_THEM = Notice.account_id.is_(None)
SAID: dict[str, Any] = {
    "words": "I like quiet mornings and I am never late.",
    "interests": ["swimming", "dogs"],
    "skills": ["can-cook"],
    "languages": ["en", "pl"],
    "times": ["monday"],
    "cannot": ["tuesday"],
    "video_link": "https://video.example/thistle",
    "name": "Thistle Okonjo",
    "email": "thistle@applicant.example",
    "phone": "07700 900123",
    "needs": "I need the questions two days before.",
    "sex": "woman",
    "agrees": "y",
}


def job(portal: Flask, **given: Any) -> str:
    """A published job; its public number."""
    with portal.app_context():
        return make_vacancy(**given).number


def fill(browser: Browser, number: str, until: int = LAST, **said: Any) -> SeenPage:
    """The page of step `until`, with everything before it answered."""
    page = browser.get(f"/support-jobs/{number}/apply")
    for _step in range(1, until):
        page = browser.post(page.url, _sent(page, said), status=200)
    return page


def apply(browser: Browser, number: str, **said: Any) -> SeenPage:
    page = fill(browser, number, **said)
    return browser.post(page.url, _sent(page, said))


def _sent(page: SeenPage, said: dict[str, Any]) -> dict[str, Any]:
    """What a step would send: its hidden fields, and the answers to what it asks."""
    answers = {**SAID, **said}
    names = {one.get("name") for one in page.find_all("main form input")}
    names |= {one.get("name") for one in page.find_all("main form textarea")}
    names |= {one.get("name") for one in page.find_all("main form select")}
    return {**page.fields(), **{name: answers[name] for name in names & set(answers)}}
