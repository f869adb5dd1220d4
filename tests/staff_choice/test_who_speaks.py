"""What whoever speaks for the person on staff may do, and that sight comes first."""

from __future__ import annotations

import pytest
from flask import g

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import Area, Relationship, SpokenFor
from app.people.parts import Part
from app.security import Permission, allowed
from tests.makers import make_organisation, make_role
from tests.staff_choice.sheet_house import SheetHouse

FOR_THE_PERSON = [
    Permission.WRITE_SHEET,
    Permission.WRITE_VACANCY,
    Permission.DECIDE_VACANCY,
    Permission.CHOOSE_WHOM_TO_MEET,
    Permission.CHOOSE_PANEL,
    Permission.RUN_PANEL,
    Permission.OFFER_TRIAL,
    Permission.AGREE_TO_TRIAL,
]


def may(house: SheetHouse, role: str, permission: Permission) -> bool:
    """Does this member of the circle hold it now?"""
    with house.portal.test_request_context("/"):
        g._login_user = db.session.get_one(Account, house.accounts[role])
        return allowed(permission, person_id=house.person_id)


def speaks(house: SheetHouse, role: str, area: Area) -> None:
    """The person names a member to speak for them on one area."""
    house.add(SpokenFor(person_id=house.person_id, member_id=house.members[role], area=area))


@pytest.mark.parametrize("permission", FOR_THE_PERSON)
def test_it_opens_by_the_persons_word_and_closes_with_sight(
    sheet_home: SheetHouse, permission: Permission
) -> None:
    sheet_home.share("friend", Part.STAFF)
    assert not may(sheet_home, "friend", permission)
    speaks(sheet_home, "friend", Area.PLAN)
    assert not may(sheet_home, "friend", permission)
    speaks(sheet_home, "friend", Area.STAFF)
    assert may(sheet_home, "friend", permission)
    sheet_home.hide("friend", Part.STAFF)
    assert not may(sheet_home, "friend", permission)


@pytest.mark.parametrize("permission", FOR_THE_PERSON)
def test_who_is_paid_never_holds_it(sheet_home: SheetHouse, permission: Permission) -> None:
    speaks(sheet_home, "worker", Area.STAFF)
    assert not may(sheet_home, "worker", permission)


def test_who_may_write_says_how_a_trial_was_and_who_only_sees_does_not(
    sheet_home: SheetHouse,
) -> None:
    sheet_home.share("friend", Part.STAFF)
    assert may(sheet_home, "sister", Permission.SAY_ABOUT_TRIAL)
    assert not may(sheet_home, "friend", Permission.SAY_ABOUT_TRIAL)


@pytest.mark.parametrize(
    ("role", "kind"),
    [
        (Role.CARE_MANAGER, Relationship.CARE_MANAGER),
        (Role.PROFESSIONAL, Relationship.HEALTH_PROFESSIONAL),
    ],
)
def test_what_the_person_said_is_written_down_by_who_holds_both_place_and_role(
    sheet_home: SheetHouse, role: Role, kind: Relationship
) -> None:
    sheet_home.add_member("official", "Philomena Officialwick", kind)
    assert not may(sheet_home, "official", Permission.RECORD_STAFF_DECISION)
    with sheet_home.portal.app_context():
        account = db.session.get_one(Account, sheet_home.accounts["official"])
        make_role(make_organisation(OrganisationKind.COUNCIL), account, role)
    assert may(sheet_home, "official", Permission.RECORD_STAFF_DECISION)
    assert not may(sheet_home, "sister", Permission.RECORD_STAFF_DECISION)
