"""Who must do something hears of it: once, nothing of the applicant, and only who may see it."""

from __future__ import annotations

import uuid

import pytest
from sqlalchemy import select

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.notices.actions import mark_read
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, Role
from app.people.models import Area, CircleMember, Person, Relationship, SpokenFor
from app.people.parts import Part
from app.staff_choice.actions import marks
from app.staff_choice.actions.applying import apply
from app.staff_choice.actions.telling import APPLIED, MARKS_SHOWN
from app.staff_choice.draft import ApplicationDraft
from app.staff_choice.models import Employer, Interview, Vacancy
from tests.makers import make_account, make_member, make_organisation, make_role, share
from tests.staff_choice.applying_steps import SAID
from tests.staff_choice.house import make_vacancy
from tests.staff_choice.panel_house import CHAIR, GREETER, PanelHouse


def applies(
    house: PanelHouse, name: str = "Thistle Okonjo", job: uuid.UUID | None = None, email: str = ""
) -> None:
    email = email or f"{name.split()[0].lower()}@applicant.example"
    with house.portal.test_request_context(), db.writing():
        draft = ApplicationDraft(
            job or house.vacancy_id,
            said={"words_language": "en", **SAID, "needs": "", "name": name, "email": email},
        )
        apply(by=SYSTEM, vacancy_id=draft.vacancy_id, draft=draft)


def told(house: PanelHouse, kind: str, channel: Channel = Channel.SCREEN) -> list[str]:
    """The roles that were told, as often as they were, by name."""
    roles = {account_id: role for role, account_id in house.accounts.items()}
    found = house.rows(Notice, Notice.kind == kind, Notice.channel == channel)
    return sorted(roles[each.account_id] for each in found)


def reads(house: PanelHouse, role: str) -> None:
    with house.portal.app_context(), db.writing():
        me = db.session.get_one(Account, house.accounts[role])
        for each in db.session.scalars(select(Notice).where(Notice.account_id == me.id)):
            mark_read(by=me, notice=each)


def add_manager(house: PanelHouse, shares: bool = True) -> None:
    """Somebody who runs the provider that pays, in no circle; `shares`: to their organisation."""
    with house.portal.app_context():
        vacancy = db.session.get_one(Vacancy, house.vacancy_id)
        account = make_account("Ignatius Bossington", "manager@demo.example")
        house.accounts["manager"] = account.id
        place = vacancy.organisation
        assert place is not None
        make_role(place, account, Role.PROVIDER_MANAGER)
        if shares:
            member = make_member(vacancy.person, account, Relationship.PROVIDER_MANAGER, place)
            house.members["manager"] = member.id
            share(
                vacancy.person,
                member,
                Part.STAFF,
                decided_by=vacancy.person.account_id,
                member_id=None,
                organisation_id=place.id,
            )


def test_who_chooses_or_checks_hears_of_an_applicant(panel_house: PanelHouse) -> None:
    """The person, her sister who helps to choose, the manager. Not who only looks on."""
    add_manager(panel_house)
    applies(panel_house)
    assert told(panel_house, APPLIED) == ["manager", "person", "sister"]
    assert told(panel_house, APPLIED, Channel.EMAIL) == ["manager", "person", "sister"]


def test_nothing_of_the_applicant_stands_in_it(panel_house: PanelHouse) -> None:
    applies(panel_house)
    for each in panel_house.rows(Notice, Notice.kind == APPLIED):
        assert each.path == panel_house.at("applicants")
        words = f"{each.subject} {each.body}"
        assert not any(word in words for word in ("Thistle", "Okonjo", "quiet", "swim"))
        assert panel_house.as_("sister").get(each.path).status == 200


def test_twenty_who_apply_make_one_message_until_it_is_read(panel_house: PanelHouse) -> None:
    for number in range(20):
        applies(panel_house, f"Thistle{number} Okonjo")
    assert told(panel_house, APPLIED) == ["person", "sister"]
    reads(panel_house, "person")
    applies(panel_house, "Bramble Okonjo")
    assert told(panel_house, APPLIED) == ["person", "person", "sister"]


def test_each_job_is_told_for_itself(panel_house: PanelHouse) -> None:
    with panel_house.portal.app_context():
        person = db.session.get_one(Person, panel_house.person_id)
        other = make_vacancy(person).id
    applies(panel_house)
    applies(panel_house, job=other)
    assert told(panel_house, APPLIED) == ["person", "person", "sister", "sister"]


def test_the_same_sent_twice_tells_nobody_again(panel_house: PanelHouse) -> None:
    applies(panel_house)
    for role in ("person", "sister"):
        reads(panel_house, role)
    applies(panel_house)
    assert told(panel_house, APPLIED) == ["person", "sister"]


