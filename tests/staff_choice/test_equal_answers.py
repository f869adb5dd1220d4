"""Equal opportunities: anonymous, optional, counted only. No way from an answer to its giver."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import DateTime, func, select
from sqlalchemy.orm import configure_mappers

import app.models  # noqa: F401
from app.audit.models import AuditEvent
from app.database import Base, UtcDateTime
from app.extensions import db
from app.staff_choice.actions.equal_answers import close_equal_answer, count_equal_answer
from app.staff_choice.equal import QUESTIONS, key_of
from app.staff_choice.models import Applicant, EqualAnswer, InterviewAdjustment
from app.staff_choice.queries.who_applies import FEWEST, who_applies
from tests.page_client import Browser
from tests.staff_choice.applying_steps import apply, job

NEXT_YEAR = datetime(2028, 1, 2, tzinfo=UTC)


def test_no_foreign_key_leads_to_or_from_an_answer() -> None:
    table = EqualAnswer.__table__
    assert not list(table.foreign_keys)
    for other in Base.metadata.sorted_tables:
        assert not [key for key in other.foreign_keys if key.column.table is table], other.name


def test_no_column_of_an_answer_can_be_joined_to_anything() -> None:
    """No time, no number of another row: a key that only the portal's secret makes, and it goes."""
    configure_mappers()
    columns = EqualAnswer.__table__.columns
    assert set(columns.keys()) == {"id", "key", "quarter", "answers", "chosen"}
    assert not [c.name for c in columns if isinstance(c.type, DateTime | UtcDateTime)]
    assert not list(EqualAnswer.__mapper__.relationships)
    for mapper in Base.registry.mappers:
        assert not [r for r in mapper.relationships if r.mapper.class_ is EqualAnswer]
    for kind in (Applicant, InterviewAdjustment):
        assert "key" not in kind.__table__.columns


def test_the_id_of_an_answer_is_in_no_order_of_time() -> None:
    made = [EqualAnswer.__table__.columns["id"].default.arg(None) for _each in range(20)]
    assert {each.version for each in made} == {4}


def test_nothing_in_the_database_names_the_giver(portal: Flask, browser: Browser) -> None:
    apply(browser, job(portal))
    with portal.app_context():
        applicant = db.session.scalars(select(Applicant)).one()
        answer = db.session.scalars(select(EqualAnswer)).one()
        written = repr([answer.id, answer.key, answer.quarter, answer.answers])
        for mine in (applicant.id.hex, str(applicant.id), applicant.email, applicant.name):
            assert mine not in written
        # The audit's times would lead from one to the other.
        events = [each.name + each.about for each in db.session.scalars(select(AuditEvent))]
        assert not [each for each in events if "equal" in each or answer.id.hex in each]


def test_the_key_needs_the_secret(portal: Flask) -> None:
    applicant_id = uuid.uuid4()
    with portal.app_context():
        one = key_of(applicant_id)
        kept = portal.config["SECRET_KEY"]
        try:
            portal.config["SECRET_KEY"] = kept + "x"
            assert key_of(applicant_id) != one
        finally:
            portal.config["SECRET_KEY"] = kept
        assert len(one) == 64


def test_to_say_nothing_is_no_row(portal: Flask, browser: Browser) -> None:
    apply(browser, job(portal), sex="")
    with portal.app_context():
        assert db.session.scalars(select(EqualAnswer)).all() == []


def test_what_is_on_no_list_is_not_kept(either_portal: Flask) -> None:
    with either_portal.app_context():
        count_equal_answer(uuid.uuid4(), {"sex": "<b>", "disabled": "yes", "name": "Thistle"})
        db.session.flush()
        assert db.session.scalars(select(EqualAnswer.answers)).one() == {"disabled": "yes"}


