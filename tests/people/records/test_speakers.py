"""Who speaks for me: on one area, never on sharing or the home, ended in two taps."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account, Device, SignIn
from app.database import now
from app.extensions import db
from app.people.actions import records as actions
from app.people.models import Area, CircleMember, SpokenFor
from tests.makers import make_account, make_member, make_person
from tests.people.records.case import Case


def on_a_known_phone(account: Account) -> Account:
    """The same account, signed in on its first device."""
    account.sign_in = SignIn(device=Device(is_first=True))
    return account


def test_areas_never_cover_sharing_or_the_home() -> None:
    assert {area.value for area in Area} == {
        "about-me", "plan", "outcomes", "staff", "adverts", "money",
    }  # fmt: skip


@pytest.mark.parametrize("area", ["sharing", "home"])
def test_the_database_refuses_sharing_and_home(either_case: Case, area: str) -> None:
    by = on_a_known_phone(either_case.owner)
    actions.name_speaker(
        by=by, person=either_case.person, member=either_case.sister, area=Area.PLAN
    )
    db.session.flush()
    with pytest.raises(IntegrityError):
        db.session.execute(text("UPDATE spoken_for SET area = :area"), {"area": area})


def test_named_twice_is_named_once_and_again_after_the_end(either_case: Case) -> None:
    case = either_case
    by = on_a_known_phone(case.owner)
    for _time in range(2):
        actions.name_speaker(by=by, person=case.person, member=case.sister, area=Area.PLAN)
    spoken = db.session.query(SpokenFor).one()
    actions.end_speaker(by=by, spoken=spoken)
    actions.name_speaker(by=by, person=case.person, member=case.sister, area=Area.PLAN)
    assert db.session.query(SpokenFor).filter_by(ended_at=None).count() == 1


def test_named_and_ended_in_two_taps(case: Case) -> None:
    browser = case.signed_in(case.owner)
    assert browser.get(case.url("speaks-for-me/new")).status_code == 200
    url = case.url("speaks-for-me/new/plan")
    assert "Saskia Oastler" in browser.get(url).text
    assert browser.post(url, data={"member": str(case.sister.id)}).status_code == 303
    shown = browser.get(case.url("speaks-for-me")).text
    assert "Saskia Oastler" in shown
    with case.portal.app_context():
        spoken = db.session.query(SpokenFor).one()
    # The first tap asks, the second ends it.
    stop = case.url(f"speaks-for-me/{spoken.id}/stop")
    assert stop in shown
    assert browser.get(stop).status_code == 200
    assert browser.post(stop).status_code == 303
    assert "Saskia Oastler" not in browser.get(case.url("speaks-for-me")).text
    assert browser.post(stop).status_code == 404


@pytest.mark.parametrize("area", ["sharing", "home", "nothing"])
def test_no_page_for_other_areas(case: Case, area: str) -> None:
    browser = case.signed_in(case.owner)
    data = {"member": str(case.sister.id)}
    assert browser.post(case.url(f"speaks-for-me/new/{area}"), data=data).status_code == 404


def test_a_member_of_another_circle_cannot_be_named(case: Case) -> None:
    with case.portal.app_context():
        elsewhere = make_member(make_person(), make_account()).id
    browser = case.signed_in(case.owner)
    answer = browser.post(case.url("speaks-for-me/new/plan"), data={"member": str(elsewhere)})
    assert answer.status_code == 422


def test_who_left_the_circle_speaks_no_more(case: Case) -> None:
    with case.portal.app_context():
        by = on_a_known_phone(case.owner)
        actions.name_speaker(by=by, person=case.person, member=case.sister, area=Area.PLAN)
        db.session.get_one(CircleMember, case.sister.id).ended_at = now()
        db.session.commit()
    page = case.signed_in(case.owner).get(case.url("speaks-for-me")).text
    assert "Saskia Oastler" not in page


@pytest.mark.parametrize("who", ["manager", "sister", "attorney"])
def test_only_the_person_names(case: Case, who: str) -> None:
    found = getattr(case, who)
    browser = case.signed_in(getattr(found, "account", None) or found)
    data = {"member": str(case.sister.id)}
    assert browser.post(case.url("speaks-for-me/new/plan"), data=data).status_code == 404
