"""The care manager's list, opening a person, tasks; whom a provider supports."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy.exc import IntegrityError

from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, OrganisationMember, Role
from app.people.actions.council import make_task
from app.people.models import CircleMember, HiddenPart, Person, Relationship, Task, TaskKind
from app.people.parts import Part
from app.people.queries.council import open_task_count, supported_by
from tests.makers import make_account, make_member, make_organisation, make_person, make_role, share
from tests.people.records.case import Case


def test_the_list_shows_names_of_the_own_people_only(case: Case) -> None:
    with case.portal.app_context():
        make_person("Thessaly Quint")
        share(case.person, case.managers_place, Part.WELLNESS)
    browser = case.signed_in(case.manager)
    page = browser.get("/council/people").text
    assert "Peregrine Oastler" in page
    assert "Thessaly Quint" not in page
    assert "Peregrine Oastler" in browser.get("/council/people?q=peregr").text
    assert "Peregrine Oastler" not in browser.get("/council/people?q=%25z").text


@pytest.mark.parametrize("number", ["-1", "x", str(2**63 - 1), "9" * 30])
def test_a_page_that_no_list_has_is_empty_or_the_first(case: Case, number: str) -> None:
    assert case.signed_in(case.manager).get(f"/council/people?page={number}").status_code == 200


def test_off_the_list_there_is_nothing(case: Case) -> None:
    with case.portal.app_context():
        db.session.get_one(CircleMember, case.managers_place.id).ended_at = now()
        db.session.commit()
    browser = case.signed_in(case.manager)
    assert "Peregrine Oastler" not in browser.get("/council/people").text
    for path in ("records", "tasks", "records/capacity/new"):
        assert browser.get(case.url(path)).status_code == 404


def test_a_person_is_opened_once_without_an_account(case: Case) -> None:
    browser = case.signed_in(case.manager)
    data = {"key": str(uuid.uuid4()), "called": "Wilmot Ashgrove", "language": "pl"}
    first = browser.post("/council/people/new", data=data)
    again = browser.post("/council/people/new", data=data)
    assert (first.status_code, again.location) == (303, first.location)
    with case.portal.app_context():
        opened = db.session.query(Person).filter_by(called="Wilmot Ashgrove").one()
        assert opened.account_id is None
        member = db.session.query(CircleMember).filter_by(person_id=opened.id).one()
        assert member.organisation_id == case.council.id
    assert browser.get(case.url("records", opened)).status_code == 200
    # Being the care manager opens no part.
    assert browser.get(case.url("needs", opened)).status_code == 404


def test_the_key_of_another_person_opens_nothing(case: Case) -> None:
    with case.portal.app_context():
        other = make_person("Thessaly Quint")
    data = {"key": str(other.id), "called": "Wilmot", "language": "en"}
    answer = case.signed_in(case.manager).post("/council/people/new", data=data)
    assert answer.status_code == 422
    assert "Thessaly" not in answer.text


@pytest.mark.parametrize("wrong", [{"called": ""}, {"called": "\u202eabc"}, {"language": "xx"}])
def test_a_bad_form_opens_nobody(case: Case, wrong: dict[str, str]) -> None:
    data = {"key": str(uuid.uuid4()), "called": "Wilmot", "language": "en", **wrong}
    answer = case.signed_in(case.manager).post("/council/people/new", data=data)
    assert answer.status_code == 422


@pytest.mark.parametrize("who", ["owner", "nurse", "boss"])
def test_others_do_not_open_people(case: Case, who: str) -> None:
    found = getattr(case, who)
    browser = case.signed_in(getattr(found, "account", None) or found)
    assert browser.get("/council/people").status_code == 403
    assert browser.post("/council/people/new", data={}).status_code == 403


def test_one_open_task_of_a_kind(either_case: Case) -> None:
    person = either_case.person
    first = make_task(by=SYSTEM, person_id=person.id, kind=TaskKind.TEAM_LOST_SIGHT)
    assert make_task(by=SYSTEM, person_id=person.id, kind="team-lost-sight") is first
    assert open_task_count(either_case.manager) == 1
    with pytest.raises(ValueError):
        make_task(by=SYSTEM, person_id=person.id, kind="gossip")
    db.session.add(Task(person_id=person.id, kind=TaskKind.TEAM_LOST_SIGHT))
    with pytest.raises(IntegrityError):
        db.session.flush()


def test_a_task_is_shown_and_done(case: Case) -> None:
    with case.portal.app_context():
        task = make_task(by=SYSTEM, person_id=case.person.id, kind=TaskKind.TEAM_LOST_SIGHT)
        elsewhere = make_task(by=SYSTEM, person_id=make_person().id, kind=TaskKind.TEAM_LOST_SIGHT)
        db.session.commit()
        ids = task.id, elsewhere.id
    browser = case.signed_in(case.manager)
    assert "1 task" in browser.get("/council/people").text
    assert "Ask the person" in browser.get(case.url("tasks")).text
    assert browser.post(case.url(f"tasks/{ids[1]}/done")).status_code == 404
    assert browser.post(case.url(f"tasks/{ids[0]}/done")).status_code == 303
    assert "1 task" not in browser.get("/council/people").text


def test_a_provider_sees_names_by_circle_or_sharing(either_case: Case) -> None:
    case = either_case
    other_provider, boss = make_organisation(), make_account()
    make_role(other_provider, boss, Role.PROVIDER_MANAGER)
    assert case.boss.account is not None
    assert [each.called for each in supported_by(case.boss.account)] == ["Peregrine Oastler"]
    assert supported_by(boss) == []


def test_a_share_to_the_provider_puts_the_name_there_unless_hidden(either_case: Case) -> None:
    provider, boss = make_organisation(), make_account()
    make_role(provider, boss, Role.PROVIDER_MANAGER)
    person = make_person("Thessaly Quint", make_account())
    member = make_member(person, make_account())
    share(person, member, Part.WELLNESS, member_id=None, organisation_id=provider.id)
    assert [(each.called, each.room) for each in supported_by(boss)] == [
        ("Thessaly Quint", "about-me")
    ]
    db.session.add(HiddenPart(person_id=person.id, account_id=boss.id, part=Part.WELLNESS))
    db.session.flush()
    assert supported_by(boss) == []


def test_the_administrator_finds_nothing_under_people(case: Case) -> None:
    with case.portal.app_context():
        administrator = make_account()
        make_role(make_organisation(OrganisationKind.COUNCIL), administrator, Role.ADMINISTRATOR)
    browser = case.signed_in(administrator)
    for path in ("records", "decisions", "needs", "tasks", "speaks-for-me", "records/capacity/new"):
        assert browser.get(case.url(path)).status_code == 404
    assert browser.get("/council/people").status_code == 403


def test_who_no_longer_works_there_sees_no_more(case: Case) -> None:
    with case.portal.app_context():
        share(case.person, case.boss, Part.NEEDS)
        role = db.session.query(OrganisationMember).filter_by(account_id=case.boss.account_id).one()
        role_id = role.id
    assert case.boss.account is not None
    browser = case.signed_in(case.boss.account)
    assert browser.get(case.url("needs")).status_code == 200
    with case.portal.app_context():
        db.session.get_one(OrganisationMember, role_id).ended_at = now()
        db.session.commit()
    assert browser.get(case.url("needs")).status_code == 404


def test_an_approved_nurse_who_is_family_writes_nothing_down(case: Case) -> None:
    with case.portal.app_context():
        place = db.session.get_one(CircleMember, case.nurses_place.id)
        place.relationship_kind = Relationship.FAMILY
        db.session.commit()
    assert case.signed_in(case.nurse).get(case.url("records")).status_code == 404
