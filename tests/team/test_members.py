"""Who comes into a team and who leaves: at most two people a worker, and nobody adds themselves."""

from __future__ import annotations

import uuid
from datetime import timedelta

from app.accounts.models import Account
from app.audit.models import AccessEvent, AuditEvent
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import Role
from app.people.models import Relationship
from app.people.parts import Part
from app.team.models import TeamMember, Worker
from app.team.rules import today
from tests.makers import make_organisation, make_person, make_role
from tests.team.house import PHONE, WORK, TeamHouse, circle_worker, end_of


def test_the_team_with_since_when_and_who_chose(team_home: TeamHouse) -> None:
    page = team_home.as_("person").get(team_home.at())
    assert page.h1 == "My team"
    assert "Tarquin Osgoodby" in page.text and "I chose them" not in page.text
    team_home.as_("person").post(
        f"{team_home.mate('worker')}/chosen", {"answer": "yes"}, status=303
    )
    assert "I chose them." in team_home.as_("person").get(team_home.at()).text
    assert "The person chose them." in team_home.as_("sister").get(team_home.mate("worker")).text
    assert team_home.rows(AccessEvent, AccessEvent.part == Part.TEAM.value)


def test_a_number_is_for_the_person_and_their_manager(team_home: TeamHouse) -> None:
    """A relative who sees the team does not call the workers by it; nor does the care manager."""
    for role, sees in (("person", 1), ("manager", 1), ("sister", 0), ("caremanager", 0)):
        for address in (team_home.at(), team_home.mate("worker")):
            html = team_home.as_(role).get(address).html
            shown = PHONE.replace(" ", "") in html or PHONE in html
            assert shown == bool(sees and address != team_home.at()), (role, address)


def test_without_sharing_nobody_sees_it_and_workers_read_no_other_page(
    team_home: TeamHouse,
) -> None:
    for role in ("friend", "stranger", "worker", "worker2"):
        for address in (team_home.at(), team_home.mate("worker"), team_home.at("add")):
            team_home.as_(role).get(address, status=404)
    assert "Liked worker2" not in team_home.as_("worker").get(f"{WORK}/profile").html
    assert "Liked worker" in team_home.as_("worker").get(f"{WORK}/profile").html


def test_only_the_person_a_manager_and_the_care_manager_add(team_home: TeamHouse) -> None:
    form = {"who": "new", "name": "Fabian Crake", "since": str(today())}
    team_home.as_("sister").get(team_home.at("add"), status=404)
    team_home.as_("sister").post(team_home.at("add"), form, status=404)
    team_home.as_("manager").post(team_home.at("add"), form, status=303)
    (worker,) = team_home.rows(Worker, Worker.name == "Fabian Crake")
    assert worker.organisation_id == team_home.place
    again = team_home.as_("manager").post(team_home.at("add"), form, status=422)
    assert "Choose them from the list" in again.text and "Fabian Crake" in again.html
    # The care manager adds somebody whom the person employs.
    team_home.as_("caremanager").post(
        team_home.at("add"), {**form, "name": "Otis Marl"}, status=303
    )
    (other,) = team_home.rows(Worker, Worker.name == "Otis Marl")
    assert other.organisation_id is None


def test_a_relative_does_not_become_a_paid_worker(team_home: TeamHouse) -> None:
    """Not by a role at the provider, and not on the person's phone. The care manager can."""
    house = team_home
    with house.portal.app_context():
        sister = db.session.get_one(Account, house.accounts["sister"])
        place = db.session.get_one(Worker, _worker_id(house)).organisation
        assert place is not None
        make_role(place, sister, Role.PROVIDER_WORKER)
        make_role(place, sister, Role.PROVIDER_MANAGER)
    before = len(house.rows(TeamMember))
    # A sister who manages the provider is there as the sister.
    house.as_("sister").get(house.at("add"), status=404)
    page = house.as_("manager").post(house.at("add"), house.add_form("sister"), status=422)
    assert "family or friend" in page.text
    page = house.as_("person").get(house.at("add"))
    assert str(house.accounts["sister"]) not in page.html
    house.as_("person").post(house.at("add"), house.add_form("sister"), status=422)
    assert len(house.rows(TeamMember)) == before


