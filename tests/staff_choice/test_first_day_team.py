"""Who starts joins the team: as the worker whom their employer knows, with few people each."""

from __future__ import annotations

import uuid

import pytest

from app.database import now
from app.extensions import db
from app.staff_choice.actions import deciding
from app.staff_choice.models import Applicant, FirstDay, Vacancy
from app.team.actions.members import THIRD
from app.team.models import TeamMember, Worker
from app.team.rules import ThirdReason
from tests.makers import make_organisation
from tests.staff_choice.deciding_house import Deciding
from tests.staff_choice.house import make_applicant, make_vacancy
from tests.staff_choice.panel_house import PanelHouse


@pytest.fixture
def it(panel_house: PanelHouse) -> Deciding:
    return ready(Deciding(panel_house))


@pytest.fixture
def at_home(panel_home: PanelHouse) -> Deciding:
    return ready(Deciding(panel_home))


def ready(it: Deciding) -> Deciding:
    it.do("person", deciding.decide, says_yes=True)
    it.do("manager", deciding.say_safe, says_yes=True)
    it.check_all()
    return it


def works_for(it: Deciding, people: int, elsewhere: bool = False) -> uuid.UUID:
    """The applicant came to so many people by earlier jobs. The id of the worker."""
    with it.house.portal.app_context():
        place = db.session.get_one(Vacancy, it.house.vacancy_id).organisation_id
        if elsewhere:
            place = make_organisation().id
        email = db.session.get_one(Applicant, it.house.applicant_id).email
        worker = Worker(organisation_id=place, name="Thistle", phone="")
        db.session.add(worker)
        db.session.flush()
        for _each in range(people):
            vacancy = make_vacancy(organisation_id=place)
            came_as = make_applicant(vacancy, email=email.upper())
            db.session.add(
                TeamMember(
                    person_id=vacancy.person_id,
                    worker_id=worker.id,
                    since=now().date(),
                    chosen_by_person=True,
                    applicant_id=came_as.id,
                    added_by=vacancy.made_by,
                )
            )
        db.session.commit()
        return worker.id


def joined(it: Deciding) -> TeamMember:
    (found,) = it.house.rows(TeamMember, TeamMember.person_id == it.house.person_id)
    assert isinstance(found, TeamMember)
    return found


def test_who_came_by_another_job_is_the_same_worker(it: Deciding) -> None:
    worker_id = works_for(it, 1)
    it.do("manager", deciding.start, starts_on=now().date())
    assert joined(it).worker_id == worker_id


def test_another_employer_has_a_worker_of_their_own(it: Deciding) -> None:
    worker_id = works_for(it, 2, elsewhere=True)
    it.do("manager", deciding.start, starts_on=now().date())
    assert joined(it).worker_id != worker_id


def test_a_third_person_needs_a_reason_here_too(it: Deciding) -> None:
    works_for(it, 2)
    assert it.refused("manager", deciding.start, starts_on=now().date()) is THIRD
    assert it.house.rows(FirstDay) == []
    why = ThirdReason.WAS_CHOSEN
    it.do("manager", deciding.start, starts_on=now().date(), third=why)
    assert joined(it).third_reason == why.value
    assert joined(it).third_by == it.house.accounts["manager"]


def test_the_page_asks_why_once_it_is_needed(at_home: Deciding) -> None:
    works_for(at_home, 2)
    manager, day = at_home.house.as_("manager"), {"starts_on": now().date().isoformat()}
    first = manager.get(at_home.at("first-day"))
    assert not first.find_all("input[name=third]")
    asked = manager.post(at_home.at("first-day"), day, status=422)
    assert "They work with 2 people already" in asked.text
    assert asked.find_all("input[name=third]")
    manager.post(at_home.at("first-day"), {**day, "third": "was-chosen"}, status=303)
    assert joined(at_home).third_reason == "was-chosen"
