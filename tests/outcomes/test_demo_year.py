"""The demo's year: as the portal itself would have let it happen, and kind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.demo.load import load_demo
from app.demo.year import TOLD, WANTED
from app.extensions import db
from app.language import pictures
from app.outcomes.models import CheckIn, Difference, Lifecycle, Question, Said, ViewFrom
from app.outcomes.queries.check_ins import seen_check_ins
from app.outcomes.queries.differences import differ
from app.people.models import Person
from app.people.predicates import relation


@pytest.fixture
def demo(portal: Flask) -> Iterator[Flask]:
    with portal.app_context(), db.writing():
        load_demo()
    yield portal


def test_a_year_of_many_voices_and_many_kinds_of_answer() -> None:
    assert len(TOLD) >= 50
    assert max(told.days for told in TOLD) > 340
    assert {told.who for told in TOLD} == {"person", "family", "worker", "manager"}
    assert {told.answer for told in TOLD} >= set(Said)
    assert any(told.observed for told in TOLD if told.who == "worker")
    states = {wanted.stood[-1][1] for wanted in WANTED.values()}
    assert states >= {Lifecycle.PROPOSED, Lifecycle.COMPLETED, Lifecycle.ON_HOLD, Lifecycle.ACTIVE}
    assert all(pictures.get(wanted.picture) for wanted in WANTED.values())


def test_over_the_year_the_views_came_to_differ_once(demo: Flask) -> None:
    """Day by day by the rule: about the garden, and about nothing else before it."""
    newest: dict[str, dict[str, Said]] = {}
    raised = []
    for told in sorted(TOLD, key=lambda told: -told.days):
        if told.question is Question.OUTCOME and told.answer is not None:
            said = newest.setdefault(told.about, {})
            said[told.who] = told.answer
            others = [answer for who, answer in said.items() if who != "person"]
            if differ(said.get("person"), others) and told.about not in raised:
                raised.append(told.about)
    assert raised == ["garden"]
    with demo.app_context():
        assert len(db.session.scalars(select(Difference)).all()) == 1


def test_what_she_says_about_staff_is_read_by_her_and_her_advocate_alone(demo: Flask) -> None:
    readers = set()
    with demo.app_context():
        wanted = select(Person.id).where(Person.called == "Mirabel")
        person_id = db.session.scalars(wanted).one()
        for account in db.session.scalars(select(Account)).all():
            viewer = relation(account, person_id)
            assert viewer is not None
            about_staff = seen_check_ins(viewer).where(CheckIn.question == Question.STAFF)
            if db.session.scalars(about_staff).unique().first() is not None:
                readers.add(account.email.split("@")[0])
    assert readers == {"person", "advocate"}


def test_nothing_of_the_year_is_from_tomorrow_or_in_anothers_name(demo: Flask) -> None:
    with demo.app_context():
        people = {p.id: p for p in db.session.scalars(select(Person))}
        for row in db.session.scalars(select(CheckIn)).unique():
            person = people[row.person_id]
            assert row.answered_at <= now()
            if person.called == "Mirabel":
                assert now() - timedelta(days=366) < row.answered_at
            assert (row.view_from is ViewFrom.ME) == (row.said_by == person.account_id)
