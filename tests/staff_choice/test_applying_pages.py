"""Every page of applying is calm and easy: the page rules, in each language."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.extensions import db
from app.language.lint.pages import page_findings
from app.notices.models import Notice
from tests.page_client import Browser, SeenPage
from tests.page_tree import words_of
from tests.staff_choice.applying_steps import LAST, TO_THEM, apply, fill, job


def _wrong(page: SeenPage) -> list[str]:
    found = page_findings(page.html)
    return [f"{each.rule}: {each.text}" for each in found if each.severity == "error"]


@pytest.mark.parametrize("step", range(1, LAST + 1))
def test_each_step_is_easy(portal: Flask, browser: Browser, step: int) -> None:
    page = fill(browser, job(portal), until=step)
    assert _wrong(page) == []
    # Back again, with all that was said: still calm.
    if step > 1:
        back = browser.post(page.url, {**page.fields(), "back": "1"}, status=200)
        assert _wrong(back) == []


def test_a_sound_is_one_fold_that_says_what_it_is_for(portal: Flask, browser: Browser) -> None:
    """Else "Start to record" stands between a photo and a video, and belongs to neither."""
    page = fill(browser, job(portal), until=3)
    (fold,) = page.find_all("main details")
    assert "Add a sound" in words_of(fold) and fold.get("open") is None
    assert page.find_all("main details [data-recorder]") == page.find_all("[data-recorder]")


def test_what_fits_shows_the_name_of_each_list_once(portal: Flask, browser: Browser) -> None:
    """The fold says it; whoever hears the page hears it at the boxes as well."""
    page = fill(browser, job(portal), until=2)
    folds = [words_of(each) for each in page.find_all("main summary")]
    named = page.find_all("main legend")
    assert [words_of(each) for each in named] == folds and len(folds) == 5
    assert {each.get("class") for each in named} == {"unseen"}


@pytest.mark.parametrize("language", ["en", "pl", "ur"])
def test_their_own_pages_are_easy(portal: Flask, browser: Browser, language: str) -> None:
    browser.post("/settings/language", {"language": language}, status=303)
    apply(browser, job(portal))
    with portal.app_context():
        path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
    assert f'<html lang="{language}"' in browser.get(path).html
    rooms = ("", "/kept", "/take-back", "/change/words", "/change/likes", "/change/show")
    for room in (*rooms, "/change/reach", "/change/needs"):
        assert _wrong(browser.get(path + room)) == [], room
    for address in ("/applications/again", "/applications/sent", "/applications/gone"):
        assert _wrong(browser.get(address)) == [], address
    assert _wrong(browser.get("/support-jobs/who-applies")) == []


@pytest.mark.parametrize("language", ["pl", "ur"])
def test_whoever_reads_another_language_applies_in_it(portal: Flask, language: str) -> None:
    """Step by step in their language, and the email comes in it."""
    browser = Browser(portal)
    browser.post("/settings/language", {"language": language}, status=303)
    number = job(portal)
    page = fill(browser, number, until=4)
    assert f'<html lang="{language}"' in page.html
    apply(browser, number)
    with portal.app_context():
        mail = db.session.scalars(select(Notice).where(TO_THEM)).one()
    assert mail.language == language
    assert "You applied for a job" not in mail.subject
