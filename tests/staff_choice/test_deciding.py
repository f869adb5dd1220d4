"""The two locks: a no of either ends it, and nobody starts before every check is done."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import OrganisationKind, Role
from app.staff_choice.actions import deciding
from app.staff_choice.actions.asks import WAITS
from app.staff_choice.actions.deciding import Ground
from app.staff_choice.equal import key_of
from app.staff_choice.fairness.deciding import (
    Stands,
    must_be_paid,
    stands,
    waits_for_a_human,
)
from app.staff_choice.models import (
    Applicant,
    CheckItem,
    CheckStatus,
    EqualAnswer,
    FirstDay,
    HumanAnswer,
    ReasonRecorded,
    SafetyAnswer,
    Vacancy,
)
from app.staff_choice.queries.own_application import standing_of
from app.team.models import TeamMember
from tests.makers import make_account, make_organisation, make_role
from tests.staff_choice.deciding_house import CONTENT, Deciding
from tests.staff_choice.panel_house import PanelHouse


@pytest.fixture
def it(panel_house: PanelHouse) -> Deciding:
    return Deciding(panel_house)


def council_approver() -> Account:
    """The named human of the council. Call inside an app context."""
    found = make_account("Orla Pennyquick", "approver@demo.example")
    make_role(make_organisation(OrganisationKind.COUNCIL), found, Role.APPROVER)
    return found


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Deciding:
    return Deciding(panel_home)


def test_the_whole_way_to_the_first_day(it: Deciding) -> None:
    day = now().date() + timedelta(days=14)
    it.do("person", deciding.decide, says_yes=True)
    assert it.refused("manager", deciding.start, starts_on=day) is deciding.YES_FIRST
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all(but=CheckItem.REFERENCES)
    assert it.stands is Stands.CHECKS
    assert it.refused("manager", deciding.start, starts_on=day) is deciding.CHECKS_FIRST
    it.check(CheckItem.REFERENCES, CheckStatus.DONE)
    assert it.stands is Stands.READY
    for _ in range(2):
        it.do("manager", deciding.start, starts_on=day)
    assert it.stands is Stands.STARTED
    (member,) = it.house.rows(TeamMember)
    assert (member.chosen_by_person, member.since) == (True, day)
    assert len(it.house.rows(FirstDay)) == 1


def test_a_no_of_the_person_needs_no_reason_and_ends_it(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=False)
    assert it.stands is Stands.PERSON_NO
    assert it.refused("person", deciding.decide, says_yes=True) is deciding.ENDED
    assert it.refused("manager", deciding.say_safe, says_yes=True) is deciding.ENDED


def test_until_the_first_day_a_yes_can_become_a_no(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=True)
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all()
    it.do("person", deciding.decide, says_yes=False)
    assert it.stands is Stands.PERSON_NO
    day = now().date() + timedelta(days=14)
    assert it.refused("manager", deciding.start, starts_on=day) is deciding.YES_FIRST


def test_a_no_of_the_employer_needs_a_ground(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=True)
    words = it.refused("manager", deciding.say_safe, says_yes=False, ground=Ground(words="No."))
    assert words is deciding.NO_GROUND
    it.do("manager", deciding.say_safe, says_yes=False, ground=Ground(item=CheckItem.DBS))
    assert it.stands is Stands.EMPLOYER_NO
    (reason,) = it.house.rows(ReasonRecorded)
    assert not reason.waits


def test_nobody_says_yes_over_a_check_that_is_not_all_right(it: Deciding) -> None:
    it.check(CheckItem.DBS, CheckStatus.STOP)
    assert it.refused("manager", deciding.say_safe, says_yes=True) is deciding.BAD_CHECK


def test_a_check_that_comes_back_bad_makes_a_yes_a_no(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=True)
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all()
    it.check(CheckItem.DBS, CheckStatus.STOP)
    ground = Ground(item=CheckItem.DBS, words="The paper was not all right.")
    it.do("manager", deciding.say_safe, says_yes=False, ground=ground)
    it.do("manager", deciding.say_safe, says_yes=False, ground=ground)
    assert it.stands is Stands.EMPLOYER_NO
    assert [each.says_yes for each in it.house.rows(SafetyAnswer)] == [True, False]
    assert it.refused("manager", deciding.say_safe, says_yes=True) is deciding.ENDED
    with it.house.portal.app_context():
        own = standing_of(db.session.get_one(Applicant, it.house.applicant_id))
        assert own.is_no


def test_after_the_first_day_no_lock_says_anything(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=True)
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all()
    it.do("manager", deciding.start, starts_on=now().date())
    ground = Ground(item=CheckItem.DBS)
    no = {"says_yes": False, "ground": ground}
    assert it.refused("manager", deciding.say_safe, **no) is deciding.STARTED


@pytest.mark.parametrize("role", ["sister", "advocate", "worker", "manager"])
def test_nobody_decides_for_the_person(it: Deciding, role: str) -> None:
    assert it.refused(role, deciding.decide, says_yes=True) is deciding.NOT_YOURS


@pytest.mark.parametrize("role", ["person", "sister", "advocate", "worker"])
def test_the_second_lock_is_the_employers(it: Deciding, role: str) -> None:
    assert it.refused(role, deciding.say_safe, says_yes=True) is deciding.NOT_YOURS
    given = {"item": CheckItem.DBS, "status": CheckStatus.WAITING}
    assert it.refused(role, deciding.check, **given) is deciding.NOT_YOURS
    day = now().date()
    assert it.refused(role, deciding.start, starts_on=day) is deciding.NOT_YOURS


def test_an_unfair_reason_waits_for_a_human(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=False)
    with it.house.portal.app_context():
        mails = len(it.house.rows(Notice))
    it.do("manager", deciding.record_reason, ground=Ground(words="She is too old for this."))
    (reason,) = it.house.rows(ReasonRecorded)
    assert reason.waits
    assert len(it.house.rows(Notice)) == mails, "nobody tells the applicant before a human looked"
    with it.house.portal.app_context(), db.writing():
        human = council_approver()
        manager = db.session.get_one(Account, it.house.accounts["manager"])
        with pytest.raises(deciding.Refused):
            deciding.answer_waiting(by=manager, reason=reason, goes_on=True, words="Fine.")
        deciding.answer_waiting(by=human, reason=reason, goes_on=False, words="Name the task.")
    # It is looked at anew: the employer writes another reason, and that one can go on.
    it.do("manager", deciding.record_reason, ground=Ground(words="They cannot work at night."))
    reasons = it.house.rows(ReasonRecorded)
    assert [each.waits for each in reasons] == [True, False]
    assert len(it.house.rows(Notice)) > mails
    assert len(it.house.rows(HumanAnswer)) == 1


def test_no_fairer_words_take_it_away_from_the_human(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=False)
    it.do("manager", deciding.record_reason, ground=Ground(words="She is too old for this."))
    fair = Ground(words="They cannot work at night.")
    assert it.refused("manager", deciding.record_reason, ground=fair) is WAITS
    assert [each.waits for each in it.house.rows(ReasonRecorded)] == [True]


@pytest.mark.parametrize("works_as", [Role.PROVIDER_WORKER, Role.PROVIDER_MANAGER])
def test_who_works_for_a_provider_is_not_the_human(it: Deciding, works_as: Role) -> None:
    it.do("person", deciding.decide, says_yes=False)
    it.do("manager", deciding.record_reason, ground=Ground(words="She is too old for this."))
    (reason,) = it.house.rows(ReasonRecorded)
    with it.house.portal.app_context(), db.writing():
        both = council_approver()
        make_role(make_organisation(), both, works_as)
        it.house.accounts["approver"] = both.id
        with pytest.raises(deciding.Refused) as said:
            deciding.answer_waiting(by=both, reason=reason, goes_on=True, words="Fine.")
        assert said.value.words is deciding.OTHER_HUMAN
    browser = it.house.as_("approver")
    assert "Nothing waits" in browser.get("/council/decisions").text
    browser.get(f"/council/decisions/{reason.id}", status=404)


def test_the_equal_answer_loses_its_key_with_the_decision(it: Deciding) -> None:
    with it.house.portal.app_context():
        key = key_of(it.house.applicant_id)
    it.house.add(EqualAnswer(key=key, quarter="2026-Q4", answers={"age": "25-34"}))
    it.do("person", deciding.decide, says_yes=False)
    it.do("manager", deciding.record_reason, ground=Ground(words="They cannot work at night."))
    with it.house.portal.app_context():
        answer = db.session.scalars(select(EqualAnswer)).one()
    assert (answer.key, answer.chosen) == (None, False)


def test_what_stands_in_a_check_is_for_the_second_lock_alone(at_home: Deciding) -> None:
    at_home.check(CheckItem.DBS, CheckStatus.STOP)
    for role in ("person", "sister", "advocate", "worker"):
        page = at_home.house.as_(role).get(at_home.at("decision"))
        assert "Not all right" in page.text
        assert CONTENT not in page.html
        at_home.house.as_(role).get(at_home.at("checks", "dbs"), status=404)
    assert CONTENT in at_home.house.as_("manager").get(at_home.at("checks", "dbs")).html
    with at_home.house.portal.app_context():
        facts = [str(each.facts) for each in at_home.house.rows(AuditEvent)]
    assert not any(CONTENT in each for each in facts)


def test_pages_of_the_two_locks(at_home: Deciding) -> None:
    person, manager = at_home.house.as_("person"), at_home.house.as_("manager")
    assert "Yes, I want them" in person.get(at_home.at("decision")).text
    person.get(at_home.at("decision", "yes"))
    person.post(at_home.at("decision", "yes"), {}, status=303)
    assert "Yes, I want them" not in manager.get(at_home.at("decision")).text
    page = manager.post(at_home.at("safety"), {"answer": "no", "words": "Hmm"}, status=422)
    assert "A no needs a line" in page.text
    assert "Hmm" in page.html
    manager.post(at_home.at("checks", "dbs"), {"status": "done"}, status=422)
    manager.post(
        at_home.at("checks", "dbs"),
        {"status": "done", "seen_on": now().date().isoformat()},
        status=303,
    )
    manager.get(at_home.at("checks", "no-such-check"), status=404)
    assert manager.get(at_home.at("first-day"), status=303).location.endswith("/decision")


def test_the_council_reads_no_name(at_home: Deciding, portal: Flask) -> None:
    at_home.do("person", deciding.decide, says_yes=False)
    at_home.do("manager", deciding.record_reason, ground=Ground(words="They are too old for this."))
    with portal.app_context():
        vacancy = db.session.get_one(Vacancy, at_home.house.vacancy_id)
        at_home.house.accounts["approver"] = council_approver().id
        called = vacancy.person.called
    (reason,) = at_home.house.rows(ReasonRecorded)
    browser = at_home.house.as_("approver")
    for address in ("/council/decisions", f"/council/decisions/{reason.id}"):
        page = browser.get(address)
        assert called not in page.text
        assert "Okonjo" not in page.html
    browser.post(f"/council/decisions/{reason.id}", {"answer": "goes-on"}, status=422)
    browser.post(
        f"/council/decisions/{reason.id}", {"answer": "goes-on", "words": "Seen."}, status=303
    )
    browser.get(f"/council/decisions/{reason.id}", status=404)


# Drawn from a plain list: mixing strategies is slow on a busy machine.
_EVENTS: list[tuple[Any, Any]] = [
    *itertools.product(("person", "employer"), (True, False)),
    *itertools.product(CheckItem, CheckStatus),
]
_events = st.lists(st.sampled_from(_EVENTS), max_size=24)


@given(_events)
def test_no_order_of_events_is_ready_too_early(events: list[tuple[Any, Any]]) -> None:
    said: dict[Any, Any] = dict(events)
    checks = {item: said[item] for item in CheckItem if item in said}
    found = stands(said.get("person"), said.get("employer"), checks)
    ready = (
        said.get("person") is True
        and said.get("employer") is True
        and all(said.get(item) is CheckStatus.DONE for item in CheckItem)
    )
    assert (found is Stands.READY) == ready
    if said.get("person") is False:
        assert found is Stands.PERSON_NO


@pytest.mark.parametrize("status", [CheckStatus.WAITING, CheckStatus.STOP, None])
@pytest.mark.parametrize("item", list(CheckItem))
def test_each_check_alone_holds_it_back(item: CheckItem, status: CheckStatus | None) -> None:
    checks = dict.fromkeys(CheckItem, CheckStatus.DONE)
    if status is None:
        del checks[item]
    else:
        checks[item] = status
    assert stands(True, True, checks) is Stands.CHECKS


def test_a_trial_is_paid_when_it_is_work() -> None:
    hours = [timedelta(hours=each) for each in (3, 3, 2)]
    assert not must_be_paid(hours)
    assert must_be_paid([*hours, timedelta(minutes=1)])


def test_one_unfair_reason_is_enough_to_wait() -> None:
    for grounds in itertools.product([True, False], repeat=2):
        assert waits_for_a_human(grounds) == any(grounds)
    assert not waits_for_a_human([])


def test_a_check_beside_it_does_not_wash_an_unfair_reason(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=True)
    ground = Ground(item=CheckItem.HEALTH, words="They are too old for this.")
    it.do("manager", deciding.say_safe, says_yes=False, ground=ground)
    (reason,) = it.house.rows(ReasonRecorded)
    assert reason.waits
