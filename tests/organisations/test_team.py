"""A manager looks after the workers of their own provider, nobody else's."""

from __future__ import annotations

import pytest
from werkzeug.test import TestResponse

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.actions import accept_role
from app.organisations.models import Organisation, OrganisationMember, Role
from tests.makers import make_account, make_organisation, make_role
from tests.organisations.conftest import House


def ask(house: House, email: str, name: str = "Somebody") -> TestResponse:
    """The manager asks somebody into the team."""
    data = {"place": str(house.provider.id), "email": email, "name": name}
    return house.signed_in(house.manager).post("/provider/team/new", data=data)


def test_a_worker_is_asked_says_yes_and_is_ended(house: House) -> None:
    browser = house.signed_in(house.manager)
    assert ask(house, house.newcomer.email).status_code == 303
    waiting = browser.get("/provider/team").text
    assert house.newcomer.email in waiting and "We wait for their answer." in waiting
    assert house.newcomer.name not in waiting
    assert house.answers(house.newcomer, "yes") == 303
    assert house.newcomer.name in browser.get("/provider/team").text
    held = house.asked(house.newcomer.email)
    assert held.role is Role.PROVIDER_WORKER
    end = f"/provider/team/{held.id}/end"
    assert browser.get(end).status_code == 200
    assert browser.post(end).status_code == 303
    assert house.newcomer.name not in browser.get("/provider/team").text


def test_a_no_leaves_nothing_behind(house: House) -> None:
    assert ask(house, house.newcomer.email).status_code == 303
    assert house.answers(house.newcomer, "no") == 303
    team = house.signed_in(house.manager).get("/provider/team").text
    assert house.newcomer.email not in team and house.newcomer.name not in team
    # A yes after the no changes nothing.
    assert house.answers(house.newcomer, "yes") == 303
    assert house.signed_in(house.newcomer).get("/provider/people").status_code == 403
    with house.portal.app_context():
        assert not db.session.get_one(Account, house.newcomer.id).is_work


def test_only_who_is_asked_answers(house: House) -> None:
    assert ask(house, house.newcomer.email).status_code == 303
    path = f"/roles/{house.asked(house.newcomer.email).id}"
    for other in (house.manager, house.administrator):
        assert house.signed_in(other).get(path).status_code == 404
        assert house.signed_in(other).post(path, data={"answer": "yes"}).status_code == 404
    theirs = house.signed_in(house.newcomer)
    asked = theirs.get(path).text
    assert house.provider.name in asked and "Support worker" in asked
    assert path in theirs.get("/my").text and path in theirs.get("/messages").text
    assert theirs.post(path, data={"answer": "perhaps"}).status_code == 422
    assert house.asked(house.newcomer.email).is_waiting


def test_a_role_that_is_taken_back_or_of_a_closed_place_is_not_taken(house: House) -> None:
    assert ask(house, house.newcomer.email).status_code == 303
    end = f"/provider/team/{house.asked(house.newcomer.email).id}/end"
    assert house.newcomer.name not in house.signed_in(house.manager).get(end).text
    assert house.signed_in(house.manager).post(end).status_code == 303
    assert house.answers(house.newcomer, "yes") == 303
    assert house.asked(house.newcomer.email).accepted_at is None
    assert ask(house, house.newcomer.email).status_code == 303
    with house.portal.app_context():
        db.session.get_one(Organisation, house.provider.id).closed_at = now()
        db.session.commit()
    assert house.answers(house.newcomer, "yes") == 303
    assert house.asked(house.newcomer.email).accepted_at is None


def test_known_new_and_closed_addresses_get_the_same_answer(house: House) -> None:
    """Nobody learns by asking who has an account; no second message, no second account either."""
    with house.portal.app_context():
        make_account("Corvin Aldous", "gone@new.example", closed_at=now())
    addresses = (house.newcomer.email, "tamsin@new.example", "gone@new.example")
    for _twice in range(2):
        answers = [ask(house, address) for address in addresses]
        assert {(each.status_code, each.location) for each in answers} == {(303, "/provider/team")}
        assert {ask(house, address, name="").status_code for address in addresses} == {422}
    team = house.signed_in(house.manager).get("/provider/team").text
    assert team.count("We wait for their answer.") == len(addresses)
    assert "Somebody" not in team and "Corvin" not in team
    with house.portal.app_context():
        sent = [n.address for n in db.session.query(Notice).filter_by(channel=Channel.EMAIL)]
        assert sorted(sent) == sorted(addresses[:2])
        assert db.session.query(Account).filter_by(email="gone@new.example").count() == 1


def test_another_provider_is_out_of_reach(house: House) -> None:
    with house.portal.app_context():
        other, worker = make_organisation(), make_account()
        held = make_role(other, worker, Role.PROVIDER_WORKER)
        own = db.session.query(OrganisationMember).filter_by(account_id=house.manager.id).one()
    browser = house.signed_in(house.manager)
    data = {"place": str(other.id), "email": house.newcomer.email, "name": "Somebody"}
    assert browser.post("/provider/team/new", data=data).status_code == 422
    assert browser.post(f"/provider/team/{held.id}/end").status_code == 404
    # A manager's own role is the council's to end.
    assert browser.post(f"/provider/team/{own.id}/end").status_code == 404


def test_a_worker_does_not_run_the_team(house: House) -> None:
    with house.portal.app_context():
        make_role(house.provider, house.newcomer, Role.PROVIDER_WORKER)
    browser = house.signed_in(house.newcomer)
    assert browser.get("/provider/team").status_code == 403
    assert browser.get("/provider/people").status_code == 200


def test_somebody_new_gets_an_account_a_message_and_the_role_by_their_yes(house: House) -> None:
    assert ask(house, "Tamsin@New.Example", "Tamsin Wold").status_code == 303
    with house.portal.app_context():
        opened = db.session.query(Account).filter_by(email="tamsin@new.example").one()
        assert not opened.is_work
        notice = db.session.query(Notice).filter_by(address="tamsin@new.example").one()
        assert "Hazelwick" not in notice.body + notice.subject
        assert notice.path == f"/roles/{house.asked(opened.email).id}"
    # The link alone opens nothing: its owner signs in first.
    away = house.portal.test_client().get(notice.path)
    assert away.location.startswith("/sign-in?next=/roles/")
    with house.portal.test_request_context():
        held = db.session.get_one(OrganisationMember, house.asked(opened.email).id)
        with pytest.raises(ValueError, match="Only the account"):
            accept_role(by=house.manager, member=held)


def test_an_address_that_is_none(house: House) -> None:
    data = {"place": str(house.provider.id), "email": "tamsin", "name": "Tamsin Wold"}
    answer = house.signed_in(house.manager).post("/provider/team/new", data=data)
    assert answer.status_code == 422
    assert "Write a whole email address." in answer.text
