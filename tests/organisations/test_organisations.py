"""The administrator opens and closes organisations, gives and ends roles; never their own."""

from __future__ import annotations

import uuid

import pytest

from app.accounts.models import Account, SignIn
from app.audit.models import AuditEvent
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember
from tests.organisations.conftest import House


def give(house: House, organisation: Organisation, email: str, role: str) -> int:
    return (
        house.signed_in(house.administrator)
        .post(
            f"/council/organisations/{organisation.id}/members/new",
            data={"email": email, "name": "Somebody", "role": role},
        )
        .status_code
    )


def test_an_organisation_is_opened_once_and_closed(house: House) -> None:
    browser = house.signed_in(house.administrator)
    data = {"key": str(uuid.uuid4()), "name": "Larkspur Homes", "kind": "provider"}
    first = browser.post("/council/organisations/new", data=data)
    assert first.status_code == 303
    assert browser.post("/council/organisations/new", data=data).location == first.location
    taken = browser.post("/council/organisations/new", data={**data, "key": str(uuid.uuid4())})
    assert taken.status_code == 422
    assert "Larkspur Homes" in browser.get("/council/organisations").text
    assert browser.get(f"{first.location}/close").status_code == 200
    assert browser.post(f"{first.location}/close").status_code == 303
    assert "Larkspur Homes" not in browser.get("/council/organisations").text


def test_the_own_place_is_not_closed_by_oneself(house: House) -> None:
    url = f"/council/organisations/{house.council.id}/close"
    assert house.signed_in(house.administrator).post(url).status_code == 422


def test_a_role_is_given_with_its_limits_and_ended(house: House) -> None:
    newcomer = house.signed_in(house.newcomer)
    assert newcomer.get("/provider/team").status_code == 403
    assert give(house, house.provider, house.newcomer.email.upper(), "provider-manager") == 303
    # Asked is not given: nothing changes until they say yes.
    assert newcomer.get("/provider/team").status_code == 403
    with house.portal.app_context():
        assert not db.session.get_one(Account, house.newcomer.id).is_work
    assert house.answers(house.newcomer, "yes") == 303
    assert newcomer.get("/provider/team").status_code == 200
    with house.portal.app_context():
        assert db.session.get_one(Account, house.newcomer.id).is_work
        open_ones = db.session.query(SignIn).filter_by(account_id=house.newcomer.id)
        assert all(each.is_work for each in open_ones)
        held = db.session.query(OrganisationMember).filter_by(account_id=house.newcomer.id).one()
        assert db.session.query(AuditEvent).filter_by(name="role.accepted").count() == 1
    end = f"/council/organisations/{house.provider.id}/members/{held.id}/end"
    browser = house.signed_in(house.administrator)
    assert browser.get(end).status_code == 200
    assert browser.post(end).status_code == 303
    assert newcomer.get("/provider/team").status_code == 403
    assert browser.post(end).status_code == 404


@pytest.mark.parametrize("role", ["care-manager", "administrator", "professional"])
def test_a_provider_gives_no_role_of_others(house: House, role: str) -> None:
    assert give(house, house.provider, house.newcomer.email, role) == 422


def test_nobody_gives_themselves_a_role_or_ends_their_own(house: House) -> None:
    assert give(house, house.council, house.administrator.email, "care-manager") == 422
    with house.portal.app_context():
        own = (
            db.session.query(OrganisationMember).filter_by(account_id=house.administrator.id).one()
        )
    end = f"/council/organisations/{house.council.id}/members/{own.id}/end"
    assert house.signed_in(house.administrator).post(end).status_code == 422


def test_who_is_asked_is_known_by_the_address_only(house: House) -> None:
    assert give(house, house.provider, house.newcomer.email, "provider-worker") == 303
    here = f"/council/organisations/{house.provider.id}"
    browser = house.signed_in(house.administrator)
    for path in (here, f"{here}/members/{house.asked(house.newcomer.email).id}/end"):
        text = browser.get(path).text
        assert house.newcomer.email in text and house.newcomer.name not in text
    assert house.answers(house.newcomer, "yes") == 303
    assert house.newcomer.name in browser.get(here).text


def test_a_member_of_another_organisation_is_not_found(house: House) -> None:
    with house.portal.app_context():
        other = db.session.query(OrganisationMember).filter_by(account_id=house.manager.id).one()
    end = f"/council/organisations/{house.council.id}/members/{other.id}/end"
    assert house.signed_in(house.administrator).post(end).status_code == 404
    url = f"/council/organisations/{uuid.uuid4()}"
    assert house.signed_in(house.administrator).get(url).status_code == 404


def test_a_professional_counts_once_the_approver_says_yes(house: House) -> None:
    assert give(house, house.council, house.newcomer.email, "professional") == 303
    browser = house.signed_in(house.approver)
    early = f"/council/professionals/{house.asked(house.newcomer.email).id}/approve"
    assert house.newcomer.name not in browser.get("/council/professionals").text
    assert browser.post(early).status_code == 404
    assert house.answers(house.newcomer, "yes") == 303
    assert house.newcomer.name in browser.get("/council/professionals").text
    with house.portal.app_context():
        held = db.session.query(OrganisationMember).filter_by(account_id=house.newcomer.id).one()
        assert held.approved_by is None
    url = f"/council/professionals/{held.id}/approve"
    assert house.signed_in(house.administrator).post(url).status_code == 403
    assert browser.post(url).status_code == 303
    with house.portal.app_context():
        assert db.session.get_one(OrganisationMember, held.id).approved_by == house.approver.id


def test_the_approver_does_not_approve_themselves(house: House) -> None:
    assert give(house, house.council, house.approver.email, "professional") == 303
    assert house.answers(house.approver, "yes") == 303
    with house.portal.app_context():
        held = (
            db.session.query(OrganisationMember)
            .filter_by(account_id=house.approver.id, approved_by=None)
            .order_by(OrganisationMember.id.desc())
            .first()
        )
        assert held is not None
    url = f"/council/professionals/{held.id}/approve"
    assert house.signed_in(house.approver).post(url).status_code == 422
    # Another role is no professional to approve.
    with house.portal.app_context():
        other = db.session.query(OrganisationMember).filter_by(account_id=house.manager.id).one()
    url = f"/council/professionals/{other.id}/approve"
    assert house.signed_in(house.approver).post(url).status_code == 404
