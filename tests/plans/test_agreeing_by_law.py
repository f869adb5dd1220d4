"""A representative answers in the person's place: only with paper and record at that moment."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from app.database import now
from app.extensions import db
from app.people.models import AuthorityKind, CapacityRecord, LegalAuthority
from app.people.parts import PLAN_SECTIONS
from app.plans.actions.agreements import Asked, Outdated
from app.plans.actions.said import Refused
from app.plans.models import Agreement, PlanStart, SupportPlan, Whose
from tests.plans.agreeing import (
    ATTORNEY,
    CHANGE,
    HOME,
    NOT_SURE,
    SAFE,
    WANTS,
    YES,
    answer,
    build_agreeing_house,
    leave,
    paper,
    send,
    stands,
    started,
)
from tests.plans.house import CALLED, PlanHouse, plain

FOR_HER = {"answer": "yes", "speaks_as": "representative", "words": "It is what she wants."}


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def change(house: PlanHouse, model: Any, **columns: Any) -> None:
    """Every row of a table that may change."""
    with house.portal.app_context(), db.writing():
        for row in db.session.query(model).all():
            for name, value in columns.items():
                setattr(row, name, value)


def test_with_paper_and_record_the_plan_starts_by_them(house: PlanHouse) -> None:
    authority_id, capacity_id = paper(house), house.capacity(WANTS, HOME, by="caremanager")
    answer(house, YES, role="attorney", for_person=True)
    made = house.rows(Agreement)[0]
    assert (made.whose, made.authority_id, made.capacity_id) == (
        Whose.REPRESENTATIVE,
        authority_id,
        capacity_id,
    )
    assert started(house) == ["by-representative"]
    assert house.rows(SupportPlan)[0].review_on is not None
    found = stands(house)
    assert (found.whose, found.is_yes, found.is_own_yes) == (Whose.REPRESENTATIVE, True, False)


def test_it_never_reads_as_the_persons_own_yes(home: PlanHouse) -> None:
    paper(home)
    home.capacity(WANTS, HOME, by="caremanager")
    send(home, "attorney", home.url("answer"), FOR_HER)
    for role in ("person", "caremanager", "sister"):
        text = plain(home.as_(role).get(home.url("answers")))
        assert "Somebody with legal papers said yes" in text
        assert "You said yes." not in text and f"{CALLED} said yes." not in text
    text = plain(home.as_("person").get(home.url("answers"))).replace(" ,", ",")
    assert f"{ATTORNEY} answered for {CALLED}, with legal papers. The answer is yes." in text


def test_the_demo_attorney_has_no_record_and_is_refused(home: PlanHouse) -> None:
    paper(home)
    page = send(home, "attorney", home.url("answer"), FOR_HER, 422)
    assert "This needs a capacity record for this very decision." in page.text
    assert "It is what she wants." in page.html
    assert home.rows(Agreement) == [] and started(home) == []


def test_their_own_view_needs_no_paper(home: PlanHouse) -> None:
    paper(home)
    send(home, "attorney", home.url("answer"), {"answer": "yes", "speaks_as": "member"})
    assert [each.whose for each in home.rows(Agreement)] == [Whose.MEMBER]
    assert started(home) == []


def test_who_holds_a_paper_must_say_for_whom_they_speak(home: PlanHouse) -> None:
    paper(home)
    home.capacity(WANTS, HOME, by="caremanager")
    page = send(home, "attorney", home.url("answer"), {"answer": "yes"}, 422)
    assert "Choose one." in page.text
    assert home.rows(Agreement) == []


OVERNIGHT = [
    ({"ends_on": now().date() - timedelta(days=1)}, "Your legal paper does not count today."),
    ({"suspended_at": now()}, "Your legal paper does not count today."),
    ({"ended_at": now()}, "Your legal paper does not count today."),
    ({"scope": [SAFE.value]}, "Your legal paper does not cover this."),
    ({"kind": AuthorityKind.PROPERTY_ATTORNEY}, "You have no legal paper for this."),
]


@pytest.mark.parametrize(("columns", "words"), OVERNIGHT)
@pytest.mark.parametrize("where", ["answer", f"{WANTS.value}/answer"])
def test_the_authority_ended_overnight_with_the_page_open(
    home: PlanHouse, columns: dict[str, Any], words: str, where: str
) -> None:
    paper(home)
    home.capacity(WANTS, HOME, by="caremanager")
    url = home.url(*where.split("/"))
    opened = home.as_("attorney").get(url).fields("form.question")
    change(home, LegalAuthority, **columns)
    page = home.as_("attorney").post(url, {**opened, **FOR_HER}, status=422)
    assert words in page.text
    assert "It is what she wants." in page.html
    assert home.rows(Agreement) == [] and started(home) == []


@pytest.mark.parametrize(
    "columns",
    [{"taken_back_at": now()}, {"review_on": now().date() - timedelta(days=1)}],
)
def test_the_record_ended_overnight(house: PlanHouse, columns: dict[str, Any]) -> None:
    paper(house)
    house.capacity(WANTS, HOME, by="caremanager")
    change(house, CapacityRecord, assessed_on=now().date() - timedelta(days=60), **columns)
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)
    assert house.rows(Agreement) == []


def test_a_record_about_sharing_is_no_record_about_the_plan(house: PlanHouse) -> None:
    paper(house)
    house.capacity(WANTS, HOME, by="caremanager")
    change(house, CapacityRecord, receiver=f"member:{house.members['attorney']}")
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)


def test_the_record_must_cover_all_that_changed(house: PlanHouse) -> None:
    paper(house)
    house.capacity(WANTS, by="caremanager")
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)
    answer(house, YES, WANTS, role="attorney", for_person=True)
    assert stands(house, WANTS).whose is Whose.REPRESENTATIVE
    assert started(house) == []


def test_only_what_changed_since_the_last_start_must_be_covered(house: PlanHouse) -> None:
    answer(house, YES)
    house.write(WANTS, "Two gardens.")
    house.publish()
    paper(house)
    house.capacity(WANTS, by="caremanager")
    answer(house, YES, role="attorney", for_person=True)
    assert started(house) == ["agreed", "by-representative"]


def test_a_change_that_the_attorney_does_not_see_stays_undecided(house: PlanHouse) -> None:
    house.write(SAFE, "Walk beside me.")
    house.publish()
    paper(house)
    house.capacity(*PLAN_SECTIONS, by="caremanager")
    # Of the second plan they are not told: what is on their page is the first.
    for number, is_on_page in ((1, True), (2, False)):
        about = Asked(number)
        if is_on_page:
            with pytest.raises(Refused):
                answer(house, YES, role="attorney", for_person=True, about=about)
        else:
            made = answer(house, YES, role="attorney", for_person=True, about=about)
            assert isinstance(made, Outdated)
    assert started(house) == []


@pytest.mark.parametrize("part", [WANTS, None])
def test_the_persons_wish_for_a_change_is_not_spoken_over(house: PlanHouse, part: Any) -> None:
    answer(house, CHANGE, part)
    paper(house)
    house.capacity(WANTS, HOME, by="caremanager")
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)
    assert started(house) == []
    assert stands(house, part).answer is CHANGE


@pytest.mark.parametrize("order", [("person", "attorney"), ("attorney", "person")])
def test_who_spoke_for_themselves_stands(house: PlanHouse, order: tuple[str, str]) -> None:
    paper(house)
    house.capacity(WANTS, HOME, by="caremanager")
    for role in order:
        if role == "person":
            answer(house, NOT_SURE, WANTS)
        else:
            answer(house, YES, WANTS, role="attorney", for_person=True)
    found = stands(house, WANTS)
    assert (found.answer, found.whose) == (NOT_SURE, Whose.PERSON)


def test_the_persons_later_yes_is_told_beside_the_start(home: PlanHouse) -> None:
    paper(home)
    home.capacity(WANTS, HOME, by="caremanager")
    answer(home, YES, role="attorney", for_person=True)
    answer(home, YES)
    assert started(home) == ["by-representative"]
    assert "I said yes later" in plain(home.as_("person").get(home.url("answers")))


def test_an_attorney_who_left_the_circle(house: PlanHouse) -> None:
    paper(house)
    house.capacity(WANTS, HOME, by="caremanager")
    leave(house, "attorney")
    with pytest.raises(Refused):
        answer(house, YES, role="attorney", for_person=True)
    assert house.rows(PlanStart) == []
