"""The page of a month: the person reads it first, then named members of the steering group."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import Role
from app.outcomes.actions.monthly import make_all
from app.outcomes.models import (
    HiddenThing,
    MonthlyPage,
    Question,
    RowStrike,
    Said,
    StepStands,
)
from app.outcomes.quarters import month_of
from app.people.models import CircleMember, Relationship, SharingDecision, SharingStop
from app.people.parts import Part
from tests.makers import make_organisation, share
from tests.outcomes.figures_house import Lives

MONTH = month_of(now()).before
THEN = MONTH.begins + timedelta(days=3)


@pytest.fixture
def lives(either_portal: Flask) -> Iterator[Lives]:
    """Thea has an account, Old Will has none; both share the page with one of the group."""
    here = Lives(either_portal)
    with either_portal.app_context():
        for who in ("group", "other"):
            here.works(who, "council", Role.STEERING_GROUP)
        here.works("boss", "small", Role.PROVIDER_MANAGER)
        here.works("cared", "council", Role.CARE_MANAGER)
        here.person("thea", "Thistledown Abernathy")
        here.person("will", "Wilhelmus Oakshott", has_account=False)
        for person in ("thea", "will"):
            here.helps("group", person, Part.MONTHLY, kind=Relationship.OTHER)
            here.helps("other", person, Part.LIKED, kind=Relationship.OTHER)
            here.helps("boss", person, Part.OUTCOMES, Part.MONTHLY, place="small")
            here.helps("cared", person, place="council", kind=Relationship.CARE_MANAGER)
            here.helps("sister", person, Part.OUTCOMES)
        here.says("thea", Said.WELL, THEN, words="Zanzibar secret")
        here.says("thea", Said.NOT_WELL, THEN, by="sister", words="Nobody asked her")
        here.says("will", Said.BETWEEN, THEN, on_phone_of=here.account("sister").id)
    yield here


def of(lives: Lives, person: str, rest: str = f"/{MONTH.key}") -> str:
    return f"/people/{lives.people[person].id}/monthly{rest}"


def made(lives: Lives, person: str) -> str:
    answer = lives.as_("cared").post(of(lives, person, "/make"))
    assert answer.status_code == 303
    return of(lives, person)


def test_the_person_reads_it_first(lives: Lives) -> None:
    url = made(lives, "thea")
    for who in ("group", "other", "boss", "sister", "cared"):
        assert lives.as_(who).get(url).status_code == 404, who
        assert lives.as_(who).post(f"{url}/read").status_code == 404, who
    assert "Thistledown" not in lives.as_("other").get("/council/monthly").text
    assert MONTH.key not in lives.as_("group").get("/council/monthly").text
    page = lives.as_("thea").get(url).text
    assert "Wuzzlefish of Thistledown" in page
    assert "Going well" in page
    # Opened is not read: the person says when others may.
    assert lives.as_("group").get(url).status_code == 404
    assert lives.as_("thea").post(f"{url}/read").status_code == 303
    assert lives.as_("group").get(url).status_code == 200
    assert MONTH.key in lives.as_("group").get("/council/monthly").text
    for who in ("other", "boss", "sister", "cared"):
        assert lives.as_(who).get(url).status_code == 404, who


def test_a_month_has_one_address(lives: Lives) -> None:
    made(lives, "thea")
    thea = lives.as_("thea")
    assert thea.get(of(lives, "thea", f"/{MONTH.year}-{MONTH.number:03}")).status_code == 404
    assert of(lives, "thea") in thea.get(of(lives, "thea", "")).text


def test_it_holds_only_what_the_person_said_of_their_life(lives: Lives) -> None:
    with lives.portal.app_context():
        worker = lives.helps("boss2", "thea", kind=Relationship.SUPPORT_WORKER)
        lives.says(
            "thea",
            Said.NOT_WELL,
            THEN,
            question=Question.STAFF,
            outcome_id=None,
            about_member_id=worker.id,
        )
    made(lives, "thea")
    with lives.portal.app_context():
        content = db.session.scalars(select(MonthlyPage)).one().content
    assert [[a["answer"] for a in want["answers"]] for want in content["wants"]] == [["well"]]


def test_it_ends_with_the_sharing_and_with_the_role(lives: Lives) -> None:
    url = made(lives, "thea")
    lives.as_("thea").post(f"{url}/read")
    assert lives.as_("group").get(url).status_code == 200
    with lives.portal.app_context():
        from app.organisations.models import OrganisationMember

        held = db.session.scalars(
            select(OrganisationMember).where(
                OrganisationMember.account_id == lives.account("group").id
            )
        ).one()
        held.ended_at = now()
        db.session.commit()
    assert lives.as_("group").get(url).status_code == 404
    with lives.portal.app_context():
        held = db.session.get_one(OrganisationMember, held.id)
        held.ended_at = None
        for decision in db.session.scalars(select(SharingDecision)):
            if decision.person_id == lives.people["thea"].id:
                db.session.add(
                    SharingStop(decision_id=decision.id, stopped_by=lives.account("thea").id)
                )
        db.session.commit()
    assert lives.as_("group").get(url).status_code == 404


def test_what_is_hidden_from_a_member_is_not_on_their_page(lives: Lives) -> None:
    with lives.portal.app_context():
        row = lives.says("thea", Said.WELL, THEN + timedelta(hours=1))
        lives.says("thea", Said.BETWEEN, THEN)
        from app.outcomes.models import CheckIn

        for each in db.session.scalars(select(CheckIn.id).where(CheckIn.answer == Said.WELL)):
            db.session.add(
                HiddenThing(
                    person_id=row.person_id,
                    check_in_id=each,
                    account_id=lives.account("group").id,
                )
            )
        db.session.commit()
    url = made(lives, "thea")
    lives.as_("thea").post(f"{url}/read")
    assert "Going well" in lives.as_("thea").get(url).text
    assert "Going well" not in lives.as_("group").get(url).text
    assert "In between" in lives.as_("group").get(url).text


def test_a_step_shows_to_who_may_know_its_writer_and_who_said_it_is_done(lives: Lives) -> None:
    """Its words are those of whoever wrote it, and names of others may stand in them."""
    with lives.portal.app_context():
        for what, by, done_by in (
            ("Rang the pool", "thea", "thea"),
            ("Quillon Sisterwick drove her", "sister", "thea"),
            ("Bought a ticket", "thea", "sister"),
        ):
            lives.step("thea", what, by, THEN, done_by=done_by)
    url = made(lives, "thea")
    lives.as_("thea").post(f"{url}/read")
    every = {"Rang the pool", "Quillon Sisterwick drove her", "Bought a ticket"}

    def read(who: str) -> set[str]:
        page = lives.as_(who).get(url).text
        return {what for what in every if what in page}

    assert read("thea") == every
    assert read("group") == {"Rang the pool"}
    with lives.portal.app_context():
        mine = CircleMember.account_id == lives.account("group").id
        person = lives.people["thea"]
        hers = CircleMember.person_id == person.id
        member = db.session.scalars(select(CircleMember).where(mine, hers)).one()
        share(person, member, Part.MONTHLY, Part.CIRCLE)
    assert read("group") == every


def test_a_step_that_was_not_done_after_all_is_on_no_page(lives: Lives) -> None:
    with lives.portal.app_context():
        for what, later, at in (
            ("Rang the pool", StepStands.TO_DO, THEN + timedelta(hours=1)),
            # After the month: it was done when the month ended.
            ("Bought a ticket", StepStands.DOING, MONTH.ends + timedelta(hours=1)),
            ("Found the bus", StepStands.DONE, THEN + timedelta(hours=1)),
        ):
            lives.stands(lives.step("thea", what, "thea", THEN), later, "thea", at)
        lives.step("thea", "Long ago", "thea", MONTH.begins - timedelta(days=2))
    page = lives.as_("thea").get(made(lives, "thea")).text
    assert "Bought a ticket" in page and "Found the bus" in page
    assert "Rang the pool" not in page and "Long ago" not in page


def test_what_somebody_thinks_of_for_the_person_is_on_no_page(lives: Lives) -> None:
    """Also where the person said how it goes: it is theirs once they take it on."""
    with lives.portal.app_context():
        thought = lives.thinks_of("thea", "A choir", "sister")
        lives.says("thea", Said.WELL, THEN, outcome_id=thought)
    page = lives.as_("thea").get(made(lives, "thea")).text
    assert "Wuzzlefish of Thistledown" in page and "A choir" not in page


def test_a_mistake_that_is_struck_out_goes_from_the_page(lives: Lives) -> None:
    """Whoever reads first can mend it, before others read and after."""
    with lives.portal.app_context():
        row = lives.says("thea", Said.NOT_WELL, THEN + timedelta(hours=1))
    url = made(lives, "thea")
    lives.as_("thea").post(f"{url}/read")
    assert "Not going well" in lives.as_("group").get(url).text
    with lives.portal.app_context():
        struck = {"row_id": row.id, "person_id": row.person_id, "reason": "Wrong thumb"}
        db.session.add(RowStrike(**struck, struck_by=lives.account("thea").id))
        db.session.commit()
    for who in ("thea", "group"):
        page = lives.as_(who).get(url).text
        assert "Not going well" not in page and "Going well" in page, who


def test_without_an_account_two_read_it_with_the_person(lives: Lives) -> None:
    with lives.portal.app_context():
        lives.helps("brother", "will", Part.OUTCOMES, kind=Relationship.FAMILY)
    url = made(lives, "will")
    # Whoever works for the provider is no witness of a page about their own work.
    assert lives.as_("boss").get(url).status_code == 404
    assert lives.as_("boss").post(f"{url}/read").status_code == 404
    assert lives.as_("sister").get(url).status_code == 200
    lives.as_("sister").post(f"{url}/read")
    lives.as_("sister").post(f"{url}/read")
    assert lives.as_("group").get(url).status_code == 404
    lives.as_("brother").post(f"{url}/read")
    assert lives.as_("group").get(url).status_code == 200


def test_whom_it_opens_to_does_not_open_it_for_themselves(lives: Lives) -> None:
    """In the steering group, and in the circle too: no witness of what they get by it."""
    with lives.portal.app_context():
        lives.works("both", "council", Role.STEERING_GROUP)
        lives.helps("both", "will", Part.MONTHLY, Part.OUTCOMES, kind=Relationship.OTHER)
        lives.helps("brother", "will", Part.OUTCOMES, kind=Relationship.FAMILY)
    url = made(lives, "will")
    lives.as_("brother").post(f"{url}/read")
    assert lives.as_("both").get(url).status_code == 404
    assert lives.as_("both").post(f"{url}/read").status_code == 404
    lives.as_("sister").post(f"{url}/read")
    assert lives.as_("both").get(url).status_code == 200


def test_two_from_one_organisation_are_one(lives: Lives) -> None:
    with lives.portal.app_context():
        lives.places["nhs"] = make_organisation()
        for who in ("nurse1", "nurse2"):
            from tests.makers import make_role

            make_role(lives.places["nhs"], lives.account(who), Role.PROFESSIONAL)
            lives.helps(
                who, "will", Part.OUTCOMES, place="nhs", kind=Relationship.HEALTH_PROFESSIONAL
            )
    url = made(lives, "will")
    for who in ("nurse1", "nurse2"):
        assert lives.as_(who).post(f"{url}/read").status_code == 303
    assert lives.as_("group").get(url).status_code == 404


def test_a_share_to_somebody_outside_the_group_opens_nothing(lives: Lives) -> None:
    with lives.portal.app_context():
        member = lives.helps("cousin", "thea")
        share(lives.people["thea"], member, Part.MONTHLY)
    url = made(lives, "thea")
    lives.as_("thea").post(f"{url}/read")
    assert lives.as_("cousin").get(url).status_code == 404


def test_the_worker_makes_it_once_for_those_who_share_it(lives: Lives) -> None:
    with lives.portal.app_context():
        lives.person("solo", "Solomon Quirk")
    with lives.portal.app_context():
        make_all()
        make_all()
    with lives.portal.app_context():
        pages = db.session.scalars(select(MonthlyPage)).all()
        assert {page.person_id for page in pages} == {
            lives.people["thea"].id,
            lives.people["will"].id,
        }
        assert len(pages) == 2
        told = db.session.scalars(select(Notice).where(Notice.kind == "monthly-page")).all()
        assert {notice.account_id for notice in told} == {lives.account("thea").id}


def test_every_look_is_told(lives: Lives) -> None:
    url = made(lives, "thea")
    lives.as_("thea").get(url)
    lives.as_("thea").post(f"{url}/read")
    lives.as_("group").get(url)
    with lives.portal.app_context():
        looks = db.session.scalars(
            select(AccessEvent).where(AccessEvent.part == Part.MONTHLY.value)
        ).all()
        assert {each.actor_id for each in looks} == {
            lives.account("thea").id,
            lives.account("group").id,
        }


def test_the_care_manager_makes_it_and_reads_nothing(lives: Lives) -> None:
    made(lives, "thea")
    page = lives.as_("cared").get(of(lives, "thea", "/make")).text
    assert "The page is there." in page
    for secret in ("Wuzzlefish", "Going well", "Zanzibar"):
        assert secret not in page
