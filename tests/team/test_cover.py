"""Somebody cannot come: the team is asked first, the first yes comes, nobody is asked why."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import DatabaseError

from app.audit.models import AuditEvent
from app.extensions import db
from app.notices.models import Channel, Notice
from app.team.models import Absence, AbsenceTakenBack, CoverAnswer, TeamMember, Worker
from app.team.rules import today
from tests.team.house import WORK, TeamHouse, away_form, end_of


def say_away(house: TeamHouse, role: str = "worker", by: str = "manager") -> Absence:
    house.as_(by).post(f"{house.mate(role)}/away", away_form(), status=303)
    (made,) = house.rows(Absence)
    assert isinstance(made, Absence)
    return made


def test_the_rest_of_the_team_is_asked_and_nobody_else(team_house: TeamHouse) -> None:
    house = team_house
    other = house.somebody_else()
    house.join("worker", other)
    absence = say_away(house)
    asked = house.rows(Notice, Notice.path == f"{WORK}/cover/{absence.id}")
    assert {each.account_id for each in asked} == {house.accounts["worker2"]}
    assert {each.channel for each in asked} == {Channel.SCREEN, Channel.EMAIL}
    for each in asked:
        assert "Tarquin" not in each.subject + each.body
    page = house.as_("worker2").get(f"{WORK}/cover/{absence.id}")
    assert "why" not in page.text.lower() and "Tarquin" not in page.html
    house.as_("worker").get(f"{WORK}/cover/{absence.id}", status=404)
    house.as_("stranger").get(f"{WORK}/cover/{absence.id}", status=403)


def test_a_yes_covers_and_the_person_sees_who_comes(team_house: TeamHouse) -> None:
    house = team_house
    absence = say_away(house)
    assert "We ask the team first" in house.as_("person").get(house.at()).text
    house.as_("worker2").post(f"{WORK}/cover/{absence.id}", {"answer": "maybe"}, status=422)
    house.as_("worker2").post(f"{WORK}/cover/{absence.id}", {"answer": "can"}, status=303)
    assert "Euphemia Skelbrooke comes." in house.as_("person").get(house.at()).text
    assert "You come instead" in house.as_("worker2").get(WORK).text
    (kept,) = house.rows(Absence)
    assert kept.covered_by == house.mates["worker2"] and kept.open_to_others_at is None
    told = house.rows(Notice, Notice.account_id == house.accounts["person"])
    assert "We know who comes instead" in {each.subject for each in told}
    # Answered once.
    house.as_("worker2").post(f"{WORK}/cover/{absence.id}", {"answer": "cannot"}, status=404)
    assert len(house.rows(CoverAnswer)) == 1


def test_only_after_all_said_no_may_others_come(team_house: TeamHouse) -> None:
    house = team_house
    absence = say_away(house)
    cover = house.at("cover", absence.id)
    page = house.as_("manager").post(cover, {"other": "Ann from an agency"}, status=422)
    assert "The team comes first" in page.text and "Ann from an agency" not in page.text
    house.as_("worker2").post(f"{WORK}/cover/{absence.id}", {"answer": "cannot"}, status=303)
    (kept,) = house.rows(Absence)
    assert kept.open_to_others_at is not None
    assert "Nobody in the team can" in house.as_("person").get(house.at()).text
    house.as_("sister").get(cover, status=404)
    house.as_("manager").post(cover, {"other": ""}, status=422)
    house.as_("manager").post(cover, {"other": "Ann from an agency"}, status=303)
    assert "Ann from an agency" in house.as_("person").get(house.at()).text
    assert house.rows(AuditEvent, AuditEvent.name == "team.cover-other")


def test_the_manager_opens_it_to_others(team_home: TeamHouse) -> None:
    absence = say_away(team_home)
    opening = team_home.at("cover", absence.id, "open")
    team_home.as_("caremanager").post(opening, {}, status=404)
    team_home.as_("manager").post(opening, {}, status=303)
    (kept,) = team_home.rows(Absence)
    assert kept.open_to_others_at is not None
    # A yes of the team still comes first.
    team_home.as_("worker2").post(f"{WORK}/cover/{absence.id}", {"answer": "can"}, status=303)
    assert "Euphemia Skelbrooke comes." in team_home.as_("person").get(team_home.at()).text


def test_a_mate_without_an_account_says_yes_by_word(team_home: TeamHouse) -> None:
    house = team_home
    with house.portal.app_context(), db.writing():
        worker = Worker(organisation_id=house.place, name="Fabian Crake")
        db.session.add(worker)
        db.session.flush()
        mate = TeamMember(
            person_id=house.person_id,
            worker_id=worker.id,
            since=today(),
            chosen_by_person=False,
            added_by=house.accounts["manager"],
        )
        db.session.add(mate)
        db.session.flush()
        mate_id = mate.id
    absence = say_away(house)
    cover = house.at("cover", absence.id)
    # Nobody answers for one who can answer alone.
    form: dict[str, Any] = {"mate": str(house.mates["worker2"])}
    house.as_("manager").post(cover, form, status=422)
    house.as_("manager").post(cover, {"mate": str(mate_id)}, status=303)
    assert "Fabian Crake comes." in house.as_("person").get(house.at()).text


def test_the_worker_says_it_for_themselves_alone(team_home: TeamHouse) -> None:
    house = team_home
    house.as_("worker2").post(f"{WORK}/away/{house.mates['worker']}", away_form(), status=404)
    away = f"{WORK}/away/{house.mates['worker']}"
    page = house.as_("worker").post(away, away_form(hours=-2), status=422)
    assert "The end must be after the start." in page.text
    house.as_("worker").post(away, away_form(days=-9), status=422)
    house.as_("worker").post(away, away_form(hours=24 * 60), status=422)
    house.as_("worker").post(away, away_form(), status=303)
    page = house.as_("worker").post(away, away_form(), status=422)
    assert "We know already" in page.text
    assert len(house.rows(Absence)) == 1
    assert "You cannot come" in house.as_("worker").get(WORK).text


def test_who_left_or_is_away_then_is_not_asked(team_home: TeamHouse) -> None:
    house = team_home
    say_away(house)
    house.as_("worker2").post(f"{WORK}/away/{house.mates['worker2']}", away_form(), status=303)
    second = next(
        each for each in house.rows(Absence) if each.team_member_id == house.mates["worker2"]
    )
    house.as_("worker").get(f"{WORK}/cover/{second.id}", status=404)
    assert not house.rows(Notice, Notice.path == f"{WORK}/cover/{second.id}")
    with house.portal.app_context(), db.writing():
        mate = db.session.get_one(TeamMember, house.mates["worker"])
        for name, value in end_of(-1).items():
            setattr(mate, name, value)
    assert "Somebody" not in house.as_("worker").get(WORK).text


def taken_back(house: TeamHouse) -> list[AbsenceTakenBack]:
    return house.rows(AbsenceTakenBack)


def test_whoever_wrote_it_takes_it_back_and_the_team_hears(team_house: TeamHouse) -> None:
    house = team_house
    absence = say_away(house)
    at = house.at("cover", absence.id, "take-back")
    assert "They can come after all" in house.as_("manager").get(house.at()).text
    assert "They can come after all" not in house.as_("person").get(house.at()).text
    for role in ("person", "caremanager", "sister"):
        house.as_(role).get(at, status=404)
        house.as_(role).post(at, {}, status=404)
    house.as_("worker2").post(f"{WORK}/cover/{absence.id}", {"answer": "can"}, status=303)
    house.as_("manager").get(at)
    house.as_("manager").post(at, {}, status=303)
    house.as_("manager").post(at, {}, status=404)
    assert len(taken_back(house)) == 1
    told = house.rows(Notice, Notice.subject == "Nobody has to come instead")
    assert {each.account_id for each in told} == {
        house.accounts["worker"],
        house.accounts["worker2"],
    }
    mine = house.rows(Notice, Notice.account_id == house.accounts["person"])
    assert "They can come after all" in {each.subject for each in mine}
    assert house.rows(AuditEvent, AuditEvent.name == "team.away-taken-back")
    # It is gone from every page, and the same hours can be said anew.
    assert "cannot come" not in house.as_("person").get(house.at()).text
    assert "You come instead" not in house.as_("worker2").get(WORK).text
    assert "You cannot come" not in house.as_("worker").get(WORK).text
    house.as_("worker2").get(f"{WORK}/cover/{absence.id}", status=404)
    house.as_("manager").post(f"{house.mate('worker')}/away", away_form(), status=303)


def test_a_worker_takes_back_their_own_and_no_other(team_house: TeamHouse) -> None:
    house = team_house
    absence = say_away(house)
    other = f"{WORK}/away/{absence.id}/take-back"
    house.as_("worker").get(other, status=404)
    house.as_("worker").post(other, {}, status=404)
    house.as_("worker2").post(f"{WORK}/away/{house.mates['worker2']}", away_form(), status=303)
    (own,) = house.rows(Absence, Absence.said_by == house.accounts["worker2"])
    assert "I can come after all" in house.as_("worker2").get(WORK).text
    at = f"{WORK}/away/{own.id}/take-back"
    house.as_("worker2").get(at)
    house.as_("worker").post(at, {}, status=404)
    house.as_("worker2").post(at, {}, status=303)
    assert [each.absence_id for each in taken_back(house)] == [own.id]


def test_what_was_taken_back_is_never_changed(team_house: TeamHouse) -> None:
    house = team_house
    absence = say_away(house)
    house.as_("manager").post(house.at("cover", absence.id, "take-back"), {}, status=303)
    with pytest.raises(DatabaseError), house.portal.app_context(), db.writing():
        db.session.execute(delete(AbsenceTakenBack))
