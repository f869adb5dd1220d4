"""Since when a part is open: sharing more takes no sight away; after a gap it begins anew."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import CircleMember, Person, Relationship, SharingStop
from app.people.parts import Part
from app.people.predicates import forget_relations, relation
from tests.makers import make_account, make_member, make_person, share
from tests.page_client import Browser

WANTS, HOME = Part.PLAN_WANTS, Part.PLAN_HOME
NOW = now()
FIRST, SECOND, THIRD = (NOW - timedelta(days=days) for days in (30, 20, 10))
MOMENT = timedelta(seconds=1)


class Here:
    """A person, and one member whose sight is asked for."""

    def __init__(self, portal: Flask) -> None:
        self.portal = portal
        with portal.app_context():
            owner = make_account("Ottoline Bract", "person@demo.example")
            person = make_person("Ottoline Bract", owner)
            sister = make_account("Quillon Sisterwick", "sister@demo.example")
            member = make_member(person, sister, Relationship.FAMILY)
            self.person_id, self.member_id, self.sister_id = person.id, member.id, sister.id
            self.owner_id = owner.id

    def shares(self, begins: datetime, *parts: Part, ends: datetime | None = None) -> uuid.UUID:
        with self.portal.app_context():
            person = db.session.get_one(Person, self.person_id)
            member = db.session.get_one(CircleMember, self.member_id)
            given: dict[str, Any] = {"starts_at": begins, "ends_at": ends}
            return share(person, member, *(parts or (WANTS,)), **given).id

    def stops(self, decision: uuid.UUID, at: datetime) -> None:
        with self.portal.app_context(), db.writing():
            made = SharingStop(decision_id=decision, stopped_by=self.owner_id, created_at=at)
            db.session.add(made)

    def since(self, part: Part = WANTS) -> datetime | None:
        with self.portal.test_request_context():
            forget_relations()
            account = db.session.get_one(Account, self.sister_id)
            found = relation(account, self.person_id)
            assert found is not None
            return found.since.get(part)


@pytest.fixture
def here(either_portal: Flask) -> Iterator[Here]:
    yield Here(either_portal)


@pytest.mark.parametrize(
    ("gap", "since"), [(timedelta(), FIRST), (-MOMENT, FIRST), (MOMENT, SECOND)]
)
def test_a_stop_and_a_new_decision(here: Here, gap: timedelta, since: datetime) -> None:
    """Twins: stopped when the next began, or a moment after; or a moment before."""
    here.stops(here.shares(FIRST), SECOND - gap)
    here.shares(SECOND)
    assert here.since() == since


@pytest.mark.parametrize(
    ("gap", "since"), [(timedelta(), FIRST), (-MOMENT, FIRST), (MOMENT, SECOND)]
)
def test_an_end_and_a_new_decision(here: Here, gap: timedelta, since: datetime) -> None:
    here.shares(FIRST, ends=SECOND - gap)
    here.shares(SECOND)
    assert here.since() == since


@pytest.mark.parametrize(("gap", "since"), [(timedelta(), FIRST), (MOMENT, THIRD)])
def test_a_chain_of_three(here: Here, gap: timedelta, since: datetime) -> None:
    here.stops(here.shares(FIRST), SECOND)
    here.stops(here.shares(SECOND), THIRD - gap)
    here.shares(THIRD)
    assert here.since() == since


def test_a_gap_further_back_ends_the_chain(here: Here) -> None:
    here.stops(here.shares(FIRST), SECOND - MOMENT)
    here.stops(here.shares(SECOND), THIRD)
    here.shares(THIRD)
    assert here.since() == SECOND


def test_a_part_that_the_earlier_decision_did_not_open_begins_with_the_later(here: Here) -> None:
    here.stops(here.shares(FIRST, WANTS), SECOND)
    here.shares(SECOND, WANTS, HOME)
    assert (here.since(WANTS), here.since(HOME)) == (FIRST, SECOND)


def test_an_earlier_yes_that_nobody_saw_opened_nothing(here: Here) -> None:
    with here.portal.app_context():
        person = db.session.get_one(Person, here.person_id)
        member = db.session.get_one(CircleMember, here.member_id)
        made = share(person, member, WANTS, starts_at=FIRST, witnessed=True)
        decision = made.id
    here.stops(decision, SECOND)
    here.shares(SECOND)
    assert here.since() == SECOND


def test_sharing_more_on_the_page_takes_no_sight_away(here: Here) -> None:
    here.shares(FIRST, WANTS)
    person = Browser(here.portal).sign_in("person")
    url = f"/people/{here.person_id}/sharing/member/{here.member_id}/plan"
    person.post(url, {"parts": [WANTS.value, HOME.value], "level": "write"})
    more = here.since(HOME)
    assert here.since(WANTS) == FIRST and more is not None and more > NOW
    # Taken away, and shared again a moment later: that is a gap.
    person.post(url, {"parts": [HOME.value], "level": "write"})
    assert here.since(WANTS) is None
    person.post(url, {"parts": [WANTS.value, HOME.value], "level": "see"})
    again = here.since(WANTS)
    assert again is not None and again > more and here.since(HOME) == more
