"""What the person answered elsewhere: written down, and seen by two who each say so."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from flask import Flask

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import OrganisationMember, Role
from app.people.models import SaidHow
from app.plans.actions.said import Refused
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    AgreementWitness,
    AgreementWitnessAnswer,
    Whose,
)
from tests.makers import make_account, make_organisation, make_role
from tests.plans.agreeing import (
    CHANGE,
    HOME,
    NOT_SURE,
    WANTS,
    YES,
    answer,
    build_agreeing_house,
    confirm,
    send,
    stands,
    started,
    told,
    without_account,
    written,
)
from tests.plans.house import CALLED, FRIEND, SISTER, PlanHouse, plain

FORM = {
    "about": "whole",
    "answer": "yes",
    "said_how": "signs",
    "evidence": "She pointed at the door and laughed.",
    "first_witness": "sister@demo.example",
    "second_witness": "friend@demo.example",
}


@pytest.fixture
def house(either_portal: Flask) -> PlanHouse:
    return build_agreeing_house(either_portal)


@pytest.fixture
def home(portal: Flask) -> PlanHouse:
    return build_agreeing_house(portal)


def test_it_counts_once_both_said_that_they_saw_it(house: PlanHouse) -> None:
    without_account(house)
    written(house, YES)
    assert stands(house, None, "caremanager").answer is None
    confirm(house, "sister")
    assert stands(house, None, "caremanager").answer is None
    assert started(house) == []
    confirm(house, "friend")
    found = stands(house, None, "caremanager")
    assert found.is_own_yes and len(found.seen_by) == 2
    assert started(house) == ["agreed"]


@pytest.mark.parametrize("order", [("sister", "friend"), ("friend", "sister")])
def test_one_who_was_not_there_ends_it(house: PlanHouse, order: tuple[str, str]) -> None:
    written(house, YES)
    confirm(house, order[0], was_there=False)
    confirm(house, order[1])
    assert stands(house).answer is None
    assert started(house) == []


def test_a_witness_answers_once(house: PlanHouse) -> None:
    written(house, YES)
    confirm(house, "sister", was_there=False)
    confirm(house, "sister", was_there=True)
    assert [each.was_there for each in house.rows(AgreementWitnessAnswer)] == [False]


def test_it_is_shown_as_what_two_people_wrote(home: PlanHouse) -> None:
    written(home, YES, WANTS)
    waits = plain(home.as_("person").get(home.url("answers")))
    assert "It counts when two people say: I saw it." in waits
    for role in ("sister", "friend"):
        confirm(home, role)
    assert f"{SISTER} and {FRIEND} wrote that {CALLED} said yes." in plain(
        home.as_("person").get(home.url("answers"))
    )
    # Whoever may not know the circle reads no names.
    html = home.as_("nurse").get(home.url("answers"))
    assert f"Two people wrote that {CALLED} said yes." in plain(html)
    assert SISTER not in html.html and FRIEND not in html.html


@pytest.mark.parametrize("own", [CHANGE, NOT_SURE])
def test_the_persons_own_later_answer_stands(house: PlanHouse, own: AgreementAnswer) -> None:
    written(house, YES)
    confirm(house, "sister")
    answer(house, own)
    confirm(house, "friend")
    assert stands(house).answer is own
    assert started(house) == []


def test_a_part_that_the_person_wants_changed_meanwhile_holds_the_start(house: PlanHouse) -> None:
    written(house, YES)
    confirm(house, "sister")
    answer(house, CHANGE, HOME)
    confirm(house, "friend")
    assert started(house) == []


def test_a_version_that_came_meanwhile_is_not_started(house: PlanHouse) -> None:
    written(house, YES)
    confirm(house, "sister")
    house.write(WANTS, "Two gardens.")
    house.publish()
    confirm(house, "friend")
    assert started(house) == []
    assert stands(house).answer is None


def test_the_witnesses_the_person_and_the_keeper_hear(house: PlanHouse) -> None:
    written(house, CHANGE, WANTS, role="nurse")
    assert told(house, "sister") == told(house, "friend") == ["agreement-witness-asked"]
    assert told(house, "person") == ["agreement-written-down"]
    assert told(house, "caremanager") == []
    confirm(house, "sister")
    confirm(house, "friend")
    assert told(house, "caremanager") == ["agreement-change"]


WRONG_WITNESSES = [
    ((), "Two people with an account must have seen it."),
    (("sister",), "Two people with an account must have seen it."),
    (("sister", "sister"), "Two people with an account must have seen it."),
    (("sister", "person"), "Two people with an account must have seen it."),
    (("sister", "caremanager"), "You write it down. Two other people must have seen it."),
]


@pytest.mark.parametrize(("witnesses", "words"), WRONG_WITNESSES)
def test_two_others_must_have_seen_it(
    house: PlanHouse, witnesses: tuple[str, ...], words: str
) -> None:
    with pytest.raises(Refused) as refused:
        written(house, YES, witnesses=witnesses)
    assert refused.value.words.msgid == words
    assert house.rows(Agreement) == []


def test_two_of_one_place_are_one(house: PlanHouse) -> None:
    with house.portal.app_context():
        provider = make_organisation()
        for role in ("one", "two"):
            account = make_account(role, f"{role}@demo.example")
            make_role(provider, account, Role.PROVIDER_WORKER)
            house.accounts[role] = account.id
    with pytest.raises(Refused) as refused:
        written(house, YES, witnesses=("one", "two"))
    assert refused.value.words.msgid == "The two people must not work for the same place."
    written(house, YES, witnesses=("one", "sister"))


WRONG_WORDS: list[dict[str, Any]] = [
    {"evidence": ""},
    {"said_how": SaidHow.NOT_ASKED},
    {"said_how": SaidHow.TAPPED},
]


@pytest.mark.parametrize("wrong", WRONG_WORDS)
def test_how_one_could_tell_is_written(house: PlanHouse, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        written(house, YES, **wrong)


def test_who_writes_sees_what_it_is_about(house: PlanHouse) -> None:
    with pytest.raises(Refused):
        written(house, YES, WANTS, role="advocate")
    house.share("advocate", WANTS)
    written(house, YES, WANTS, role="advocate")
    # The whole is for whoever sees the whole.
    with pytest.raises(Refused):
        written(house, YES, role="advocate")


def test_the_whole_is_not_offered_to_who_sees_a_part(home: PlanHouse) -> None:
    home.share("advocate", WANTS)
    page = home.as_("advocate").get(home.url("answers", "write-down"))
    assert "My home" not in page.html and "The whole plan" not in page.html
    send(home, "advocate", home.url("answers", "write-down"), FORM, 422)
    assert home.rows(Agreement) == []


def test_an_unchecked_language_needs_an_interpreter(house: PlanHouse) -> None:
    written(house, YES, shown_in="pl")
    for role in ("sister", "friend"):
        confirm(house, role)
    assert (stands(house).answer, stands(house).counts) == (NOT_SURE, False)
    assert started(house) == []
    written(house, YES, shown_in="pl", interpreter="Bogusława")
    for role in ("sister", "friend"):
        confirm(house, role)
    assert started(house) == ["agreed"]


def test_the_page_keeps_what_was_typed(home: PlanHouse) -> None:
    url = home.url("answers", "write-down")
    page = send(home, "caremanager", url, {**FORM, "second_witness": "nobody@test.example"}, 422)
    assert "Two people with an account must have seen it." in page.text
    assert page.fields("form.question")["evidence"] == FORM["evidence"]
    send(home, "caremanager", url, {**FORM, "evidence": ""}, 422)
    assert home.rows(Agreement) == []
    send(home, "caremanager", url, FORM)
    made = home.rows(Agreement)[0]
    assert (made.whose, made.witnessed, made.given_by) == (
        Whose.PERSON,
        True,
        home.accounts["caremanager"],
    )


def test_a_new_version_while_it_was_written(home: PlanHouse) -> None:
    url = home.url("answers", "write-down")
    old = home.as_("caremanager").get(url).fields("form.question")
    home.write(WANTS, "Two gardens.")
    home.publish()
    page = home.as_("caremanager").post(url, {**old, **FORM}, status=422)
    assert "There is a new plan now." in page.text
    assert page.fields("form.question")["evidence"] == FORM["evidence"]
    assert home.rows(Agreement) == []


@pytest.mark.parametrize("role", ["person", "sister", "friend", "attorney"])
def test_nobody_else_writes_down_an_answer(home: PlanHouse, role: str) -> None:
    url = home.url("answers", "write-down")
    home.as_(role).get(url, status=404)
    home.as_(role).post(url, FORM, status=404)


def test_only_the_named_witness_confirms_on_their_page(home: PlanHouse) -> None:
    made = written(home, YES, WANTS)
    assert isinstance(made, Agreement)
    url = home.url("answers", made.id, "witness")
    for role in ("person", "nurse", "caremanager", "stranger"):
        home.as_(role).get(url, status=404)
        home.as_(role).post(url, {"answer": "there"}, status=404)
    assert "Were you there?" in home.as_("sister").get("/my").text
    page = home.as_("sister").get(url)
    assert f"Somebody wrote that {CALLED} said yes." in plain(page)
    assert "What I want" in page.text
    # The friend does not see the section: its title is not told.
    page = home.as_("friend").get(url)
    assert "One part of the plan" in page.text and "What I want" not in page.html
    home.as_("sister").post(url, {"answer": "perhaps"}, status=422)
    home.as_("sister").post(url, {"answer": "there"})
    home.as_("friend").post(url, {"answer": "there"})
    assert "You have answered this." in home.as_("friend").get(url).text
    assert stands(home, WANTS).is_own_yes


def test_another_circles_answer_has_no_page_here(home: PlanHouse) -> None:
    home.as_("sister").get(home.url("answers", uuid.uuid4(), "witness"), status=404)


def test_written_twice_by_one_form_asks_once(home: PlanHouse) -> None:
    url = home.url("answers", "write-down")
    sent = {**home.as_("caremanager").get(url).fields("form.question"), **FORM}
    for _turn in range(2):
        home.as_("caremanager").post(url, sent)
    assert len(home.rows(Agreement)) == 1
    assert len(home.rows(AgreementWitness)) == 2
    assert told(home, "sister") == ["agreement-witness-asked"]


def test_a_professional_who_is_no_longer_approved_writes_nothing(home: PlanHouse) -> None:
    with home.portal.app_context(), db.writing():
        nurse = db.session.get_one(Account, home.accounts["nurse"])
        for held in db.session.query(OrganisationMember).filter_by(account_id=nurse.id):
            held.approved_by = None
    home.as_("nurse").post(home.url("answers", "write-down"), FORM, status=404)
