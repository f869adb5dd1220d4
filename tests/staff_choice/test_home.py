"""What choosing staff brings to home: a row for whoever must do something, for nobody else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.language.lint.pages import page_findings
from app.organisations.models import OrganisationKind, Role
from app.people.models import Person, Relationship
from app.people.parts import Part
from app.staff_choice.actions import deciding, own_application
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    AskKind,
    Employer,
    FirstDay,
    MeetAnswer,
    ReasonRecorded,
    Vacancy,
    VacancyStage,
    VacancyState,
)
from tests.makers import make_account, make_member, make_organisation, make_role
from tests.page_client import SeenPage
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.house import make_applicant, make_vacancy
from tests.staff_choice.panel_house import PanelHouse
from tests.staff_choice.test_written_down import confirm, written

MOST_QUERIES = 10
CHOOSE, WHY, AGAIN = "Look who wants the job", "Somebody asks why", "Look at a no again"
SEEN = "Were you there?"


@pytest.fixture
def it(panel_home: PanelHouse) -> Deciding:
    """Without words about herself to write: what waits of staff has room on home."""
    return Deciding(panel_home)


def home(house: PanelHouse, role: str) -> SeenPage:
    page = house.as_(role).get("/my")
    assert not [each for each in page_findings(page.html) if each.severity == "error"]
    return page


def row(house: PanelHouse, role: str, words: str) -> str | None:
    """Where the row of home leads that begins so; None where there is none."""
    links = home(house, role).links
    return next((href for said, href in links.items() if said.startswith(words)), None)


def count(portal: Flask, look: Callable[[], object]) -> int:
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            asked.append(statement)

    engine = portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", note)
    try:
        look()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(asked)


# The person: whom did I not choose about yet?


def test_the_person_is_led_to_whom_she_did_not_choose_about(panel_home: PanelHouse) -> None:
    assert row(panel_home, "person", CHOOSE) is None, "she wants to meet the only one"
    other = panel_home.applicant(met=False)
    assert row(panel_home, "person", CHOOSE) == panel_home.at("applicants")
    assert row(panel_home, "sister", CHOOSE) is None, "it is hers to choose"
    panel_home.say_meet(other, MeetAnswer.NOT_SURE, counts=False)
    assert row(panel_home, "person", CHOOSE) is not None, "what others think is no choice of hers"
    panel_home.say_meet(other, MeetAnswer.NOT_SURE)
    assert row(panel_home, "person", CHOOSE) is None


@pytest.mark.parametrize("how", ["withdrawn", "erased", "started", "taken-away"])
def test_nothing_waits_of_what_is_over(panel_home: PanelHouse, how: str) -> None:
    other = panel_home.applicant(met=False)
    with panel_home.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, other)
        if how == "withdrawn":
            applicant.withdrawn_at = now()
        if how == "erased":
            applicant.erased_at = now()
        if how == "taken-away":
            stage = VacancyStage.WITHDRAWN
            db.session.add(VacancyState(vacancy_id=panel_home.vacancy_id, number=2, stage=stage))
    if how == "started":
        _starts(Deciding(panel_home))
    assert row(panel_home, "person", CHOOSE) is None


def _starts(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=True)
    it.do("manager", deciding.say_safe, says_yes=True, ground=deciding.Ground())
    it.check_all()
    it.do("manager", deciding.start, starts_on=now().date() + timedelta(days=1))
    assert it.house.rows(FirstDay)


# Who saw the answer of the person.


def test_who_saw_an_answer_about_staff_is_asked(it: Deciding) -> None:
    with it.house.portal.app_context():
        advocate = db.session.get_one(Account, it.house.accounts["advocate"])
        make_role(make_organisation(), advocate, Role.ADVOCATE)
    decision = written(it)
    url = f"/people/{it.house.person_id}/staff/decisions/{decision}/witness"
    for role in ("sister", "worker"):
        assert row(it.house, role, SEEN) == url
        assert it.house.as_(role).get(url).status == 200
    for role in ("person", "advocate", "manager", "friend"):
        assert row(it.house, role, SEEN) is None
    confirm(it, decision, "sister")
    assert row(it.house, "sister", SEEN) is None
    assert row(it.house, "worker", SEEN) == url
    # The person says it herself: nobody is asked any more.
    it.do("person", deciding.decide, says_yes=True)
    assert row(it.house, "worker", SEEN) is None


# What applicants ask.


def ask(it: Deciding, kind: AskKind = AskKind.REASONS) -> None:
    with it.house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, it.house.applicant_id)
        own_application.ask(by=SYSTEM, applicant=applicant, kind=kind, words="", language="en")


def no(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=False)
    ground = deciding.Ground(words="They cannot come at night.")
    it.do("manager", deciding.record_reason, ground=ground)


def test_who_can_say_why_is_led_there(it: Deciding) -> None:
    no(it)
    assert row(it.house, "manager", WHY) is None
    ask(it)
    assert row(it.house, "manager", WHY) == it.at("ask")
    assert it.house.as_("manager").get(it.at("ask")).status == 200
    for role in ("person", "sister", "advocate", "worker", "friend"):
        assert row(it.house, role, WHY) is None


def test_a_question_leads_nobody_who_cannot_open_it(it: Deciding) -> None:
    """The row and the page go together: hidden, or while the council looks first."""
    no(it)
    ask(it)
    it.house.hide("manager", Part.STAFF)
    assert row(it.house, "manager", WHY) is None
    it.house.as_("manager").get(it.at("ask"), status=404)


def test_a_question_waits_for_the_human_who_looks_first(it: Deciding) -> None:
    no(it)
    ask(it)
    it.house.add(
        ReasonRecorded(
            applicant_id=it.house.applicant_id,
            words="Waits.",
            waits=True,
            recorded_by=it.house.accounts["manager"],
        )
    )
    assert row(it.house, "manager", WHY) is None


def test_a_manager_outside_the_circle_sees_what_goes_to_the_provider(it: Deciding) -> None:
    no(it)
    ask(it)
    with it.house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, it.house.vacancy_id)
        assert vacancy.organisation is not None
        other = make_account("Perpetua Bossington", "other@demo.example")
        it.house.accounts["other"] = other.id
        make_role(vacancy.organisation, other, Role.PROVIDER_MANAGER)
    assert row(it.house, "other", WHY) is None
    it.house.as_("other").get(it.at("ask"), status=404)
    it.house.share("manager", Part.STAFF, member_id=None, organisation_id=_place(it))
    assert row(it.house, "other", WHY) == it.at("ask")
    assert it.house.as_("other").get(it.at("ask")).status == 200


def _place(it: Deciding) -> uuid.UUID:
    with it.house.portal.app_context():
        found = db.session.get_one(Vacancy, it.house.vacancy_id).organisation_id
        assert found is not None
        return found


def test_the_council_is_led_to_a_no_to_look_at_again(it: Deciding) -> None:
    with it.house.portal.app_context():
        council = make_organisation(OrganisationKind.COUNCIL)
        for role in ("approver", "knows"):
            account = make_account(role, f"{role}@demo.example")
            it.house.accounts[role] = account.id
            make_role(council, account, Role.APPROVER)
            if role == "knows":
                person = db.session.get_one(Person, it.house.person_id)
                make_member(person, account, Relationship.FRIEND)
    no(it)
    ask(it, AskKind.REVIEW)
    assert row(it.house, "approver", AGAIN) == "/council/decisions"
    assert row(it.house, "knows", AGAIN) is None
    assert row(it.house, "manager", AGAIN) is None
    # Who had a part in the answer is not led to it either.
    it.house.add(
        ReasonRecorded(
            applicant_id=it.house.applicant_id,
            words="Mine.",
            recorded_by=it.house.accounts["approver"],
        )
    )
    assert row(it.house, "approver", AGAIN) is None
    assert "Nothing waits" in it.house.as_("approver").get("/council/decisions").text


# Few queries, whatever waits.


@pytest.mark.parametrize("role", ["person", "manager", "sister", "care", "support"])
def test_home_asks_as_little_for_thirty_rows_as_for_one(it: Deciding, role: str) -> None:
    no(it)
    ask(it)
    if role in ("care", "support"):
        _employed(it, role, 1)
    it.house.applicant(met=False)
    browser = it.house.as_(role)
    browser.get("/my")
    for_one = count(it.house.portal, lambda: browser.get("/my"))
    if role in ("care", "support"):
        _employed(it, role, 29)
    for _ in range(29):
        it.house.applicant(met=False)
    others = it.house.rows(Applicant, Applicant.vacancy_id == it.house.vacancy_id)
    it.house.add(*[_asks(each.id) for each in others if each.id != it.house.applicant_id])
    assert count(it.house.portal, lambda: browser.get("/my")) == for_one <= MOST_QUERIES


def _asks(applicant_id: uuid.UUID) -> ApplicantAsk:
    return ApplicantAsk(applicant_id=applicant_id, kind=AskKind.REASONS)


def _employed(it: Deciding, role: str, number: int) -> None:
    """Jobs where the person employs, and this account holds the second lock; a question in each."""
    kind = Role.CARE_MANAGER if role == "care" else Role.EMPLOYMENT_SUPPORT
    if role not in it.house.accounts:
        it.house.add_member(role, "Augustine Carewell", Relationship.CARE_MANAGER)
        it.house.share(role, Part.STAFF)
        with it.house.portal.app_context():
            account = db.session.get_one(Account, it.house.accounts[role])
            make_role(make_organisation(OrganisationKind.COUNCIL), account, kind)
    with it.house.portal.app_context():
        person = db.session.get_one(Person, it.house.person_id)
        for _ in range(number):
            lock = it.house.members[role]
            job = make_vacancy(person, employer=Employer.PERSON, lock_member_id=lock)
            db.session.add(_asks(make_applicant(job).id))
            db.session.commit()
    assert row(it.house, role, WHY) is not None