def _worker_id(house: TeamHouse) -> uuid.UUID:
    (worker,) = house.rows(Worker, Worker.account_id == house.accounts["worker"])
    found: uuid.UUID = worker.id
    return found


def test_nobody_adds_themselves(team_home: TeamHouse) -> None:
    house = team_home
    with house.portal.app_context():
        manager = db.session.get_one(Account, house.accounts["manager"])
        place = db.session.get_one(Worker, _worker_id(house)).organisation
        assert place is not None
        make_role(place, manager, Role.PROVIDER_WORKER)
    assert str(house.accounts["manager"]) not in house.as_("manager").get(house.at("add")).html
    house.as_("manager").post(house.at("add"), house.add_form("manager"), status=422)


def test_the_person_adds_who_is_in_the_circle_as_a_worker(team_home: TeamHouse) -> None:
    circle_worker(team_home, "helper", "Peregrine Dove")
    form = team_home.add_form("helper")
    team_home.as_("person").post(team_home.at("add"), form, status=303)
    (made,) = team_home.rows(Worker, Worker.account_id == team_home.accounts["helper"])
    (mate,) = team_home.rows(TeamMember, TeamMember.worker_id == made.id)
    assert mate.chosen_by_person and made.organisation_id is None
    assert "Peregrine" in team_home.as_("person").get(team_home.at()).text
    # The care manager who sees the team is told, and looks: nobody hides behind the person's phone.
    told = team_home.rows(Notice, Notice.kind == "team-person-added")
    assert {each.account_id for each in told} == {team_home.accounts["caremanager"]}
    assert len(told) == 2 and "Peregrine" not in told[0].subject + told[0].body


def test_a_third_person_needs_a_reason_that_each_of_them_reads(team_house: TeamHouse) -> None:
    house = team_house
    house.somebody_else("worker2")
    other_id = house.somebody_else("worker2")
    with house.portal.app_context(), db.writing():
        db.session.delete(db.session.get_one(TeamMember, house.mates["worker2"]))
    form = house.add_form("worker2")
    page = house.as_("manager").post(house.at("add"), form, status=422)
    assert "They work with 2 people already" in page.text
    assert page.find_all("input[name=third]")
    house.as_("manager").post(house.at("add"), {**form, "third": "because"}, status=422)
    house.as_("manager").post(house.at("add"), {**form, "third": "few-hours"}, status=303)
    (mate,) = house.rows(
        TeamMember, TeamMember.person_id == house.person_id, TeamMember.third_reason != ""
    )
    assert mate.third_by == house.accounts["manager"]
    seen = house.as_("person").get(house.at()).text
    assert "They work with 3 people. They work few hours with each person." in seen
    # The others are told on their screens, and nobody is named.
    assert "Ermintrude" not in house.as_("person").get(house.at()).html
    told = house.rows(Notice, Notice.path == f"/people/{other_id}/team")
    assert len(told) == 1 and "Ermintrude" not in told[0].subject + told[0].body
    (note,) = house.rows(AuditEvent, AuditEvent.name == "team.joined")
    assert note.facts == {"people": 3, "third": "few-hours", "chosen": False}


def test_the_person_alone_cannot_make_it_three(team_home: TeamHouse) -> None:
    circle_worker(team_home, "helper", "Peregrine Dove")
    form = team_home.add_form("helper")
    team_home.as_("person").post(team_home.at("add"), form, status=303)
    (made,) = team_home.rows(Worker, Worker.account_id == team_home.accounts["helper"])
    with team_home.portal.app_context(), db.writing():
        mate = db.session.query(TeamMember).filter_by(worker_id=made.id).one()
        mate.person_id = team_home_other(team_home)
        db.session.add(
            TeamMember(
                person_id=team_home_other(team_home),
                worker_id=made.id,
                since=today(),
                chosen_by_person=True,
                added_by=team_home.accounts["person"],
            )
        )
    page = team_home.as_("person").post(
        team_home.at("add"), {**form, "third": "was-chosen"}, status=422
    )
    assert "Ask your care manager" in page.text


