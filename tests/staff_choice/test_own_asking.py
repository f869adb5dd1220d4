"""Somebody of the circle asks for the job: how it is given is not theirs to see any more."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.audit import SYSTEM
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.staff_choice.actions import own_application, own_asking, trials
from app.staff_choice.actions.erasing import erase_due
from app.staff_choice.actions.telling import APPLIED, MARKS_SHOWN
from app.staff_choice.draft import ApplicationDraft
from app.staff_choice.links import path_of
from app.staff_choice.models import (
    Applicant,
    OwnAsking,
    StaffDecision,
    StaffDecisionWitness,
    Trial,
    VacancyStage,
    VacancyState,
)
from app.staff_choice.predicates import asked_for_it
from tests.page_client import Browser
from tests.staff_choice.panel_house import APPLICANT, PanelHouse
from tests.staff_choice.test_telling import applies, told

ROLE = "advocate"
OTHER = "elsewhere@applicant.example"


def asks(house: PanelHouse, role: str = ROLE) -> uuid.UUID:
    """They apply, in their own name. The id of their application."""
    applies(house, f"{role.title()} Wick", email=f"{role.title()}@Demo.example")
    return house.rows(Applicant)[-1].id  # type: ignore[no-any-return]


def is_barred(house: PanelHouse, role: str = ROLE) -> bool:
    with house.portal.app_context():
        account = db.session.get_one(Account, house.accounts[role])
        scope = {"person_id": house.person_id, "vacancy_id": house.vacancy_id}
        return asked_for_it(account, scope)


def uses_link(house: PanelHouse, applicant_id: uuid.UUID, email: str = "") -> None:
    """They correct how they are reached, with the link that was sent to them."""
    with house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, applicant_id)
        draft = ApplicationDraft(house.vacancy_id, applicant_id)
        draft.said.update({"name": "Ignatius", "email": email or applicant.email, "phone": ""})
        own_application.correct(by=SYSTEM, applicant=applicant, step="reach", draft=draft)


def takes_back(house: PanelHouse, applicant_id: uuid.UUID) -> None:
    with house.portal.test_request_context(), db.writing():
        applicant = db.session.get_one(Applicant, applicant_id)
        own_application.take_back(by=SYSTEM, applicant=applicant)


def disowns(house: PanelHouse, role: str = ROLE) -> None:
    with house.leading(role) as given:
        own_asking.disown(by=given["by"], vacancy_id=house.vacancy_id)


def test_from_the_moment_they_ask_it_is_closed_to_them_alone(panel_house: PanelHouse) -> None:
    assert not is_barred(panel_house)
    asks(panel_house)
    assert is_barred(panel_house)
    for role in ("person", "sister", "worker"):
        assert not is_barred(panel_house, role)


def test_another_address_and_taking_it_back_open_nothing(panel_house: PanelHouse) -> None:
    made = asks(panel_house)
    uses_link(panel_house, made, OTHER)
    assert panel_house.rows(Applicant)[-1].email == OTHER
    assert is_barred(panel_house)
    takes_back(panel_house, made)
    assert panel_house.rows(Applicant)[-1].email == ""
    assert is_barred(panel_house)


def test_an_account_that_came_later_is_known_by_its_address(panel_house: PanelHouse) -> None:
    applies(panel_house, "Late Comer", email=OTHER)
    with panel_house.portal.app_context(), db.writing():
        db.session.get_one(Account, panel_house.accounts["worker"]).email = OTHER
    assert panel_house.rows(OwnAsking) == []
    assert is_barred(panel_house, "worker")


def test_the_person_is_never_shut_out_of_their_own_job(panel_house: PanelHouse) -> None:
    """Anybody can write the person's address into the form."""
    asks(panel_house, "person")
    assert not is_barred(panel_house, "person")
    assert panel_house.as_("person").get(panel_house.at("applicants")).status == 200


def test_whose_address_somebody_else_wrote_says_so_and_sees_it_again(
    panel_house: PanelHouse,
) -> None:
    made = asks(panel_house)
    disowns(panel_house)
    assert not is_barred(panel_house)
    assert panel_house.rows(OwnAsking) == []
    (gone,) = panel_house.rows(Applicant, Applicant.id == made)
    assert gone.erased_at is not None and gone.name == gone.email == ""
    (other,) = panel_house.rows(Applicant, Applicant.id == panel_house.applicant_id)
    assert other.erased_at is None
    found = panel_house.rows(AuditEvent, AuditEvent.name == "own-asking.disowned")
    assert [each.actor_id for each in found] == [panel_house.accounts[ROLE]]


def test_not_once_the_link_was_used_that_they_alone_were_sent(panel_house: PanelHouse) -> None:
    made = asks(panel_house)
    uses_link(panel_house, made)
    with pytest.raises(own_asking.Refused):
        disowns(panel_house)
    takes_back(panel_house, made)
    with pytest.raises(own_asking.Refused):
        disowns(panel_house)
    assert is_barred(panel_house)


def test_nobody_is_told_of_what_they_may_not_see(panel_house: PanelHouse) -> None:
    asks(panel_house, "sister")
    assert told(panel_house, APPLIED) == ["person"]
    panel_house.seat("worker")
    panel_house.ask()
    talk = panel_house.talk()
    panel_house.has_left(talk)
    asks(panel_house, "worker")
    panel_house.mark(talk, "person")
    # Nobody waits for the worker's marks, and nothing tells of those that are there.
    assert not panel_house.is_open(talk)
    assert told(panel_house, MARKS_SHOWN) == []
    assert all(each.account_id != panel_house.accounts["worker"] for each in _notices(panel_house))


