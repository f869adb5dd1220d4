"""A name that supports people already, a manager of two providers, a first day still to come."""

from __future__ import annotations

from datetime import timedelta

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.extensions import db
from app.organisations.models import Organisation, Role
from app.people.models import CircleMember
from app.team.models import TeamMember, Worker
from app.team.rules import ThirdReason, today
from tests.makers import make_account, make_organisation, make_person, make_role
from tests.team.house import TeamHouse

NAME = "Peregrine Crakeholt"
TODAY = str(today())


def elsewhere(house: TeamHouse, people: int, name: str = NAME) -> None:
    """Somebody of this name, without an account, works for another provider with some people."""
    with house.portal.app_context(), db.writing():
        worker = Worker(organisation_id=make_organisation().id, name=name)
        db.session.add(worker)
        db.session.flush()
        for _ in range(people):
            db.session.add(
                TeamMember(
                    person_id=make_person("Ermintrude Vallaby", make_account()).id,
                    worker_id=worker.id,
                    since=today(),
                    chosen_by_person=False,
                    added_by=house.accounts["manager"],
                )
            )


def added(house: TeamHouse) -> list[TeamMember]:
    return [
        each
        for each in house.rows(TeamMember, TeamMember.person_id == house.person_id)
        if each.id not in house.mates.values()
    ]


def test_whoever_adds_a_known_name_says_if_it_is_the_same_human(team_house: TeamHouse) -> None:
    house = team_house
    elsewhere(house, 2)
    form = {"who": "new", "name": NAME.upper(), "since": TODAY}
    page = house.as_("manager").post(house.at("add"), form, status=422)
    assert "Somebody of this name supports people already" in page.text
    assert "They support 2 people." in page.text
    assert "Ermintrude" not in page.html
    assert added(house) == []
    # The same: the rule of two people holds across providers.
    page = house.as_("manager").post(house.at("add"), {**form, "same": "yes"}, status=422)
    assert "They work with 2 people already" in page.text
    assert added(house) == []
    why = {"same": "yes", "third": ThirdReason.FEW_HOURS.value}
    house.as_("manager").post(house.at("add"), {**form, **why}, status=303)
    (made,) = added(house)
    assert made.third_reason == ThirdReason.FEW_HOURS.value
    (kept,) = house.rows(AuditEvent, AuditEvent.name == "team.same-name")
    assert kept.facts == {"people": 2, "same": True}


def test_another_human_of_this_name_is_written_down_as_that(team_house: TeamHouse) -> None:
    house = team_house
    elsewhere(house, 2)
    form = {"who": "new", "name": NAME, "since": TODAY, "same": "no"}
    house.as_("manager").post(house.at("add"), form, status=303)
    (made,) = added(house)
    assert made.third_reason == ""
    (kept,) = house.rows(AuditEvent, AuditEvent.name == "team.same-name")
    assert kept.facts == {"people": 2, "same": False}


def test_the_person_is_asked_too_and_nobody_about_a_name_without_people(
    team_house: TeamHouse,
) -> None:
    house = team_house
    elsewhere(house, 0)
    form = {"who": "new", "name": NAME, "since": TODAY}
    elsewhere(house, 1, "Somebody Else")
    house.as_("person").post(house.at("add"), {**form, "name": "Somebody Else"}, status=422)
    house.as_("person").post(house.at("add"), form, status=303)
    assert [each.worker.name for each in added(house)] == [NAME]


def test_an_account_is_asked_about_rows_without_one_alone(team_house: TeamHouse) -> None:
    house = team_house
    with house.portal.app_context(), db.writing():
        account = make_account("Tarquin Osgoodby", "twin@demo.example")
        house.accounts["twin"] = account.id
        make_role(db.session.get_one(Organisation, house.place), account, Role.PROVIDER_WORKER)
    # Two accounts of one name are two humans.
    house.as_("manager").post(house.at("add"), house.add_form("twin"), status=303)
    with house.portal.app_context(), db.writing():
        third = make_account("Peregrine Crakeholt", "third@demo.example")
        house.accounts["third"] = third.id
        make_role(db.session.get_one(Organisation, house.place), third, Role.PROVIDER_WORKER)
    elsewhere(house, 1)
    page = house.as_("manager").post(house.at("add"), house.add_form("third"), status=422)
    assert "They support 1 person." in page.text


def test_a_manager_of_two_providers_says_for_which_one(team_house: TeamHouse) -> None:
    house = team_house
    with house.portal.app_context(), db.writing():
        manager = db.session.get_one(Account, house.accounts["manager"])
        other = make_organisation()
        make_role(other, manager, Role.PROVIDER_MANAGER)
        other_id, other_name = other.id, other.name
        # In the circle for nobody in particular: of both providers.
        db.session.get_one(CircleMember, house.members["manager"]).organisation_id = None
    add, form = house.at("add"), {"who": "new", "name": NAME, "since": TODAY}
    page = house.as_("manager").get(add)
    assert "Who do they work for?" in page.text and other_name in page.text
    house.as_("manager").post(add, form, status=422)
    outside = {**form, "place": str(house.members["sister"])}
    house.as_("manager").post(add, outside, status=422)
    assert added(house) == []
    page = house.as_("manager").get(f"{add}?place={other_id}")
    assert "Tarquin" not in page.html
    # Whoever works for the one is not added for the other.
    wrong = house.add_form("worker", place=str(other_id))
    house.as_("manager").post(add, wrong, status=422)
    house.as_("manager").post(add, {**form, "place": str(other_id)}, status=303)
    (made,) = added(house)
    assert made.worker.organisation_id == other_id


def test_a_first_day_to_come_is_no_since(team_house: TeamHouse) -> None:
    house = team_house
    mate = house.mates["worker"]
    page = house.as_("person").get(house.at())
    assert "Since" in page.text and "Starts on" not in page.text
    with house.portal.app_context(), db.writing():
        db.session.get_one(TeamMember, mate).since = today() + timedelta(days=3)
    for there in (house.at(), house.at(mate)):
        assert "Starts on" in house.as_("person").get(there).text
    assert "Since" not in house.as_("person").get(house.at(mate)).text