def team_home_other(house: TeamHouse) -> uuid.UUID:
    return make_person().id


def test_who_left_counts_no_more(team_home: TeamHouse) -> None:
    house = team_home
    house.somebody_else()
    other = house.somebody_else()
    house.join("worker2", other, **end_of(-1))
    assert "They work with" not in house.as_("person").get(house.at()).text
    with house.portal.app_context(), db.writing():
        db.session.delete(db.session.get_one(TeamMember, house.mates["worker2"]))
    house.as_("manager").post(house.at("add"), house.add_form("worker2"), status=303)


def test_leaving_says_the_last_day_and_what_the_person_is_told(team_home: TeamHouse) -> None:
    house, leave = team_home, f"{team_home.mate('worker')}/leave"
    house.as_("sister").get(leave, status=404)
    # The care manager looks after those whom the person employs, and no others.
    house.as_("caremanager").get(leave, status=404)
    for day in (today() - timedelta(days=1), today() + timedelta(days=900)):
        page = house.as_("manager").post(
            leave, {"last_day": str(day), "why": "Moves to Whitby"}, status=422
        )
        assert "Moves to Whitby" in page.html
    form = {"last_day": str(today() + timedelta(days=5)), "why": "Moves to Whitby"}
    house.as_("manager").post(leave, form, status=303)
    assert "Moves to Whitby" in house.as_("person").get(house.mate("worker")).text
    assert house.rows(Notice, Notice.account_id == house.accounts["person"])
    assert "Last day" in house.as_("worker").get(WORK).text


def test_a_thank_you_is_read_by_the_worker_alone(team_home: TeamHouse) -> None:
    house = team_home
    thank = f"{house.mate('worker')}/thank-you"
    house.as_("person").get(thank, status=404)
    house.as_("person").post(
        f"{house.mate('worker')}/leave", {"last_day": str(today())}, status=303
    )
    page = house.as_("person").post(thank, {"words": ""}, status=422)
    assert "Choose a picture or write words" in page.text
    for _turn in range(2):
        house.as_("person").post(
            thank, {"picture": "cake", "words": "Xanthic farewell"}, status=303
        )
    page = house.as_("worker").get(WORK)
    assert page.text.count("Xanthic farewell") == 1
    for role, address in (
        ("worker2", WORK),
        ("manager", house.at()),
        ("sister", house.mate("worker")),
    ):
        assert "Xanthic" not in house.as_(role).get(address).html
    house.as_("sister").get(thank, status=404)
    house.as_("manager").post(thank, {"picture": "cake"}, status=404)


def test_a_manager_of_another_place_changes_nothing(team_home: TeamHouse) -> None:
    house = team_home
    house.add_member("manager2", "Leopold Finch", Relationship.PROVIDER_MANAGER)
    house.share("manager2", Part.TEAM)
    with house.portal.app_context():
        account = db.session.get_one(Account, house.accounts["manager2"])
        make_role(make_organisation(), account, Role.PROVIDER_MANAGER)
    assert PHONE not in house.as_("manager2").get(house.mate("worker")).html
    house.as_("manager2").get(f"{house.mate('worker')}/leave", status=404)
    house.as_("manager2").post(house.at("add"), house.add_form("worker"), status=422)
    assert "Tarquin" not in house.as_("manager2").get("/provider/workers").html
    assert "Tarquin" in house.as_("manager").get("/provider/workers").html


def test_who_is_there_is_not_offered_again(team_home: TeamHouse) -> None:
    house = team_home
    html = house.as_("manager").get(house.at("add")).html
    assert str(house.accounts["worker"]) not in html
    house.as_("person").post(
        f"{house.mate('worker')}/leave", {"last_day": str(today())}, status=303
    )
    # Their last day has not passed yet.
    assert str(house.accounts["worker"]) not in house.as_("manager").get(house.at("add")).html