@pytest.mark.parametrize("how", ["hidden", "left", "closed"])
def test_who_may_not_see_the_applicants_now_is_not_told(panel_house: PanelHouse, how: str) -> None:
    if how == "hidden":
        panel_house.hide("sister", Part.STAFF)
    with panel_house.portal.app_context(), db.writing():
        if how == "left":
            member = db.session.get_one(CircleMember, panel_house.members["sister"])
            member.ended_at = now()
        if how == "closed":
            db.session.get_one(Account, panel_house.accounts["sister"]).closed_at = now()
    applies(panel_house)
    assert told(panel_house, APPLIED) == ["person"]


def test_a_manager_with_whom_nothing_is_shared_is_not_told(panel_house: PanelHouse) -> None:
    add_manager(panel_house, shares=False)
    applies(panel_house)
    assert told(panel_house, APPLIED) == ["person", "sister"]


def test_who_speaks_for_the_person_on_staff_is_told(panel_house: PanelHouse) -> None:
    panel_house.add(
        SpokenFor(
            person_id=panel_house.person_id,
            member_id=panel_house.members["advocate"],
            area=Area.STAFF,
        )
    )
    applies(panel_house)
    assert told(panel_house, APPLIED) == ["advocate", "person", "sister"]


def test_whom_the_person_named_for_the_second_lock_is_told(panel_house: PanelHouse) -> None:
    """Where the person employs; a relative in that place holds nothing."""
    with panel_house.portal.app_context():
        person = db.session.get_one(Person, panel_house.person_id)
        council = make_organisation(OrganisationKind.COUNCIL)
        make_role(
            council,
            db.session.get_one(Account, panel_house.accounts["advocate"]),
            Role.CARE_MANAGER,
        )
        job = make_vacancy(
            person, employer=Employer.PERSON, lock_member_id=panel_house.members["advocate"]
        ).id
    applies(panel_house, job=job)
    assert told(panel_house, APPLIED) == ["advocate", "person", "sister"]


def test_a_person_without_an_account_is_no_reason_to_fail(panel_house: PanelHouse) -> None:
    with panel_house.portal.app_context(), db.writing():
        db.session.get_one(Person, panel_house.person_id).account_id = None
    applies(panel_house)
    assert told(panel_house, APPLIED) == ["sister"]


# Marks.


@pytest.fixture
def talk(panel_house: PanelHouse) -> uuid.UUID:
    """The person and her sister give marks, the worker says hello, the advocate looks on."""
    panel_house.seat("sister")
    panel_house.seat("worker", GREETER)
    panel_house.ask()
    talk = panel_house.talk()
    panel_house.has_left(talk)
    return talk


def test_nobody_hears_of_marks_before_they_are_shown(
    panel_house: PanelHouse, talk: uuid.UUID
) -> None:
    panel_house.mark(talk, "sister")
    panel_house.mark(talk, "person", only=[0])
    assert told(panel_house, MARKS_SHOWN) == []


def test_the_panel_hears_once_that_all_marks_are_shown(
    panel_house: PanelHouse, talk: uuid.UUID
) -> None:
    """But for who gave the last: the same step leads them there."""
    panel_house.mark(talk, "person")
    panel_house.mark(talk, "sister")
    assert told(panel_house, MARKS_SHOWN) == ["person", "worker"]
    (one, *_others) = panel_house.rows(Notice, Notice.kind == MARKS_SHOWN)
    assert panel_house.as_("worker").get(one.path).status == 200
    with panel_house.leading("sister") as given:
        marks.close(**given, interview=db.session.get_one(Interview, talk))
    assert told(panel_house, MARKS_SHOWN) == ["person", "worker"]


def test_they_hear_when_the_chair_waits_no_longer(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.seat("advocate", CHAIR)
    with panel_house.leading("advocate") as given:
        marks.close(**given, interview=db.session.get_one(Interview, talk))
    assert told(panel_house, MARKS_SHOWN) == ["person", "sister", "worker"]


def test_all_hear_where_the_last_who_was_waited_for_leaves(
    panel_house: PanelHouse, talk: uuid.UUID
) -> None:
    """Whoever took them off sees no marks by that step: they are told too. Who left is not."""
    panel_house.mark(talk, "person")
    panel_house.take_off("sister")
    assert told(panel_house, MARKS_SHOWN) == ["person", "worker"]


def test_who_cannot_see_it_any_more_hears_nothing(panel_house: PanelHouse, talk: uuid.UUID) -> None:
    panel_house.hide("worker", Part.STAFF)
    panel_house.mark(talk, "person")
    panel_house.mark(talk, "sister")
    assert told(panel_house, MARKS_SHOWN) == ["person"]