def _notices(house: PanelHouse) -> list[Notice]:
    return house.rows(Notice, Notice.account_id.is_not(None))


def test_a_witness_who_asked_for_it_is_asked_nothing(panel_house: PanelHouse) -> None:
    decision = StaffDecision(
        applicant_id=panel_house.applicant_id,
        says_yes=True,
        given_by=panel_house.accounts["sister"],
        witnessed=True,
        rule_version="1",
    )
    panel_house.add(decision)
    (made,) = panel_house.rows(StaffDecision)
    panel_house.add(
        StaffDecisionWitness(decision_id=made.id, account_id=panel_house.accounts[ROLE])
    )
    where = f"/people/{panel_house.person_id}/staff/decisions/{made.id}/witness"
    browser = panel_house.as_(ROLE)
    assert where in browser.get("/my").links.values()
    assert APPLICANT in browser.get(where).text
    asks(panel_house)
    assert where not in browser.get("/my").links.values()
    browser.get(where, status=404)


def test_the_list_of_jobs_says_why_and_leads_to_a_way_out(panel_home: PanelHouse) -> None:
    jobs = f"/people/{panel_home.person_id}/staff/jobs"
    asked = f"/people/{panel_home.person_id}/staff/asked/{panel_home.vacancy_id}"
    browser = panel_home.as_(ROLE)
    browser.get(asked, status=404)
    asks(panel_home)
    page = browser.get(jobs)
    assert "You applied for this job, so you do not see this part." in page.text
    assert asked in page.links.values() and panel_home.at() not in page.links.values()
    browser.get(panel_home.at(), status=404)
    assert APPLICANT not in browser.get(asked).text
    browser.post(asked, {}, status=303)
    assert panel_home.at() in browser.get(jobs).links.values()
    browser.get(panel_home.at("applicants"))
    browser.get(asked, status=404)


def test_after_the_link_was_used_the_page_offers_no_way_out(panel_home: PanelHouse) -> None:
    asked = f"/people/{panel_home.person_id}/staff/asked/{panel_home.vacancy_id}"
    made = asks(panel_home)
    assert "I did not apply" in panel_home.as_(ROLE).get(asked).text
    uses_link(panel_home, made)
    assert "I did not apply" not in panel_home.as_(ROLE).get(asked).text
    panel_home.as_(ROLE).post(asked, {}, status=303)
    panel_home.as_(ROLE).get(panel_home.at(), status=404)


def test_it_is_forgotten_once_nothing_is_left_to_read(panel_house: PanelHouse) -> None:
    made = asks(panel_house)
    takes_back(panel_house, made)
    _erases(panel_house)
    assert panel_house.rows(OwnAsking), "the job goes on"
    state = VacancyState(vacancy_id=panel_house.vacancy_id, number=2, stage=VacancyStage.CLOSED)
    panel_house.add(state)
    _erases(panel_house)
    assert panel_house.rows(OwnAsking), "somebody's words are kept"
    with panel_house.portal.app_context(), db.writing():
        other = db.session.get_one(Applicant, panel_house.applicant_id)
        other.delete_on = now() - timedelta(days=1)
    _erases(panel_house)
    assert panel_house.rows(OwnAsking) == []


def _erases(house: PanelHouse) -> None:
    with house.portal.app_context():
        erase_due()


def test_nobody_shuts_another_out_for_good_with_a_link_of_their_own(
    panel_home: PanelHouse,
) -> None:
    """They apply as themselves and as somebody else, and then move the first to that address."""
    house = panel_home
    asks(house)
    applies(house, "Mallory Elsewick", email=OTHER)
    with house.portal.app_context():
        (sent,) = house.rows(Applicant, Applicant.email == OTHER)
        path = path_of(sent)
    theirs, browser = f"{ROLE}@demo.example", Browser(house.portal)
    reach = {"name": "Mallory", "email": theirs}
    moved = browser.post(f"{path}/change/reach", reach, status=303)
    assert moved.location == "/applications/sent"
    browser.post(f"{path}/change/words", {"words": "It was me all along."}, status=410)
    disowns(house)
    assert not is_barred(house)


def test_who_came_to_the_talk_did_ask(panel_house: PanelHouse) -> None:
    made = asks(panel_house)
    panel_house.say_meet(made)
    panel_house.ask()
    panel_house.has_left(panel_house.talk(made))
    with pytest.raises(own_asking.Refused):
        disowns(panel_house)
    assert is_barred(panel_house)


def test_who_answered_about_a_time_together_did_ask(panel_house: PanelHouse) -> None:
    made = asks(panel_house)
    starts = now() + timedelta(days=1)
    sister = panel_house.accounts["sister"]
    panel_house.add(
        Trial(applicant_id=made, starts_at=starts, minutes=60, paid=False, made_by=sister)
    )
    with panel_house.portal.test_request_context(), db.writing():
        (trial,) = db.session.scalars(select(Trial))
        applicant = db.session.get_one(Applicant, made)
        trials.applicant_stops(by=SYSTEM, applicant=applicant, trial=trial)
    with pytest.raises(own_asking.Refused):
        disowns(panel_house)


def test_an_account_that_came_later_stays_out_under_another_address(
    panel_house: PanelHouse,
) -> None:
    applies(panel_house, "Late Comer", email=OTHER)
    with panel_house.portal.app_context(), db.writing():
        db.session.get_one(Account, panel_house.accounts["worker"]).email = OTHER
    uses_link(panel_house, panel_house.rows(Applicant)[-1].id, "third@applicant.example")
    assert is_barred(panel_house, "worker")
