"""What an override opens: its parts, to read, in its time, while the receiver has their role."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask, g

from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, OrganisationMember, Role
from app.people.actions.council import make_task
from app.people.jobs import look_after_overrides
from app.people.models import (
    Area,
    CircleMember,
    HiddenPart,
    Person,
    Relationship,
    SafeguardingOverride,
    SpokenFor,
    Task,
    TaskKind,
)
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.people.predicates import relation
from app.plans.predicates import deciding_each
from app.security import Permission, allowed
from tests.makers import make_organisation, make_role, share
from tests.people.overrides_house import House, make_house


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    yield make_house(either_portal)


def look_after(house: House) -> None:
    """What the worker does."""
    with house.portal.app_context():
        look_after_overrides()


def open_tasks(house: House) -> list[Task]:
    return [each for each in house.rows(Task) if each.done_at is None]


def test_a_hidden_part_opens_too(house: House) -> None:
    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        member = db.session.get_one(CircleMember, house.members["nurse"])
        share(person, member, Part.WELLNESS)
        db.session.add(
            HiddenPart(
                person_id=person.id,
                account_id=member.account_id,
                part=Part.WELLNESS,
            )
        )
        db.session.commit()
    assert not house.reads("nurse")
    house.opened()
    assert house.reads("nurse")


def test_about_me_opens_with_one_of_its_parts(house: House) -> None:
    house.opened(parts=[Part.PLAN_WANTS.value])
    assert house.get("nurse", "/about-me").status_code == 404
    house.opened(parts=[Part.WELLNESS.value])
    page = house.get("nurse", "/about-me")
    assert page.status_code == 200
    link = f"/people/{house.person_id}/about-me"
    assert f"{link}/wellness" in page.text and f"{link}/how-to-support" not in page.text


def test_it_opens_no_form_and_no_way_to_write(house: House) -> None:
    house.opened()
    assert house.get("nurse", "/about-me/wellness/change").status_code == 404
    answer = house.post("nurse", "/about-me/wellness/change", text="Mine now")
    assert answer.status_code == 404
    assert house.get("nurse", "/about-me/wellness/earlier").status_code == 404


@pytest.mark.parametrize(
    ("permission", "may"),
    [
        (Permission.SEE_PART, True),
        (Permission.SEE_PLAN, True),
        (Permission.SEE_PASSPORT, True),
        (Permission.COMMENT_PART, False),
        (Permission.WRITE_PART, False),
        (Permission.END_COMMENT, False),
        (Permission.HAND_OVER_PHONE, False),
        (Permission.ANSWER_PLAN, False),
        (Permission.REVIEW_PLAN, False),
        (Permission.ANSWER_SUGGESTION, False),
        (Permission.PUBLISH_PLAN, False),
        (Permission.STRIKE_OUT, False),
        (Permission.SEE_SHARING, False),
        (Permission.SEE_WHO_LOOKED, False),
    ],
)
def test_of_the_plan_it_opens_reading_alone(
    house: House, permission: Permission, may: bool
) -> None:
    house.opened(parts=[Part.PLAN_WANTS.value])
    with house.portal.test_request_context("/"):
        nurse = db.session.merge(house.account("nurse"))
        g._login_user = nurse
        scope = {"person_id": house.person_id, "part": Part.PLAN_WANTS}
        assert allowed(permission, **scope) is may
        found = relation(nurse, house.person_id)
        assert found is not None
        assert found.may(Part.PLAN_WANTS) and not found.shares(Part.PLAN_WANTS)
        assert not found.may(Part.PLAN_WANTS, Level.COMMENT)
        assert not found.may(Part.PLAN_HOME)


def test_the_pages_of_the_plan_open_to_read_and_nothing_is_answered(house: House) -> None:
    made = house.opened(parts=[Part.PLAN_WANTS.value])
    assert (
        f"/people/{house.person_id}/plan" in house.get("nurse", f"/council/overrides/{made}").text
    )
    assert house.get("nurse", "/plan").status_code == 200
    for path in (
        "/plan/answer",
        "/plan/plan-wants/answer",
        "/plan/plan-wants/change",
        "/plan/plan-home",
        "/plan/review",
        "/plan/review/view",
        "/plan/publish",
    ):
        assert house.get("nurse", path).status_code == 404, path
    for path in ("/plan/answer", "/plan/plan-wants/answer", "/plan/plan-wants/comments"):
        assert house.post("nurse", path, answer="yes", words="Mine").status_code == 404, path


def test_sight_by_an_override_lets_nobody_decide(house: House) -> None:
    """The person named the nurse to speak for them; what the nurse cannot see is not decided."""
    house.opened(parts=[Part.PLAN_WANTS.value])
    with house.portal.app_context():
        db.session.add(
            SpokenFor(person_id=house.person_id, member_id=house.members["nurse"], area=Area.PLAN)
        )
        db.session.commit()

    def decides() -> set[Part]:
        with house.portal.test_request_context("/"):
            nurse = db.session.merge(house.account("nurse"))
            return set(deciding_each(nurse, house.person_id, PLAN_SECTIONS))

    assert decides() == set()
    with house.portal.app_context():
        person = db.session.get_one(Person, house.person_id)
        share(person, db.session.get_one(CircleMember, house.members["nurse"]), Part.PLAN_WANTS)
    assert decides() == {Part.PLAN_WANTS}


def test_it_closes_by_itself_to_the_second(house: House) -> None:
    made = house.opened(days="3")
    ends = house.override(made).ends_at
    assert ends is not None
    # Within the hour that a session at work lasts, so that only the override runs out.
    house.change(SafeguardingOverride, made, ends_at=now() + timedelta(minutes=20))
    ends = house.override(made).ends_at
    assert ends is not None
    with time_machine.travel(ends - timedelta(seconds=2), tick=False):
        assert house.reads("nurse")
    with time_machine.travel(ends, tick=False):
        assert not house.reads("nurse")


def test_the_days_asked_for_are_the_days_that_count(house: House) -> None:
    found = house.override(house.opened(days="14"))
    assert found.starts_at is not None and found.ends_at is not None
    assert found.ends_at - found.starts_at == timedelta(days=14)


def test_over_is_over_and_a_yes_cannot_be_said_again(house: House) -> None:
    made = house.opened()
    house.run_out(made)
    assert not house.reads("nurse")
    assert house.answer(made) == 422
    assert house.post("manager", f"/council/overrides/{made}/end").status_code == 303
    assert not house.reads("nurse")
    # Nobody ended it: it ran out.
    look_after(house)
    assert house.override(made).ended_by is None


@pytest.mark.parametrize("who", ["manager", "approver"])
def test_asker_and_approver_end_it_at_once(house: House, who: str) -> None:
    made = house.opened()
    assert house.get(who, f"/council/overrides/{made}/end").status_code == 200
    assert house.post(who, f"/council/overrides/{made}/end").status_code == 303
    assert not house.reads("nurse")
    assert [each.kind for each in open_tasks(house)] == [TaskKind.REVIEW_OVERRIDE]


@pytest.mark.parametrize("who", ["nurse", "social", "owner", "sister", "boss", "aunt", "double"])
def test_nobody_else_ends_or_reviews_it(house: House, who: str) -> None:
    made = house.opened()
    assert house.post(who, f"/council/overrides/{made}/end").status_code == 403
    house.run_out(made)
    assert house.review(made, who) == 403
    assert house.get(who, f"/council/overrides/{made}/review").status_code == 403


@pytest.mark.parametrize(
    "how", ["role-ended", "not-approved", "place-closed", "provider", "family"]
)
def test_a_receiver_who_is_no_professional_any_more_sees_nothing(house: House, how: str) -> None:
    house.opened()
    assert house.reads("nurse")
    nurse = house.account("nurse").id
    role = next(each for each in house.rows(OrganisationMember) if each.account_id == nurse)
    if how == "role-ended":
        house.change(OrganisationMember, role.id, ended_at=now())
    elif how == "not-approved":
        house.change(OrganisationMember, role.id, approved_by=None)
    elif how == "place-closed":
        with house.portal.app_context(), db.writing():
            db.session.get_one(OrganisationMember, role.id).organisation.closed_at = now()
    elif how == "provider":
        with house.portal.app_context():
            make_role(
                make_organisation(OrganisationKind.PROVIDER),
                db.session.merge(house.account("nurse")),
                Role.PROVIDER_MANAGER,
            )
    else:
        house.change(CircleMember, house.members["nurse"], relationship_kind=Relationship.FAMILY)
    assert not house.reads("nurse")


def test_another_person_is_not_opened(house: House) -> None:
    house.opened()
    with house.portal.app_context():
        other = Person(called="Somebody Else")
        db.session.add(other)
        db.session.commit()
        path = f"/people/{other.id}/about-me/wellness"
    assert house.as_("nurse").get(path).status_code == 404


def test_the_circle_opens_to_one_outside_it_only_when_it_was_asked_for(house: House) -> None:
    house.opened(email=house.emails["social"])
    assert house.get("social", "/circle").status_code == 404
    house.opened(email=house.emails["social"], parts=[Part.CIRCLE.value])
    page = house.get("social", "/circle")
    assert page.status_code == 200 and "Saskia Oastler" in page.text
    assert house.get("social", "/circle/invite").status_code == 404


def test_when_it_ran_out_the_care_manager_is_asked_once(house: House) -> None:
    made = house.opened()
    look_after(house)
    assert open_tasks(house) == []
    house.run_out(made)
    look_after(house)
    look_after(house)
    assert [each.kind for each in open_tasks(house)] == [TaskKind.REVIEW_OVERRIDE]
    page = house.get("manager", "/tasks").text
    assert f"/people/{house.person_id}/overrides/asked" in page and "I did this" not in page
    assert house.review(made) == 303
    look_after(house)
    assert open_tasks(house) == []


def test_ticking_the_task_off_without_a_review_asks_again(house: House) -> None:
    made = house.opened()
    house.run_out(made)
    look_after(house)
    task = open_tasks(house)[0]
    assert house.post("manager", f"/tasks/{task.id}/done").status_code == 303
    look_after(house)
    assert len(open_tasks(house)) == 1


def test_two_to_review_keep_the_task_until_the_second(house: House) -> None:
    both = [house.opened(), house.opened(email=house.emails["social"])]
    for made in both:
        house.run_out(made)
    look_after(house)
    assert house.review(both[0]) == 303
    assert len(open_tasks(house)) == 1
    assert house.review(both[1]) == 303
    assert open_tasks(house) == []


def test_other_tasks_stay(house: House) -> None:
    made = house.opened()
    house.run_out(made)
    with house.portal.app_context(), db.writing():
        by = db.session.merge(house.account("manager"))
        make_task(by=by, person_id=house.person_id, kind=TaskKind.TEAM_LOST_SIGHT)
    look_after(house)
    assert house.review(made) == 303
    assert [each.kind for each in open_tasks(house)] == [TaskKind.TEAM_LOST_SIGHT]


@pytest.mark.parametrize("path", ["", "/end", "/review"])
def test_an_unknown_one_is_refused_like_another_s(house: House, path: str) -> None:
    unknown = f"/council/overrides/{uuid.uuid4()}{path}"
    for who in ("manager", "approver", "owner"):
        assert house.get(who, unknown).status_code == 403
