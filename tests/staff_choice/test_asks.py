"""After a no: why, of the job's own lines, and a new look by somebody who did not say it."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from app.accounts.models import Account
from app.audit import SYSTEM
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import OrganisationKind, Role
from app.people.models import CircleMember, Relationship
from app.people.parts import Part
from app.staff_choice.actions import asks, deciding, own_application
from app.staff_choice.actions.deciding import Ground
from app.staff_choice.links import path_of
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    AskKind,
    MeetAnswer,
    ReasonRecorded,
    Vacancy,
    VacancyStage,
    VacancyState,
)
from app.staff_choice.queries.applicants import lines_of
from app.staff_choice.queries.asks import may_review
from tests.makers import make_account, make_organisation, make_role
from tests.page_client import Browser
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.house import make_applicant
from tests.staff_choice.panel_house import PanelHouse

KIND = "We looked for somebody who likes to swim."


@pytest.fixture
def it(panel_house: PanelHouse) -> Deciding:
    return _with_approver(Deciding(panel_house))


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Deciding:
    return _with_approver(Deciding(panel_home))


def _with_approver(it: Deciding) -> Deciding:
    with it.house.portal.app_context():
        council = make_organisation(kind=OrganisationKind.COUNCIL)
        approver = make_account("Orla Pennyquick", "approver@demo.example")
        make_role(council, approver, Role.APPROVER)
        it.house.accounts["approver"] = approver.id
    return it


def asked(it: Deciding, kind: AskKind) -> uuid.UUID:
    """The applicant asks, from their own page."""
    with it.house.portal.app_context(), db.writing():
        applicant = db.session.get_one(Applicant, it.house.applicant_id)
        own_application.ask(
            by=SYSTEM, applicant=applicant, kind=kind, words="Why not me?", language="en"
        )
        ask = db.session.query(ApplicantAsk).filter_by(applicant_id=applicant.id, kind=kind)
        found: uuid.UUID = ask.one().id
        return found


def refused_by_person(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=False)
    it.do("manager", deciding.record_reason, ground=Ground(words="They cannot come at night."))


def why(it: Deciding, ask_id: uuid.UUID, words: str = KIND, role: str = "manager") -> None:
    with it.acting(role) as here:
        asks.answer_reasons(
            by=here["by"],
            vacancy=here["vacancy"],
            ask=db.session.get_one(ApplicantAsk, ask_id),
            line=lines_of(here["vacancy"])[0],
            words=words,
        )


def again(it: Deciding, ask_id: uuid.UUID, role: str = "approver", words: str = KIND) -> None:
    with it.house.portal.app_context(), db.writing():
        asks.answer_review(
            by=db.session.get_one(Account, it.house.accounts[role]),
            ask=db.session.get_one(ApplicantAsk, ask_id),
            words=words,
        )


def refused(what: Any, *args: Any, **given: Any) -> object:
    with pytest.raises(asks.Refused) as said:
        what(*args, **given)
    return said.value.words


def told(it: Deciding, kind: str) -> set[uuid.UUID | None]:
    return {each.account_id for each in it.house.rows(Notice) if each.kind == kind}


def test_the_second_lock_says_why(it: Deciding) -> None:
    refused_by_person(it)
    ask_id = asked(it, AskKind.REASONS)
    assert told(it, "applicant-asks-why") == {it.house.accounts["manager"]}
    for role in ("person", "sister", "advocate", "worker", "approver"):
        if role != "approver":
            assert refused(why, it, ask_id, role=role) is asks.NOT_YOURS
    before = len(it.house.rows(Notice))
    why(it, ask_id)
    assert len(it.house.rows(Notice)) == before + 1
    assert refused(why, it, ask_id) is asks.ANSWERED
    (ask,) = it.house.rows(ApplicantAsk)
    assert (ask.answer, ask.answered_by) == (KIND, it.house.accounts["manager"])
    # The line behind it is kept.
    assert it.house.rows(ReasonRecorded)[-1].criterion_id is not None
    assert not any(KIND in str(each.facts) for each in it.house.rows(AuditEvent))


def test_who_does_not_see_the_choosing_now_hears_of_no_question(it: Deciding) -> None:
    refused_by_person(it)
    it.house.hide("manager", Part.STAFF)
    asked(it, AskKind.REASONS)
    assert told(it, "applicant-asks-why") == set()


@pytest.mark.parametrize(
    "words",
    [
        "You are too old for this.",
        "We wanted a woman.",
        "Szukamy młodej osoby.",
        "آپ بہت بوڑھے ہیں۔",
    ],
)
def test_a_reason_that_names_what_somebody_is_is_refused(it: Deciding, words: str) -> None:
    refused_by_person(it)
    ask_id = asked(it, AskKind.REASONS)
    assert refused(why, it, ask_id, words=words) is asks.NOT_WHO_THEY_ARE


@pytest.mark.parametrize(
    "words", ["Barnaby Workerwick gave you a no.", "Ask us on 07700 900123.", ""]
)
def test_an_answer_names_nobody(it: Deciding, words: str) -> None:
    refused_by_person(it)
    assert refused(why, it, asked(it, AskKind.REASONS), words=words) is asks.NAMES
    assert refused(again, it, asked(it, AskKind.REVIEW), words=words) is asks.NAMES


def test_somebody_else_looks_again(it: Deciding) -> None:
    refused_by_person(it)
    ask_id = asked(it, AskKind.REVIEW)
    assert told(it, "applicant-asks-again") == {it.house.accounts["approver"]}
    for role in ("person", "manager", "advocate"):
        assert refused(again, it, ask_id, role) is asks.HAD_A_PART
    again(it, ask_id)
    (ask,) = it.house.rows(ApplicantAsk)
    assert ask.answered_by == it.house.accounts["approver"]


def test_who_let_the_no_go_on_or_knows_the_person_does_not_look_again(it: Deciding) -> None:
    it.do("person", deciding.decide, says_yes=False)
    it.do("manager", deciding.record_reason, ground=Ground(words="They are too old for this."))
    # The approvers hear of a no that waits.
    assert told(it, "staff-decision-waits") == {it.house.accounts["approver"]}
    (reason,) = it.house.rows(ReasonRecorded)
    with it.house.portal.app_context(), db.writing():
        approver = db.session.get_one(Account, it.house.accounts["approver"])
        deciding.answer_waiting(by=approver, reason=reason, goes_on=True, words="Seen.")
    ask_id = asked(it, AskKind.REVIEW)
    assert refused(again, it, ask_id) is asks.HAD_A_PART
    with it.house.portal.app_context(), db.writing():
        council = make_organisation(kind=OrganisationKind.COUNCIL)
        other = make_account("Sorrel Winterbourne", "sorrel@demo.example")
        make_role(council, other, Role.APPROVER)
        ask = db.session.get_one(ApplicantAsk, ask_id)
        assert may_review(other, ask)
        db.session.add(
            CircleMember(
                person_id=it.house.person_id,
                account_id=other.id,
                name="Sorrel",
                relationship_kind=Relationship.FRIEND,
                accepted_at=now(),
            )
        )
        db.session.flush()
        assert not may_review(other, ask)


def test_an_approver_who_asked_for_the_job_looks_at_nothing_of_it(at_home: Deciding) -> None:
    """They are not in the circle, and no address of theirs names the job."""
    house = at_home.house
    with house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, house.vacancy_id)
        make_applicant(vacancy, email="Approver@Demo.example")
    at_home.do("person", deciding.decide, says_yes=False)
    at_home.do("manager", deciding.record_reason, ground=Ground(words="They are too old for this."))
    (reason,) = house.rows(ReasonRecorded)
    assert told(at_home, "staff-decision-waits") == set()
    approver = house.as_("approver")
    approver.get(f"/council/decisions/{reason.id}", status=404)
    with house.portal.app_context(), db.writing():
        by = db.session.get_one(Account, house.accounts["approver"])
        with pytest.raises(deciding.Refused):
            deciding.answer_waiting(by=by, reason=reason, goes_on=True, words="Seen.")
        council = make_organisation(kind=OrganisationKind.COUNCIL)
        someone = make_account("Sorrel Winterbourne", "sorrel@demo.example")
        make_role(council, someone, Role.APPROVER)
        found = db.session.get_one(ReasonRecorded, reason.id)
        deciding.answer_waiting(by=someone, reason=found, goes_on=True, words="Seen.")
    ask_id = asked(at_home, AskKind.REVIEW)
    assert told(at_home, "applicant-asks-again") == set()
    approver.get(f"/council/decisions/asks/{ask_id}", status=404)
    assert refused(again, at_home, ask_id) is asks.HAD_A_PART


def test_not_met_when_the_job_closes_can_ask_why(at_home: Deciding) -> None:
    house = at_home.house
    house.applicant_id = house.applicant(met=False)
    house.say_meet(house.applicant_id, MeetAnswer.NO)
    with house.portal.app_context(), db.writing():
        vacancy = db.session.get_one(Vacancy, house.vacancy_id)
        db.session.add(VacancyState(vacancy_id=vacancy.id, number=2, stage=VacancyStage.CLOSED))
        own = path_of(db.session.get_one(Applicant, house.applicant_id))
    visitor = Browser(house.portal)
    assert "It is a no this time" in visitor.get(own).text
    visitor.post(f"{own}/ask/reasons", {"words": "Why?"}, status=303)
    manager = house.as_("manager")
    page = manager.get(at_home.at("ask"))
    assert "Thistle Okonjo" not in page.html, "not to be met: their name does not show"
    (line,) = [str(each.id) for each in _lines(at_home)]
    bad = manager.post(at_home.at("ask"), {"line": line, "words": "Too old."}, status=422)
    assert "Too old." in bad.html
    manager.post(at_home.at("ask"), {"line": line, "words": KIND}, status=303)
    manager.get(at_home.at("ask"), status=404)
    assert KIND in visitor.get(own).text


def _lines(it: Deciding) -> list[Any]:
    with it.house.portal.app_context():
        return lines_of(db.session.get_one(Vacancy, it.house.vacancy_id))


def test_the_council_looks_again_without_a_name(at_home: Deciding) -> None:
    refused_by_person(at_home)
    ask_id = asked(at_home, AskKind.REVIEW)
    approver = at_home.house.as_("approver")
    assert "asks you to look again" in approver.get("/council/decisions").text
    at = f"/council/decisions/asks/{ask_id}"
    page = approver.get(at)
    assert "They cannot come at night." in page.text
    assert "Okonjo" not in page.html
    approver.post(at, {"words": ""}, status=422)
    approver.post(at, {"words": KIND}, status=303)
    approver.get(at, status=404)
    assert "A no that may be unfair" in approver.get("/my").text
