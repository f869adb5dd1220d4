"""What became of suggestions: who reads it, who answered, and on which basis."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.database import now
from app.people.models import Area, Relationship, SpokenFor
from app.people.parts import Level, Part
from tests.plans.house import CALLED, SISTER, PlanHouse, plain
from tests.plans.test_suggestions import WANTED, answer, where

WANTS, HOME = Part.PLAN_WANTS, Part.PLAN_HOME
NEPHEW = "Barnaby Nephewick"


def answered(house: PlanHouse, role: str, **given: Any) -> str:
    return plain(house.as_(role).get(house.url("suggestions", "answered"), **given))


@pytest.fixture
def house(plan_house: PlanHouse) -> PlanHouse:
    """The nephew may write about the home; nobody but the person sees the circle."""
    plan_house.add_member("nephew", NEPHEW, Relationship.FAMILY)
    plan_house.share("nephew", HOME, level=Level.WRITE)
    return plan_house


def test_the_person_reads_what_became_of_each(house: PlanHouse) -> None:
    taken, no, other, back = (house.suggest(WANTS, f"{WANTED} {n}") for n in range(4))
    house.take(taken)
    answer(house, no, "no", words="Never")
    house.take(other, other="One cat")
    answer(house, back, "take-back", "sister")
    waits = house.suggest(WANTS, "Not answered yet")
    page = house.as_("person").get(house.url("suggestions")).links["Changes with an answer"]
    seen = house.as_("person").get(page)
    told = plain(seen)
    for words in ("You took it.", "You said no.", "You took it in other words.", "took it back."):
        assert words in told
    assert told.count(SISTER) == 5 and where(house, waits) not in seen.links.values()
    # The newest answer stands first, and each leads to the whole of it and back.
    urls = [one.get("href") for one in seen.find_all("main li.row a")]
    assert urls == [where(house, each) for each in (back, other, no, taken)]
    one = house.as_("person").get(where(house, no))
    assert "Never" in one.text
    assert page in {link.get("href") for link in one.find_all("a")}


def test_ones_own_words_were_never_suggested(house: PlanHouse) -> None:
    house.write(WANTS, "My own words")
    assert "No change has an answer yet." in answered(house, "person")


def test_a_writer_reads_of_their_own_alone(house: PlanHouse) -> None:
    mine, theirs = house.suggest(WANTS, WANTED), house.suggest(HOME, "Near me", role="nephew")
    house.take(mine)
    house.as_("nephew").post(where(house, theirs, "take-back", HOME), {})
    sister = answered(house, "sister")
    assert f"{CALLED} took it." in sister and "took it back" not in sister
    assert "My home" not in sister and NEPHEW not in sister
    house.share("sister", HOME, level=Level.WRITE)
    assert "took it back" not in answered(house, "sister")
    nephew = answered(house, "nephew")
    assert "You took it back." in nephew and f"{CALLED} took it" not in nephew


def test_a_section_that_is_hidden_leaves_no_trace(house: PlanHouse) -> None:
    house.share("sister", HOME)
    house.take(house.suggest(WANTS, WANTED))
    house.hide("sister", WANTS)
    told = answered(house, "sister")
    assert "No change has an answer yet." in told and "What I want" not in told
    for role in ("friend", "stranger"):
        house.as_(role).get(house.url("suggestions", "answered"), status=404)


def test_who_answered_on_which_basis(house: PlanHouse) -> None:
    """The nephew speaks for the person: both read it, each as far as they know him."""
    house.share("nephew", WANTS)
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["nephew"], area=Area.PLAN)
    )
    waits = house.suggest(WANTS, WANTED)
    house.take(waits, role="nephew")
    assert f"{NEPHEW} took it. They speak for {CALLED}." in answered(house, "person")
    sister = answered(house, "sister")
    assert f"Somebody who helps {CALLED} took it. They speak for {CALLED}." in sister
    assert NEPHEW not in sister
    assert f"You took it. You speak for {CALLED}." in answered(house, "nephew")
    one = house.as_("sister").get(where(house, waits))
    assert f"They speak for {CALLED}." in plain(one) and NEPHEW not in one.html


def test_what_was_over_before_somebody_decides_stays_closed(house: PlanHouse) -> None:
    over = house.suggest(WANTS, WANTED)
    answer(house, over, "no", words="Between her and me")
    house.share("nephew", WANTS, starts_at=now())
    house.add(
        SpokenFor(person_id=house.person_id, member_id=house.members["nephew"], area=Area.PLAN)
    )
    assert "No change has an answer yet." in answered(house, "nephew")
    house.as_("nephew").get(where(house, over), status=404)
    later = house.suggest(WANTS, "Later")
    answer(house, later, "no", "nephew")
    assert "You said no." in answered(house, "nephew")


def test_many_on_pages_with_the_same_few_queries(plan_home: PlanHouse) -> None:
    house = plan_home
    url = house.url("suggestions", "answered")
    house.take(house.suggest(WANTS, "The first"))
    house.as_("person").get(url)
    with house.queries() as few:
        house.as_("person").get(url)
    for number in range(24):
        house.take(house.suggest(WANTS, f"Number {number}"))
    with house.queries() as many:
        page = house.as_("person").get(url)
    assert len(many) == len(few) <= 10
    assert len(page.find_all("main li.row")) == 20
    older = house.as_("person").get(page.links["Show older ones"])
    assert len(older.find_all("main li.row")) == 5
    house.as_("person").get(f"{url}?before={uuid.uuid4()}")
