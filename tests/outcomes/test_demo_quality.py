"""What stands beside the demo's year: talks, counts, pages of the month, tables, a report."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.demo.load import load_demo
from app.demo.neighbours import GROUPS, POST
from app.demo.people import ACCOUNTS
from app.demo.talks import CLAIMS, COUNTS
from app.extensions import db
from app.outcomes.models import MonthlyPage
from app.outcomes.quarters import quarter_of
from app.outcomes.queries.council_highlights import newest_report
from app.outcomes.queries.published import counts_of, published_cells
from app.outcomes.queries.quality import claims
from app.outcomes.suppression import SMALLEST
from app.people.models import CircleMember, Person

OVER = quarter_of(now()).before


@pytest.fixture
def demo(portal: Flask) -> Iterator[Flask]:
    with portal.app_context(), db.writing():
        load_demo()
    yield portal


def test_the_tables_hide_small_groups_and_still_tell_something(demo: Flask) -> None:
    with demo.app_context():
        true, out = counts_of(OVER), published_cells(OVER)
    shown = {cell for cell, kept in out.items() if kept.is_shown}
    assert any(0 < number < SMALLEST for number in true.values())
    assert not any(0 < true[cell] < SMALLEST for cell in shown)
    for wanted in (("change", "better"), ("took-part", "total"), ("reached", "yes")):
        assert (OVER, *wanted) in shown
        assert true[(OVER, *wanted)] >= SMALLEST


def test_each_page_has_something_on_it(demo: Flask) -> None:
    with demo.app_context():
        said = claims()
        assert len(said) == len(CLAIMS)
        assert {each.confirmed for each in said} == {0, 1}
        pages = db.session.scalars(select(MonthlyPage)).all()
        assert len(pages) == 2
        assert all(page.content["wants"] for page in pages)
        report = newest_report(OVER)
        assert report is not None
        assert all(fact["words"] for fact in report.content)


def test_it_went_the_way_of_the_actions(demo: Flask) -> None:
    with demo.app_context():
        names = list(db.session.scalars(select(AuditEvent.name)))
    answered = [each for each in CLAIMS if each.answer]
    for name, times in (
        ("quality.claimed", len(CLAIMS)),
        ("quality.answered", len(answered)),
        ("quality.counted", len(COUNTS)),
        ("monthly.made", 2),
        ("monthly.read", 1),
        ("figures.published", 1),
        ("highlights.kept", 1),
        ("person.opened", sum(len(people) for _, people in GROUPS)),
    ):
        assert names.count(name) == times, name


def test_nobody_signs_in_as_a_neighbour(demo: Flask) -> None:
    """No password, no place on the demo's page, no tap; and nobody of the demo is near them."""
    with demo.app_context():
        ours = select(Account).where(Account.email.endswith(POST))
        accounts = db.session.scalars(ours).all()
        theirs = [account.id for account in accounts]
        neighbours = select(Person.id).where(Person.account_id.in_(theirs))
        near = db.session.scalars(
            select(CircleMember.account_id).where(CircleMember.person_id.in_(neighbours))
        ).all()
        emails = [account.email for account in accounts]
        assert not any(account.password_hash for account in accounts)
        # A link by mail opens none of the people's accounts: they know no phone.
        assert all(account.needs_known_device for account in accounts if not account.is_work)
        assert len(near) == len(theirs) - 1
        assert set(near) <= set(theirs)
    page = demo.test_client().get("/demo").text
    assert all(each.email in page for each in ACCOUNTS)
    assert POST not in page
    for email in emails[:3]:
        assert demo.test_client().post("/demo", data={"email": email}).status_code != 303