def test_the_decision_erases_the_key(either_portal: Flask) -> None:
    applicant_id = uuid.uuid4()
    with either_portal.app_context():
        count_equal_answer(applicant_id, {"sex": "man"})
        db.session.flush()
        close_equal_answer(applicant_id, chosen=True)
        # Once more changes nothing: nobody can find it now.
        close_equal_answer(applicant_id, chosen=False)
        close_equal_answer(uuid.uuid4(), chosen=True)
        kept = db.session.scalars(select(EqualAnswer)).one()
        assert (kept.key, kept.chosen) == (None, True)


def _answers(sex: str, number: int, chosen: bool = False, **given: Any) -> None:
    for _each in range(number):
        db.session.add(
            EqualAnswer(
                **{
                    "key": None,
                    "quarter": "2027-Q2",
                    "answers": {"sex": sex},
                    "chosen": chosen,
                    **given,
                }
            )
        )
    db.session.flush()


def _numbers(question: str = "sex") -> dict[str, tuple[int | None, int | None]]:
    values = [value for value, _words in QUESTIONS[question].answers]
    found = who_applies()
    if not found:
        return {}
    table = found[0].tables[0]
    shown = zip(values, table.lines, strict=True)
    return {value: (line.applied, line.chosen) for value, line in shown}


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.people.actions.records.now", lambda: NEXT_YEAR)


@pytest.mark.usefixtures("later")
def test_each_number_shown_is_ten_or_more(either_portal: Flask) -> None:
    with either_portal.app_context():
        _answers("woman", 20)
        _answers("woman", 10, chosen=True)
        _answers("man", 9)
        _answers("other", 10)
        assert _numbers() == {"woman": (30, 10), "man": (None, None), "other": (10, None)}


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("chosen", range(21))
def test_nothing_shown_leaves_a_small_rest(portal: Flask, chosen: int) -> None:
    """Chosen taken from asked tells who was not: that is a group of ten at least, or not shown."""
    with portal.app_context():
        _answers("woman", 20 - chosen)
        _answers("woman", chosen, chosen=True)
        applied, told = _numbers()["woman"]
        assert applied == 20
        assert told in (None, 10)
        assert (told is not None) == (chosen >= FEWEST and 20 - chosen >= FEWEST)


@pytest.mark.usefixtures("later")
def test_an_open_answer_keeps_its_whole_year_back(portal: Flask) -> None:
    """Else the page of today and of tomorrow would tell of the one between them."""
    with portal.app_context():
        _answers("woman", 30)
        _answers("man", 1, key="k" * 64, quarter="2027-Q4")
        assert who_applies() == []
        db.session.scalars(select(EqualAnswer).where(EqualAnswer.key.is_not(None))).one().key = None
        db.session.flush()
        assert _numbers()["woman"] == (30, None)


def test_a_year_that_is_not_over_is_not_shown(
    portal: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = datetime(2027, 12, 31, 23, 30, tzinfo=UTC)
    monkeypatch.setattr("app.people.actions.records.now", lambda: at)
    with portal.app_context():
        _answers("woman", 30)
        assert who_applies() == []


@pytest.mark.usefixtures("later")
def test_no_total_and_no_silence_stand_on_the_page(portal: Flask, browser: Browser) -> None:
    with portal.app_context():
        _answers("woman", 41)
        _answers("man", 3)
        db.session.commit()
    page = browser.get("/support-jobs/who-applies")
    assert "41" in page.text
    assert "44" not in page.text
    assert "Not shown" in page.text
    assert "I do not say" not in page.text


def test_an_answer_of_this_quarter(portal: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for month, quarter in ((1, 1), (3, 1), (4, 2), (9, 3), (12, 4)):
        at = datetime(2027, month, 15, tzinfo=UTC)
        monkeypatch.setattr("app.people.actions.records.now", lambda at=at: at)
        with portal.app_context():
            count_equal_answer(uuid.uuid4(), {"sex": "man"})
            db.session.flush()
            wanted = EqualAnswer.quarter == f"2027-Q{quarter}"
            assert db.session.scalar(select(func.count()).where(wanted))
            db.session.rollback()
