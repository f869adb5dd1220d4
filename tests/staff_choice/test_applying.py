"""Asking for a job: step by step, without an account, without JavaScript. Kept once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.staff_choice.models import (
    Applicant,
    EqualAnswer,
    InterviewAdjustment,
    Vacancy,
    VacancyStage,
)
from tests.page_client import Browser, SeenPage
from tests.staff_choice.applying_steps import SAID, TO_THEM, apply, fill, job
from tests.staff_choice.house import make_vacancy


def _count(portal: Flask, kind: Any, *so: Any) -> int:
    with portal.app_context():
        return db.session.scalar(select(func.count()).select_from(kind).where(*so)) or 0


def test_somebody_applies_step_by_step(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    done = apply(browser, number)
    assert done.location == f"/support-jobs/{number}/applied"
    assert browser.follow(done).h1 == "Thank you"
    with portal.app_context():
        kept = db.session.scalars(select(Applicant)).one()
        assert kept.words == SAID["words"]
        assert (kept.name, kept.email) == ("Thistle Okonjo", "thistle@applicant.example")
        assert (kept.interests, kept.cannot) == (["swimming", "dogs"], ["tuesday"])
        assert (kept.delete_on - kept.created_at).days in (179, 180)
        needs = db.session.scalars(select(InterviewAdjustment)).one()
        assert needs.words == SAID["needs"]
        counted = db.session.scalars(select(EqualAnswer)).one()
        assert counted.answers == {"sex": "woman"}
        mail = db.session.scalars(select(Notice).where(TO_THEM)).one()
        assert mail.address == kept.email
        assert mail.path.startswith("/applications/")
        assert SAID["words"] not in mail.body


@pytest.mark.parametrize(
    ("step", "left_out", "words"),
    [
        (1, "words", "Write some words about you."),
        (4, "name", "Write your name."),
        (4, "email", "Type the whole email, with the @ sign."),
        (7, "agrees", "We can keep it only with your yes."),
    ],
)
def test_an_error_loses_nothing(
    portal: Flask, browser: Browser, step: int, left_out: str, words: str
) -> None:
    number = job(portal)
    page = fill(browser, number, until=step)
    sent = {**page.fields(), **SAID, left_out: ""}
    again = browser.post(page.url, sent, status=422)
    assert words in again.text
    if step == 4:
        kept = "email" if left_out == "name" else "name"
        assert again.fields()[kept] == SAID[kept]
    back = _to_first(browser, again)
    assert back.fields()["words"].strip() == ("" if left_out == "words" else SAID["words"])
    assert _count(portal, Applicant) == 0


def _to_first(browser: Browser, page: SeenPage) -> SeenPage:
    while page.find_all("button[name=back]"):
        page = browser.post(page.url, {**page.fields(), "back": "1"}, status=200)
    return page


def test_a_step_passed_over_by_hand_comes_back(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    first = browser.get(f"/support-jobs/{number}/apply")
    sent = {**first.fields(), "step": "7", "agrees": "y"}
    again = browser.post(first.url, sent, status=422)
    assert "Write some words about you." in again.text
    assert _count(portal, Applicant) == 0


def test_the_same_form_twice_counts_once(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    last = fill(browser, number, until=7)
    sent = {**last.fields(), "agrees": "y"}
    first = browser.post(last.url, sent)
    second = browser.post(last.url, sent)
    assert first.location == second.location
    assert (_count(portal, Applicant), _count(portal, EqualAnswer)) == (1, 1)
    assert _count(portal, Notice, TO_THEM) == 1


def test_the_same_email_again_gets_the_same_page_and_the_link_again(
    portal: Flask, browser: Browser
) -> None:
    number = job(portal)
    first = apply(browser, number)
    other = apply(Browser(portal), number, email="THISTLE@applicant.example", words="I am new.")
    assert browser.follow(first).html == browser.follow(other).html
    assert (_count(portal, Applicant), _count(portal, EqualAnswer)) == (1, 1)
    assert _count(portal, Notice, TO_THEM) == 2
    with portal.app_context():
        assert db.session.scalars(select(Applicant.words)).one() == SAID["words"]


def test_html_is_text_and_a_name_is_just_a_name(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    apply(browser, number, words="<script>alert(1)</script> <b>bold</b>", name="Ottoline Bract")
    with portal.app_context():
        path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
    page = browser.get(path + "/kept")
    assert "<script>alert(1)" not in page.html
    assert "<script>alert(1)</script> <b>bold</b>" in page.text
    assert "Ottoline Bract" in page.text


@pytest.mark.parametrize(
    "link",
    [
        "http://video.example/a",
        "javascript:alert(1)",
        "https://a:b@video.example/",
        "https://nowhere",
        "https://video.example/ x",
        "//video.example",
    ],
)
def test_a_video_is_a_safe_link_or_nothing(portal: Flask, browser: Browser, link: str) -> None:
    page = fill(browser, job(portal), until=3)
    again = browser.post(page.url, {**page.fields(), "video_link": link}, status=422)
    assert "The link must start with https." in again.text
    assert again.fields()["video_link"] == link


def test_can_and_cannot_at_once_is_asked_again(portal: Flask, browser: Browser) -> None:
    page = fill(browser, job(portal), until=2)
    sent = {**page.fields(), "times": ["monday"], "cannot": ["monday"]}
    again = browser.post(page.url, sent, status=422)
    assert "You said you can and you cannot." in again.text


@pytest.mark.parametrize(
    "stage",
    [VacancyStage.DRAFT, VacancyStage.REVIEWED, VacancyStage.CLOSED, VacancyStage.WITHDRAWN],
)
def test_nobody_asks_for_a_job_that_is_not_out(
    portal: Flask, browser: Browser, stage: VacancyStage
) -> None:
    with portal.app_context():
        number = make_vacancy(stage=stage).number
    browser.get(f"/support-jobs/{number}/apply", status=404)
    browser.post(f"/support-jobs/{number}/apply", {"step": "1"}, status=404)


def test_a_job_that_closes_meanwhile_says_so_kindly(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    last = fill(browser, number)
    with portal.app_context():
        found = db.session.scalars(select(Vacancy)).one()
        found.closes_on = now().date() - timedelta(days=2)
        db.session.commit()
    browser.post(last.url, {**last.fields(), "agrees": "y"}, status=410)
    assert _count(portal, Applicant) == 0


def test_the_form_asks_nothing_of_health_family_or_age(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    for step in (1, 2, 3, 4, 5, 7):
        words = fill(browser, number, until=step).text.lower()
        for never in ("health", "ill", "age?", "born", "child", "married", "pregnan", "old are"):
            assert never not in words.replace("will", ""), (step, never)
