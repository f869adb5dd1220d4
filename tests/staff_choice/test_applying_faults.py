"""Applying twice at one instant, too often, over a day; what no log and no scorer ever gets."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from app.extensions import db, limiter
from app.notices.models import Notice
from app.staff_choice.draft import ApplicationDraft, read_draft
from app.staff_choice.links import LASTS_SECONDS
from app.staff_choice.models import Applicant, ApplicantFile, EqualAnswer, InterviewAdjustment
from tests.conftest import make_portal
from tests.page_client import Browser
from tests.staff_choice.applying_steps import SAID, TO_THEM, apply, fill, job

APP = Path(__file__).resolve().parents[2] / "app"


@pytest.fixture(params=["sqlite", "postgresql"])
def real_portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """A portal whose requests each have a connection of their own."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/race.sqlite3"
    else:
        url = request.getfixturevalue("own_postgres_url")
    made = make_portal(url, tmp_path / "files")
    yield made
    made.extensions["db_engine"].dispose()


def _at_once(portal: Flask, path: str, *forms: dict[str, Any]) -> list[tuple[int, str]]:
    start = Barrier(len(forms))

    def send(form: dict[str, Any]) -> tuple[int, str]:
        client = portal.test_client()
        start.wait()
        answer = client.post(path, data=form)
        return answer.status_code, answer.headers.get("Location", "")

    with ThreadPoolExecutor(len(forms)) as pool:
        return list(pool.map(send, forms))


def _all(portal: Flask, kind: Any, *so: Any) -> list[Any]:
    with portal.app_context():
        return list(db.session.scalars(select(kind).where(*so)))


def test_the_same_form_at_the_same_instant_counts_once(real_portal: Flask) -> None:
    for turn in range(1, 4):
        number = job(real_portal)
        last = fill(Browser(real_portal), number, email=f"turn{turn}@applicant.example")
        form = {**last.fields(), "agrees": "y"}
        answers = _at_once(real_portal, last.url, form, form, form)
        assert answers == [(303, f"/support-jobs/{number}/applied")] * 3
        assert len(_all(real_portal, Applicant)) == turn
        assert len(_all(real_portal, EqualAnswer)) == turn
        assert len(_all(real_portal, Notice, TO_THEM)) == turn


def test_one_email_twice_at_the_same_instant_is_one_applicant(real_portal: Flask) -> None:
    number = job(real_portal)
    pages = [fill(Browser(real_portal), number) for _each in range(3)]
    forms = [{**page.fields(), "agrees": "y"} for page in pages]
    assert {status for status, _where in _at_once(real_portal, pages[0].url, *forms)} == {303}
    assert len(_all(real_portal, Applicant)) == 1


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Flask]:
    made = make_portal(f"sqlite:///{tmp_path}/limits.sqlite3", tmp_path, RATE_LIMITS="1")
    limiter.reset()
    yield made
    made.extensions["db_engine"].dispose()
    limiter.enabled = False


def test_from_one_place_so_many_are_kept_and_no_more(limited: Flask) -> None:
    number = job(limited)
    for each in range(30):
        apply(Browser(limited), number, email=f"a{each}@applicant.example")
    # Said at the first step: nobody types seven pages for nothing.
    first = Browser(limited).get(f"/support-jobs/{number}/apply")
    Browser(limited).post(first.url, {**first.fields(), "words": "Late."}, status=429)
    assert len(_all(limited, Applicant)) == 30


def test_nobody_fills_one_mailbox_from_here(limited: Flask) -> None:
    number = job(limited)
    for _each in range(5):
        apply(Browser(limited), number)
    page = fill(Browser(limited), number, until=5)
    Browser(limited).post(page.url, page.fields(), status=429)
    assert len(_all(limited, Notice, TO_THEM)) == 5
    apply(Browser(limited), number, email="another@applicant.example")


def test_guessing_links_ends(limited: Flask) -> None:
    browser = Browser(limited)
    for each in range(30):
        browser.get(f"/applications/guess{each}", status=410)
    browser.get("/applications/guess", status=429)


def test_no_log_line_holds_a_link_or_a_word(portal: Flask, browser: Browser) -> None:
    with capture_logs() as lines:
        apply(browser, job(portal))
        with portal.app_context():
            path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
        browser.get(path)
        browser.post(path + "/take-back")
    logged = json.dumps(lines, default=str)
    assert "own_application.show_own" in logged
    assert path.split("/")[-1] not in logged
    for word in (SAID["words"], SAID["email"], SAID["name"], SAID["needs"]):
        assert word not in logged


def test_a_form_that_lay_open_for_two_days_keeps_its_words(portal: Flask) -> None:
    vacancy = uuid.uuid4()
    with portal.app_context():
        draft = ApplicationDraft(vacancy, said={"words": "Ducks"}, files={"photo": {"a": "b"}})
        text = draft.signed()
        with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
            kept, files_gone = read_draft(text, vacancy)
        assert (kept.said, kept.files, files_gone) == ({"words": "Ducks"}, {}, True)
        assert kept.key == draft.key


@pytest.mark.parametrize("wrong", ["changed", "of another job", "nonsense", ""])
def test_nobody_names_anothers_file(portal: Flask, wrong: str) -> None:
    """A draft that is not ours is a new one: no key of a file in it is believed."""
    vacancy = uuid.uuid4()
    with portal.app_context():
        other = ApplicationDraft(uuid.uuid4(), files={"photo": {"file_key": "pictures/x.jpg"}})
        text = {"changed": other.signed()[:-4] + "AAAA", "of another job": other.signed()}
        draft, _gone = read_draft(text.get(wrong, wrong), vacancy)
        assert draft.files == {}
        assert draft.vacancy_id == vacancy


def test_a_link_holds_for_a_month(portal: Flask, browser: Browser) -> None:
    apply(browser, job(portal))
    with portal.app_context():
        path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
    for seconds, status in ((LASTS_SECONDS - 60, 200), (LASTS_SECONDS + 60, 410)):
        with time_machine.travel(datetime.now(UTC) + timedelta(seconds=seconds)):
            browser.get(path, status=status)


def test_no_path_of_models_leads_to_what_they_need_or_their_files() -> None:
    """Who has an applicant in a template reaches their needs by no attribute."""
    leads = {each.mapper.class_ for each in Applicant.__mapper__.relationships}
    assert InterviewAdjustment not in leads
    assert not list(InterviewAdjustment.__mapper__.relationships)
    assert ApplicantFile in leads


def test_what_they_need_is_read_in_these_places_alone() -> None:
    """Whoever adds a place that reads it must say here why no scorer gets there."""
    naming = re.compile(r"InterviewAdjustment|interview_adjustment|needs_for_lock")
    found = {
        path.relative_to(APP).as_posix()
        for path in APP.rglob("*.py")
        if naming.search(path.read_text(encoding="utf-8"))
    }
    assert found == {
        "staff_choice/models/__init__.py",
        "staff_choice/models/applicants.py",
        # Writes it, erases it.
        "staff_choice/actions/applying.py",
        "staff_choice/actions/erasing.py",
        # The applicant's own page, behind their link.
        "staff_choice/queries/own_application.py",
        # Who holds the second lock and gives no marks.
        "staff_choice/queries/for_second_lock.py",
        "staff_choice/views/for_second_lock.py",
    }
