"""The applicant's own page: by a signed link alone; see, correct, take back, ask. No hints."""

from __future__ import annotations

import io
import uuid
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import event, select, update

from app.audit import SYSTEM
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.actions import forget_old_messages
from app.notices.models import Notice
from app.people.actions.stored_files import tidy_files
from app.staff_choice.actions.applying import renew_links
from app.staff_choice.fairness import VERSION
from app.staff_choice.links import LASTS_SECONDS, path_of
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    ApplicantFile,
    InterviewAdjustment,
    MeetAnswer,
    MeetChoice,
    RiskGiven,
    Vacancy,
)
from app.storage import NoSuchFile, files
from tests.page_client import Browser
from tests.staff_choice.applying_steps import SAID, TO_THEM, apply, fill, job
from tests.staff_choice.house import make_applicant, make_vacancy

PAGES = ("", "/kept", "/change/words", "/change/likes", "/change/show", "/change/reach")
PAGES += ("/change/needs", "/take-back")


def _applied(portal: Flask, **given: Any) -> tuple[uuid.UUID, str]:
    """An applicant, and the address of their page."""
    with portal.app_context():
        made = make_applicant(make_vacancy(), **given)
        return made.id, path_of(made)


def _choose(
    portal: Flask, applicant_id: uuid.UUID, answer: MeetAnswer, counts: bool = True
) -> None:
    with portal.app_context():
        person = db.session.get_one(Applicant, applicant_id).vacancy.person
        db.session.add(
            MeetChoice(
                applicant_id=applicant_id,
                said_by=person.account_id,
                counts=counts,
                answer=answer,
                rule_version=VERSION,
            )
        )
        db.session.commit()


def _close_job(portal: Flask) -> None:
    with portal.app_context():
        db.session.execute(update(Vacancy).values(closes_on=now().date() - timedelta(days=2)))
        db.session.commit()


def _jpeg() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 40), "green").save(out, "JPEG")
    out.seek(0)
    return out


