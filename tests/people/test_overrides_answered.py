"""A safeguarding override is asked for by one and answered by another who has no part in it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit.models import AuditEvent
from app.database import now
from app.extensions import db
from app.notices.models import Notice
from app.organisations.models import OrganisationKind, OrganisationMember, Role
from app.people.actions import overrides as actions
from app.people.actions.sharing import Refused
from app.people.models import CircleMember, Person, SafeguardingOverride
from app.people.parts import Part
from tests.makers import make_member, make_organisation, make_role
from tests.people.overrides_house import REASON, SECRET, House, make_house


@pytest.fixture
def house(either_portal: Flask) -> Iterator[House]:
    yield make_house(either_portal)


def approve(house: House, made: uuid.UUID, who: str) -> None:
    """The action itself, as if no page stood before it."""
    with house.portal.test_request_context("/"):
        by = db.session.merge(house.account(who))
        found = db.session.get_one(SafeguardingOverride, made)
        actions.approve(by=by, override=found, tell_now=False)
        db.session.commit()


def give_role(house: House, who: str, role: Role, kind: OrganisationKind) -> None:
    with house.portal.app_context():
        make_role(make_organisation(kind), db.session.merge(house.account(who)), role)


def test_a_request_opens_nothing_and_a_yes_opens_its_parts_to_read(house: House) -> None:
    made = house.asked()
    assert not house.reads("nurse")
    assert house.answer(made) == 303
    assert house.reads("nurse") and house.reads("nurse", "how-to-support")
    assert SECRET in house.get("nurse", "/about-me/wellness").text
    # No part that was not asked for, and nobody else.
    assert not house.reads("nurse", "liked-about-me")
    assert not any(house.reads(who) for who in ("manager", "sister", "boss", "approver", "social"))


def test_a_no_opens_nothing_and_stays_a_no(house: House) -> None:
    made = house.asked()
    assert house.answer(made, answer="no") == 303
    assert not house.reads("nurse")
    assert house.answer(made) == 422
    assert not house.reads("nurse")


def test_a_yes_needs_to_say_whether_the_person_may_know(house: House) -> None:
    made = house.asked()
    answer = house.post("approver", f"/council/overrides/{made}/answer", answer="yes")
    assert answer.status_code == 422 and "Choose one." in answer.text
    assert house.answer(made, tell="perhaps") == 422
    assert house.answer(made, answer="maybe") == 422
    assert not house.reads("nurse")


def test_a_professional_in_the_circle_asks_and_one_outside_it_is_let_in(house: House) -> None:
    made = house.asked("nurse", email=house.emails["social"])
    assert not house.reads("social")
    assert house.answer(made) == 303
    assert house.reads("social") and not house.reads("nurse")
    page = house.get("social", f"/council/overrides/{made}").text
    assert f"/people/{house.person_id}/about-me" in page
    assert "Tobermory Oastler" in page and REASON in page


def test_for_themselves(house: House) -> None:
    house.opened("nurse", receiver="me", email="")
    assert house.reads("nurse")


@pytest.mark.parametrize("who", ["owner", "sister", "boss", "social", "approver", "stranger"])
def test_nobody_else_can_ask(house: House, who: str) -> None:
    assert house.ask(who).status_code == 404
    for path in ("/overrides/ask", "/overrides/asked"):
        assert house.get(who, path).status_code == 404


@pytest.mark.parametrize("receiver", ["owner", "sister", "boss", "aunt", "approver", "stranger"])
def test_no_one_but_a_professional_is_let_in(house: House, receiver: str) -> None:
    answer = house.ask(email=house.emails[receiver])
    assert answer.status_code == 422
    assert "not a care manager or approved professional" in answer.text
    # What was typed is still there, and an unknown address is told the same.
    assert REASON in answer.text and house.emails[receiver] in answer.text
    unknown = house.ask(email="nobody@demo.example").text
    assert "not a care manager or approved professional" in unknown
    assert house.rows(SafeguardingOverride) == []


def test_a_nurse_who_is_family_is_not_let_in(house: House) -> None:
    give_role(house, "sister", Role.PROFESSIONAL, OrganisationKind.NHS)
    assert house.ask(email=house.emails["sister"]).status_code == 422


def test_a_nurse_who_works_for_a_provider_is_not_let_in_and_does_not_ask(house: House) -> None:
    give_role(house, "nurse", Role.PROVIDER_WORKER, OrganisationKind.PROVIDER)
    assert house.ask().status_code == 422
    assert house.ask("nurse", receiver="me").status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": "15"},
        {"days": "0"},
        {"days": "-3"},
        {"days": "a week"},
        {"days": "9" * 40},
        {"days": ""},
        {"reason": ""},
        {"reason": "   "},
        {"reason": "x" * 1001},
        {"reason": "\u202eturned"},
        {"parts": []},
        {"parts": ["money"]},
        {"parts": ["wellness", "money"]},
        {"parts": ["nonsense"]},
        {"receiver": ""},
        {"receiver": "everybody"},
        {"email": ""},
        {"key": "nonsense"},
    ],
)
def test_bad_input_asks_for_nothing(house: House, wrong: dict[str, Any]) -> None:
    assert house.ask(**wrong).status_code == 422
    assert house.rows(SafeguardingOverride) == []


def test_a_form_sent_twice_asks_once(house: House) -> None:
    key = str(uuid.uuid4())
    assert house.asked(key=key) == house.asked(key=key)
    assert len(house.rows(SafeguardingOverride)) == 1
    # The key of a request is no way into it.
    assert house.ask("nurse", receiver="me", key=key).status_code == 422


@pytest.mark.parametrize("who", ["manager", "nurse", "double", "aunt", "boss", "stranger"])
def test_who_has_a_part_in_it_cannot_say_yes(house: House, who: str) -> None:
    """Asker, receiver, somebody of a provider, somebody of the circle, somebody of nothing."""
    if who in ("manager", "nurse", "boss"):
        give_role(house, who, Role.APPROVER, OrganisationKind.COUNCIL)
    made = house.asked()
    assert house.answer(made, who) in (403, 404)
    with pytest.raises(Refused):
        approve(house, made, who)
    assert house.override(made).approved_at is None and not house.reads("nurse")
    # The twin that differs in one thing only: no part in it.
    assert house.answer(made) == 303


def test_the_person_as_approver_cannot_answer_or_learn_of_it(house: House) -> None:
    give_role(house, "owner", Role.APPROVER, OrganisationKind.COUNCIL)
    made = house.asked()
    assert house.get("owner", f"/council/overrides/{made}").status_code == 403
    assert REASON not in house.get("owner", "/council/overrides").text
    assert house.answer(made, "owner") == 404
    with pytest.raises(Refused):
        approve(house, made, "owner")


@pytest.mark.parametrize("who", ["double", "aunt"])
def test_an_approver_with_a_part_in_it_never_hears_of_it(house: House, who: str) -> None:
    made = house.asked()
    assert "Tobermory" not in house.get(who, "/council/overrides").text
    assert house.get(who, f"/council/overrides/{made}").status_code == 403
    told = {each.account_id for each in house.rows(Notice) if each.kind == "override-asked"}
    assert told == {house.account("approver").id}
    assert "Tobermory" in house.get("approver", "/council/overrides").text


def test_a_role_of_another_kind_of_place_makes_no_approver(house: House) -> None:
    give_role(house, "stranger", Role.APPROVER, OrganisationKind.PROVIDER)
    made = house.asked()
    assert house.answer(made, "stranger") == 404
    with pytest.raises(Refused):
        approve(house, made, "stranger")


def test_an_approver_who_joins_the_circle_while_the_page_is_open_is_refused(house: House) -> None:
    made = house.asked()
    assert house.get("approver", f"/council/overrides/{made}").status_code == 200
    with house.portal.app_context():
        make_member(
            db.session.get_one(Person, house.person_id), db.session.merge(house.account("approver"))
        )
    assert house.answer(made) == 404


def test_the_approver_sees_the_request_and_nothing_the_person_wrote(house: House) -> None:
    made = house.asked()
    page = house.get("approver", f"/council/overrides/{made}").text
    for words in ("Tobermory Oastler", REASON, "My wellness", "Lettice Marchbank"):
        assert words in page
    assert SECRET not in page
    assert house.get("approver", "/about-me").status_code == 404


def test_a_receiver_who_lost_the_role_before_the_yes_is_not_let_in(house: House) -> None:
    made = house.asked()
    nurse = house.account("nurse").id
    role = next(each for each in house.rows(OrganisationMember) if each.account_id == nurse)
    house.change(OrganisationMember, role.id, ended_at=now())
    assert house.answer(made) == 422
    assert house.override(made).approved_at is None


def test_taken_back_before_the_answer_it_cannot_be_answered(house: House) -> None:
    made = house.asked()
    assert house.post("manager", f"/council/overrides/{made}/end").status_code == 303
    assert house.answer(made) == 422
    assert not house.reads("nurse")
    assert house.get("manager", f"/council/overrides/{made}/review").status_code == 404
    assert house.review(made) == 422


def test_every_step_is_in_the_audit_without_words(house: House) -> None:
    made = house.opened()
    house.post("manager", f"/council/overrides/{made}/end")
    house.review(made)
    house.answer(house.asked(), answer="no")
    events = [e for e in house.rows(AuditEvent) if e.name.startswith("override.")]
    assert [each.name.removeprefix("override.") for each in events] == [
        "asked",
        "approved",
        "ended",
        "reviewed",
        "shown",
        "asked",
        "refused",
    ]
    assert {each.person_id for each in events} == {house.person_id}
    assert events[0].facts["days"] == 7
    assert events[0].facts["receiver"] == str(house.account("nurse").id)
    assert all(REASON not in str(each.facts) for each in events)


def test_messages_name_nobody_and_give_no_reason(house: House) -> None:
    house.opened(tell="yes")
    kinds = {each.kind for each in house.rows(Notice)}
    assert kinds == {
        "override-asked",
        "override-answered",
        "override-opened",
        "override-shown",
    }
    names = [each.name for each in house.rows(Account)] + ["Tobermory", REASON]
    for notice in house.rows(Notice):
        assert not any(name in notice.subject + notice.body for name in names)


@pytest.mark.parametrize(
    "wrong",
    [
        "days = 15",
        "days = 0",
        "reason = ''",
        "approved_by = asked_by",
        "approved_by = account_id",
        "approved_by = NULL",
        "ends_at = NULL",
        "refused_at = approved_at, refused_by = approved_by",
    ],
)
def test_the_database_keeps_the_rules_too(house: House, wrong: str) -> None:
    made = house.opened()
    with house.portal.app_context(), pytest.raises(IntegrityError):
        db.session.execute(
            text(f"UPDATE safeguarding_override SET {wrong} WHERE id = :id"),
            {"id": made.hex if house.portal.extensions["db_engine"].name == "sqlite" else made},
        )


def test_what_opened_nothing_is_told_to_nobody(house: House) -> None:
    made = house.asked()
    with house.portal.app_context(), pytest.raises(IntegrityError):
        db.session.get_one(SafeguardingOverride, made).shown_from = now()
        db.session.flush()


def test_fifteen_days_in_the_row_are_fourteen_in_use(house: House) -> None:
    made = house.opened()
    began = now() - timedelta(days=14, minutes=1)
    late = now() + timedelta(days=30)
    house.change(SafeguardingOverride, made, starts_at=began, approved_at=began, ends_at=late)
    assert not house.reads("nurse")


def test_the_person_takes_the_nurse_out_and_the_enquiry_goes_on(house: House) -> None:
    """Whoever holds the phone of the person cannot end it, nor the asker's hold on it."""
    made = house.opened()
    house.change(CircleMember, house.members["nurse"], ended_at=now())
    house.change(CircleMember, house.members["manager"], ended_at=now())
    assert house.reads("nurse")
    assert house.post("manager", f"/council/overrides/{made}/end").status_code == 303
    assert not house.reads("nurse")
    assert house.review(made) == 303


def test_rules_by_law_only_when_they_were_asked_for(house: House) -> None:
    made = house.opened(parts=[Part.PLAN_RULES.value])
    assert house.override(made).parts == [Part.PLAN_RULES.value]
    assert not house.reads("nurse")
