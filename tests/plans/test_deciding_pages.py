"""Whoever decides for the person gets as far as their basis goes, on the pages; without it, not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import update

from app.extensions import db
from app.people.models import Area, Person, SpokenFor
from app.people.parts import Part
from app.plans.models import DecidedBy, PlanVersion, SectionText, Strike
from tests.plans.agreeing import WANTS, build_agreeing_house, paper
from tests.plans.house import PlanHouse


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    """All three see what waits: who wrote it is known to them."""
    made = build_agreeing_house(either_portal)
    for role in ("attorney", "caremanager", "nurse"):
        made.share(role, Part.CIRCLE)
    return made


def speaks(house: PlanHouse) -> None:
    member = house.members["attorney"]
    house.add(SpokenFor(person_id=house.person_id, member_id=member, area=Area.PLAN))


def has_papers(house: PlanHouse) -> None:
    paper(house)
    house.capacity(WANTS, by="caremanager")


def has_a_best_interests_record(house: PlanHouse) -> None:
    house.best_interests(WANTS, by="nurse")


def has_no_account(house: PlanHouse) -> None:
    with house.portal.app_context(), db.writing():
        mine = Person.id == house.person_id
        db.session.execute(update(Person).where(mine).values(account_id=None))


# Who, what lets them decide, on which basis, and whether they may strike out what was published.
WAYS: list[tuple[str, Callable[[PlanHouse], None], DecidedBy, bool]] = [
    ("attorney", speaks, DecidedBy.SPEAKER, False),
    ("attorney", has_papers, DecidedBy.ATTORNEY_OR_DEPUTY, True),
    ("nurse", has_a_best_interests_record, DecidedBy.BEST_INTERESTS, True),
    ("caremanager", has_no_account, DecidedBy.WRITTEN_DOWN, True),
]


@pytest.mark.parametrize(("role", "lets", "basis", "strikes"), WAYS)
def test_take_publish_and_strike_out_open_with_the_basis_and_not_before(
    house: PlanHouse,
    role: str,
    lets: Callable[[PlanHouse], None],
    basis: DecidedBy,
    strikes: bool,
) -> None:
    waits = house.suggest(WANTS, "A garden by the sea.")
    take = house.url(WANTS, "suggestions", waits, "take")
    publish = house.url("publish")
    strike = house.url("versions", 1, WANTS, "strike")
    browser = house.as_(role)
    seen = {"seen_id": str(house.rows(SectionText, SectionText.section == WANTS)[-1].id)}
    for url, form in ((take, seen), (publish, {"seen_number": "1"}), (strike, {"reason": "Test"})):
        browser.post(url, form, status=404)
    assert len(house.rows(PlanVersion)) == 1 and house.rows(Strike) == []
    lets(house)
    browser.post(take, seen)
    assert house.rows(SectionText, SectionText.section == WANTS)[-1].basis is basis
    browser.get(publish)
    browser.post(publish, {"seen_number": "1"})
    assert len(house.rows(PlanVersion)) == 2
    browser.get(strike, status=200 if strikes else 404)
    browser.post(strike, {"reason": "She never said that."}, status=303 if strikes else 404)
    assert [each.reason for each in house.rows(Strike)] == ["She never said that."] * strikes