def test_their_own_page_shows_all_that_we_keep(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    apply(browser, number)
    with portal.app_context():
        path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
    first = browser.get(path)
    assert "We read what you sent" in first.text
    kept = browser.get(path + "/kept")
    for words in (
        SAID["words"],
        SAID["name"],
        SAID["email"],
        SAID["phone"],
        SAID["needs"],
        SAID["video_link"],
        "Swimming",
        "Can cook",
        "polski",
        "Monday",
        "Tuesday",
    ):
        assert words in kept.text
    assert "woman" not in kept.text.lower()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_keeps_or_lists_the_page(portal: Flask, browser: Browser, page: str) -> None:
    _id, path = _applied(portal)
    headers = browser.get(path + page).answer.headers
    assert headers["Cache-Control"] == "no-store"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Referrer-Policy"] == "same-origin"


def test_a_video_is_a_link_that_tells_no_address(portal: Flask, browser: Browser) -> None:
    _id, path = _applied(portal, video_link="https://video.example/a")
    page = browser.get(path + "/kept")
    assert "https://video.example/a" in page.text
    assert not page.find_all("iframe")
    assert not page.find_all("video")
    assert "https://video.example/a" not in page.links.values()


def test_a_renewed_link_ends_the_older(portal: Flask, browser: Browser) -> None:
    applicant_id, old = _applied(portal, email="thistle@applicant.example")
    answer = browser.post("/applications/again", {"email": " Thistle@applicant.example"})
    assert browser.follow(answer).h1 == "Look in your email"
    over = browser.get(old, status=410)
    assert over.h1 == "This link is over"
    with portal.app_context():
        new = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
    assert new != old
    assert browser.get(new).h1 == "You applied for a job"
    with portal.app_context():
        assert db.session.get_one(Applicant, applicant_id).link_number == 2


def test_no_answer_tells_whether_an_address_is_known(portal: Flask, browser: Browser) -> None:
    _applied(portal, email="known@applicant.example")
    known = browser.post("/applications/again", {"email": "known@applicant.example"})
    unknown = browser.post("/applications/again", {"email": "unknown@applicant.example"})
    assert known.location == unknown.location
    assert known.answer.get_data() == unknown.answer.get_data()
    with portal.app_context():
        assert db.session.scalars(select(Notice.address).where(TO_THEM)).all() == [
            "known@applicant.example"
        ]


@pytest.mark.parametrize("change", ["tamper", "other", "late"])
def test_a_link_that_is_not_ours_opens_nothing(
    portal: Flask, browser: Browser, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicant_id, path = _applied(portal)
    if change == "tamper":
        path = path[:-9] + ("A" if path[-9] != "A" else "B") + path[-8:]
    elif change == "other":
        # The signature of another door of the portal.
        path = path.replace(path.split("/")[-1], "no-such-token")
    else:
        monkeypatch.setattr("app.staff_choice.links.LASTS_SECONDS", -1)
        assert LASTS_SECONDS > 0
    for page in PAGES:
        assert browser.get(path + page, status=410).h1 == "This link is over"
    browser.post(path + "/take-back", status=410)
    browser.post(path + "/change/words", {"words": "x"}, status=410)
    with portal.app_context():
        assert db.session.get_one(Applicant, applicant_id).withdrawn_at is None


def test_they_put_right_what_they_said(portal: Flask, browser: Browser) -> None:
    applicant_id, path = _applied(portal)
    wrong = browser.post(path + "/change/words", {"words": " "}, status=422)
    assert "Write some words about you." in wrong.text
    browser.post(path + "/change/words", {"words": "I paint, too."})
    browser.post(path + "/change/likes", {"interests": ["painting"], "cannot": ["nights"]})
    browser.post(path + "/change/needs", {"needs": "A quiet room."})
    with portal.app_context():
        now_kept = db.session.get_one(Applicant, applicant_id)
        assert now_kept.words == "I paint, too."
        assert (now_kept.interests, now_kept.cannot) == (["painting"], ["nights"])
        assert db.session.scalars(select(InterviewAdjustment.words)).one() == "A quiet room."
    browser.post(path + "/change/needs", {"needs": ""})
    with portal.app_context():
        assert db.session.scalars(select(InterviewAdjustment)).all() == []
        events = db.session.scalars(
            select(AuditEvent).where(AuditEvent.name == "applicant.corrected")
        ).all()
        assert [each.facts["step"] for each in events] == ["words", "likes", "needs", "needs"]
        assert "paint" not in str([each.facts for each in events])


def test_a_new_email_gets_the_link_and_the_old_one_is_told(portal: Flask, browser: Browser) -> None:
    _id, path = _applied(portal, email="old@applicant.example")
    browser.post(path + "/change/reach", {"name": "Thistle", "email": "new@applicant.example"})
    with portal.app_context():
        sent = {
            each.address: each.path for each in db.session.scalars(select(Notice).where(TO_THEM))
        }
    assert sent["new@applicant.example"].startswith("/applications/")
    assert sent["old@applicant.example"] == "/help"


def test_an_address_that_was_left_is_forgotten(portal: Flask, browser: Browser) -> None:
    """Erasing knows the newest address alone: what went to an older one goes when it is left."""
    _id, path = _applied(portal, email="old@applicant.example")
    browser.post("/applications/again", {"email": "old@applicant.example"})
    with portal.app_context(), db.writing():
        sent = db.session.scalars(select(Notice)).one()
        path, sent.dead_at = sent.path, now()
    browser.post(path + "/change/reach", {"name": "Thistle", "email": "new@applicant.example"})
    with portal.app_context():
        kinds = select(Notice.kind).where(Notice.address == "old@applicant.example")
        assert db.session.scalars(kinds).all() == ["applicant-moved"]


def test_what_never_arrived_is_forgotten_after_a_month(portal: Flask, browser: Browser) -> None:
    _id, path = _applied(portal, email="old@applicant.example")
    browser.post(path + "/change/reach", {"name": "Thistle", "email": "new@applicant.example"})
    with portal.app_context(), db.writing():
        for each in db.session.scalars(select(Notice)):
            each.dead_at = now() - timedelta(days=31)
    with portal.app_context():
        forget_old_messages(by=SYSTEM)
        assert db.session.scalars(select(Notice)).all() == []


def test_a_photo_is_theirs_kept_and_taken_away(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    page = fill(browser, number, until=3)
    page = browser.post(page.url, {**page.fields(), "photo": (_jpeg(), "me.jpg")}, status=200)
    # Back and forth: the photo is still there.
    page = browser.post(page.url, {**page.fields(), "back": "1"}, status=200)
    assert "Your photo is here" in page.text
    for _step in range(4):
        page = browser.post(page.url, {**page.fields(), **_reach(page)}, status=200)
    browser.post(page.url, {**page.fields(), "agrees": "y"})
    with portal.app_context():
        path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
        key = db.session.scalars(select(ApplicantFile.file_key)).one()
    picture = browser.get(path + "/files/photo").answer
    assert picture.mimetype == "image/jpeg"
    assert picture.headers["Cache-Control"] == "no-store"
    browser.post(path + "/change/show", {"drop": "photo"})
    browser.get(path + "/files/photo", status=404)
    with portal.app_context(), pytest.raises(NoSuchFile):
        files().get(key)


def _reach(page: Any) -> dict[str, str]:
    names = {one.get("name") for one in page.find_all("main form input")}
    return {name: SAID[name] for name in ("name", "email") if name in names}


def test_the_tidying_worker_leaves_an_applicants_photo(
    portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    applicant_id, _path = _applied(portal)
    monkeypatch.setattr("app.people.actions.stored_files.LEFT_ALONE", timedelta(0))
    with portal.app_context():
        for key in ("pictures/theirs.jpg", "pictures/nobodys.jpg"):
            files().put(key, b"x", "image/jpeg")
        db.session.add(
            ApplicantFile(
                applicant_id=applicant_id,
                kind="photo",
                file_key="pictures/theirs.jpg",
                mime="image/jpeg",
            )
        )
        db.session.commit()
    with portal.app_context():
        tidy_files(by=SYSTEM)
        assert files().get("pictures/theirs.jpg") == b"x"
        with pytest.raises(NoSuchFile):
            files().get("pictures/nobodys.jpg")


def test_where_it_stands_in_kind_words(portal: Flask, browser: Browser) -> None:
    applicant_id, path = _applied(portal)
    assert "We read what you sent" in browser.get(path).text
    # What others think is no answer, and not to be met is none while the job is open.
    _choose(portal, applicant_id, MeetAnswer.YES, counts=False)
    assert "We read what you sent" in browser.get(path).text
    _choose(portal, applicant_id, MeetAnswer.NO)
    assert "We read what you sent" in browser.get(path).text
    _choose(portal, applicant_id, MeetAnswer.YES)
    assert "We want to meet you" in browser.get(path).text


def test_after_a_no_they_ask_once_and_somebody_answers(portal: Flask, browser: Browser) -> None:
    applicant_id, path = _applied(portal)
    browser.get(path + "/ask/reasons", status=404)
    browser.post(path + "/ask/reasons", status=404)
    _choose(portal, applicant_id, MeetAnswer.NO)
    _close_job(portal)
    assert "It is a no this time" in browser.get(path).text
    browser.get(path + "/ask/reasons")
    browser.post(path + "/ask/reasons", {"words": "Why?"})
    browser.post(path + "/ask/reasons", {"words": "Again"})
    browser.post(path + "/ask/review")
    with portal.app_context():
        asked = db.session.scalars(select(ApplicantAsk).order_by(ApplicantAsk.id)).all()
        assert [(each.kind.value, each.words) for each in asked] == [
            ("reasons", "Why?"),
            ("review", ""),
        ]
        who = asked[0].applicant.vacancy.made_by
        asked[0].answer, asked[0].answered_by = "You cannot do Tuesdays.", who
        asked[0].answered_at = now()
        db.session.commit()
    page = browser.get(path)
    assert "You cannot do Tuesdays." in page.text
    assert path + "/ask/reasons" not in page.links.values()


def test_taken_back_means_gone(portal: Flask, browser: Browser) -> None:
    applicant_id, path = _applied(portal, email="thistle@applicant.example")
    _choose(portal, applicant_id, MeetAnswer.YES)
    browser.get(path + "/take-back")
    done = browser.post(path + "/take-back")
    assert browser.follow(done).h1 == "We erased what you sent"
    assert browser.get(path, status=410).h1 == "We erased what you sent"
    with portal.app_context():
        row = db.session.get_one(Applicant, applicant_id)
        assert (row.name, row.email, row.words) == ("", "", "")
        assert row.withdrawn_at is not None
        assert row.erased_at is not None
        assert db.session.scalars(select(MeetChoice)).all() == []
        last = db.session.scalars(select(Notice).where(TO_THEM)).one()
        assert (last.kind, last.path) == ("applicant-gone", "")


def test_whoever_took_it_back_can_ask_anew(portal: Flask, browser: Browser) -> None:
    number = job(portal)
    apply(browser, number)
    with portal.app_context():
        path = db.session.scalars(select(Notice.path).where(TO_THEM)).one()
    browser.post(path + "/take-back")
    apply(Browser(portal), number)
    with portal.app_context():
        assert len(db.session.scalars(select(Applicant)).all()) == 2


def test_two_jobs_have_two_links(portal: Flask, browser: Browser) -> None:
    _one, first = _applied(portal, email="thistle@applicant.example", words="For the first.")
    _two, second = _applied(portal, email="thistle@applicant.example", words="For the second.")
    assert "For the first." in browser.get(first + "/kept").text
    assert "For the second." in browser.get(second + "/kept").text
    with portal.app_context():
        renew_links(by=SYSTEM, email="thistle@applicant.example")
        db.commit()
        assert len(db.session.scalars(select(Notice).where(TO_THEM)).all()) == 2


def test_at_most_ten_queries(portal: Flask, browser: Browser) -> None:
    _id, path = _applied(portal)
    asked: list[str] = []

    def note(*given: Any) -> None:
        asked.append(given[2])

    engine = portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", note)
    try:
        for page in PAGES:
            asked.clear()
            browser.get(path + page)
            assert 0 < len([each for each in asked if each.startswith("SELECT")]) <= 10
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_risk_stands_there_once_given(portal: Flask, browser: Browser) -> None:
    applicant_id, path = _applied(portal)
    assert "Walk on her left side." not in browser.get(path).html
    with portal.app_context():
        person = db.session.get_one(Applicant, applicant_id).vacancy.person
        db.session.add(
            RiskGiven(
                applicant_id=applicant_id,
                given_by=person.account_id,
                words="Walk on her left side.",
            )
        )
        db.session.commit()
    assert "Walk on her left side." in browser.get(path).text
