"""Home: what waits, whom one helps, and the doors; the same rules as the guard's, few queries."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from app.database import now
from app.extensions import db
from app.language.lint.pages import page_findings
from app.notices.models import Channel, Notice
from app.organisations.models import OrganisationKind, Role
from app.outcomes.models import Lifecycle, Outcome, OutcomeState
from app.people.models import HiddenPart
from app.people.parts import Part
from app.people.queries.mine import open_parts
from app.plans.models import Suggestion
from app.team.models import Worker
from tests.makers import (
    make_account,
    make_member,
    make_organisation,
    make_person,
    make_role,
    share,
)

SignIn = Callable[[str], FlaskClient]
ME = "person@demo.example"
HELPER = "helper@demo.example"
MOST_QUERIES = 10


def test_home_of_the_person(portal: Flask, sign_in_as: SignIn) -> None:
    with portal.app_context():
        person = make_person("Ottoline", make_account("Ottoline", ME))
        _tell(person.account_id)
        path = f"/people/{person.id}"
    body = sign_in_as(ME).get("/my").text
    assert "<bdi>Ottoline</bdi>" in body
    assert f'<time datetime="{now():%Y-}' in body
    for href in (f"{path}/about-me", f"{path}/staff", "/providers", "/messages", "/settings"):
        assert f'href="{href}"' in body
    # The newest thing first, and lit.
    assert '<a class="next-row" href="/messages">' in body
    assert "Read 1 new message" in body
    assert "Write About me" in body
    assert [each for each in page_findings(body) if each.severity == "error"] == []


def _tell(account_id: object) -> None:
    notice = Notice(
        account_id=account_id,
        channel=Channel.SCREEN,
        kind="test",
        language="en",
        subject="Hello",
        body="Something is new.",
        path="/my",
        reference=f"test-{account_id}",
        due_at=now(),
    )
    db.session.add(notice)
    db.session.commit()


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("pl", "ltr"), ("ur", "rtl")])
def test_home_in_three_languages(
    portal: Flask, sign_in_as: SignIn, lang: str, direction: str
) -> None:
    with portal.app_context():
        make_person("Ottoline", make_account("Ottoline", ME))
    body = sign_in_as(ME).get("/my", query_string={"lang": lang}).text
    assert f'<html lang="{lang}" dir="{direction}"' in body


def test_a_helper_is_led_to_what_is_open_and_else_to_the_circle(
    portal: Flask, sign_in_as: SignIn
) -> None:
    with portal.app_context():
        helper = make_account("Perdita Quince", HELPER)
        open_to = make_person("Ottoline", make_account())
        shut_to = make_person("Zephyrine", make_account())
        share(open_to, make_member(open_to, helper), Part.WELLNESS)
        make_member(shut_to, helper)
        paths = f"/people/{open_to.id}/about-me", f"/people/{shut_to.id}/circle"
    body = sign_in_as(HELPER).get("/my").text
    for path in paths:
        assert f'href="{path}"' in body
    assert f'href="{paths[1].replace("circle", "about-me")}"' not in body


def test_whose_plan_alone_is_open_is_led_to_the_plan(portal: Flask, sign_in_as: SignIn) -> None:
    with portal.app_context():
        helper = make_account("Perdita Quince", HELPER)
        plan_alone = make_person("Ottoline", make_account())
        both = make_person("Zephyrine", make_account())
        share(plan_alone, make_member(plan_alone, helper), Part.PLAN_WANTS)
        share(both, make_member(both, helper), Part.PLAN_WANTS, Part.WELLNESS)
        paths = f"/people/{plan_alone.id}/plan", f"/people/{both.id}/about-me"
    client = sign_in_as(HELPER)
    body = client.get("/my").text
    assert "You can see a part of the plan." in body
    assert "You can see a part of About me and of the plan." in body
    for path in paths:
        assert f'href="{path}"' in body
        assert client.get(path).status_code == 200
    # From About me and from the circle the plan is one tap away.
    for room in ("about-me", "circle"):
        rest = client.get(paths[1].replace("about-me", room)).text
        assert f'href="{paths[1].replace("about-me", "plan")}"' in rest


def test_who_sees_how_it_is_going_alone_is_led_there(portal: Flask, sign_in_as: SignIn) -> None:
    with portal.app_context():
        person = make_person("Ottoline", make_account("Ottoline", ME))
        helper = make_account("Quillon", HELPER)
        share(person, make_member(person, helper), Part.OUTCOMES, decided_by=person.account_id)
        path = f"/people/{person.id}/outcomes"
    body = sign_in_as(HELPER).get("/my").get_data(as_text=True)
    assert f'href="{path}"' in body and "You can see how it is going." in body


def test_to_say_how_it_is_going_keeps_its_place_whatever_waits(
    portal: Flask, sign_in_as: SignIn
) -> None:
    """Two taps from home, once there is something to ask about, and only then."""
    with portal.app_context():
        person = make_person("Ottoline", make_account("Ottoline", ME))
        path, account_id = f"/people/{person.id}/outcomes/check-in", person.account_id
        _tell(account_id)
        outcome = Outcome(person_id=person.id, made_by=account_id)
        db.session.add(outcome)
        db.session.commit()
        thread = outcome.id
    client = sign_in_as(ME)
    for number, lifecycle in enumerate(Lifecycle, start=1):
        with portal.app_context():
            db.session.add(_stands(thread, number, lifecycle, account_id))
            db.session.commit()
        body = client.get("/my").get_data(as_text=True)
        assert (f'href="{path}"' in body) is (lifecycle is Lifecycle.ACTIVE), lifecycle
        assert not [each for each in page_findings(body) if each.severity == "error"]


def _stands(
    outcome_id: uuid.UUID, number: int, lifecycle: Lifecycle, by: uuid.UUID | None
) -> OutcomeState:
    return OutcomeState(outcome_id=outcome_id, number=number, lifecycle=lifecycle, said_by=by)


def test_the_person_has_a_door_to_the_plan_and_what_waits_in_it(
    portal: Flask, sign_in_as: SignIn
) -> None:
    with portal.app_context():
        helper = make_account("Perdita Quince", HELPER)
        person = make_person("Ottoline", make_account("Ottoline", ME))
        path = f"/people/{person.id}/plan"
        client = sign_in_as(ME)
        body = client.get("/my").text
        assert f'href="{path}"' in body
        assert f"{path}/suggestions" not in body
        for number in (1, 2):
            db.session.add(
                Suggestion(
                    person_id=person.id,
                    section=Part.PLAN_WANTS,
                    content={"text": f"Garden {number}"},
                    language="en",
                    written_by=helper.id,
                )
            )
        db.session.commit()
        body = client.get("/my").text
    assert "Look at 2 changes" in body
    assert f'href="{path}/suggestions"' in body
    assert [each for each in page_findings(body) if each.severity == "error"] == []


def test_only_what_the_guard_opens_counts(either_portal: Flask) -> None:
    with either_portal.app_context():
        helper = make_account()
        place = make_organisation()
        make_role(place, helper, Role.PROVIDER_WORKER)
        cases = {
            "open": lambda person, member: share(person, member, Part.WELLNESS),
            "other part": lambda person, member: share(person, member, Part.NEEDS),
            "hidden": lambda person, member: _share_and_hide(person, member, helper.id),
            "ended": lambda person, member: share(person, member, Part.WELLNESS, ends_at=now()),
            "shut": lambda person, member: None,
            "other member": lambda person, member: share(
                person, make_member(person, make_account()), Part.WELLNESS
            ),
            "their place": lambda person, member: share(
                person, member, Part.WELLNESS, member_id=None, organisation_id=place.id
            ),
        }
        members = {}
        for name, given in cases.items():
            person = make_person(account=make_account())
            members[name] = make_member(person, helper, organisation=place)
            given(person, members[name])
        found = open_parts(helper, list(members.values()))
        opened = {
            name: found[member.person_id]
            for name, member in members.items()
            if member.person_id in found
        }
    assert opened == {
        "open": {Part.WELLNESS},
        "other part": {Part.NEEDS},
        "their place": {Part.WELLNESS},
    }


def _share_and_hide(person: object, member: object, account_id: object) -> None:
    share(person, member, Part.WELLNESS)  # type: ignore[arg-type]
    hidden = HiddenPart(person_id=person.id, account_id=account_id, part=Part.WELLNESS)  # type: ignore[attr-defined]
    db.session.add(hidden)
    db.session.commit()


@pytest.mark.parametrize(
    ("kind", "role", "hrefs"),
    [
        (OrganisationKind.COUNCIL, Role.CARE_MANAGER, ["/council/people"]),
        (OrganisationKind.COUNCIL, Role.APPROVER, ["/council/professionals"]),
        (OrganisationKind.PROVIDER, Role.PROVIDER_MANAGER, ["/provider/people", "/provider/team"]),
        (OrganisationKind.PROVIDER, Role.PROVIDER_WORKER, ["/provider/people"]),
        (
            OrganisationKind.COUNCIL,
            Role.ADMINISTRATOR,
            ["/council/organisations", "/council/accounts", "/council/messages"],
        ),
    ],
)
def test_doors_at_work(
    portal: Flask, sign_in_as: SignIn, kind: OrganisationKind, role: Role, hrefs: list[str]
) -> None:
    with portal.app_context():
        account = make_account("Perdita Quince", HELPER)
        make_role(make_organisation(kind), account, role)
        make_member(make_person("Zephyrine Oake", make_account()), account)
    body = sign_in_as(HELPER).get("/my").text
    for href in hrefs:
        assert f'href="{href}"' in body
    assert "Zephyrine" not in body


def test_whom_a_person_employs_has_a_door_to_their_work(portal: Flask, sign_in_as: SignIn) -> None:
    """Without a provider, so without a role: and their people stay on their home."""
    with portal.app_context():
        account = make_account("Perdita Quince", HELPER)
        person = make_person("Zephyrine", make_account())
        share(person, make_member(person, account), Part.WELLNESS)
    client = sign_in_as(HELPER)
    assert 'href="/work"' not in client.get("/my").text
    for_one = _queries(portal, client)
    with portal.app_context():
        db.session.add(Worker(account_id=account.id, name="Perdita Quince"))
        db.session.commit()
    body = client.get("/my").text
    assert 'href="/work"' in body and f'href="/people/{person.id}/about-me"' in body
    assert client.get("/work").status_code == 200
    assert _queries(portal, client) == for_one <= MOST_QUERIES
    assert [each for each in page_findings(body) if each.severity == "error"] == []


@pytest.mark.parametrize("role", [Role.VETTER])
def test_whose_work_is_not_here_yet_is_told_so(
    portal: Flask, sign_in_as: SignIn, role: Role
) -> None:
    with portal.app_context():
        account = make_account("Perdita Quince", HELPER)
        make_role(make_organisation(OrganisationKind.COUNCIL), account, role)
    assert "That part comes later." in sign_in_as(HELPER).get("/my").text


def test_home_asks_as_little_for_thirty_people_as_for_one(
    portal: Flask, sign_in_as: SignIn
) -> None:
    with portal.app_context():
        helper = make_account("Perdita Quince", HELPER)
        _help_one_more(helper)
    client = sign_in_as(HELPER)
    for_one = _queries(portal, client)
    with portal.app_context():
        for _ in range(29):
            _help_one_more(helper)
    assert _queries(portal, client) == for_one <= MOST_QUERIES


def _help_one_more(helper: object) -> None:
    person = make_person(account=make_account())
    share(person, make_member(person, helper), Part.WELLNESS)  # type: ignore[arg-type]


def _queries(portal: Flask, client: FlaskClient) -> int:
    asked: list[str] = []

    def count(connection: object, cursor: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            asked.append(statement)

    engine = portal.extensions["db_engine"]
    event.listen(engine, "before_cursor_execute", count)
    try:
        assert client.get("/my").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", count)
    return len(asked)


def test_choosing_staff_is_one_tap_from_home(portal: Flask, sign_in_as: SignIn) -> None:
    """For the person, and for those it is shared with; for nobody else, also while hidden."""
    with portal.app_context():
        owner = make_account("Ottoline", ME)
        person = make_person("Ottoline", owner)
        helper = make_account("Perdita Quince", HELPER)
        other = make_person("Zephyrine", make_account())
        make_member(other, helper)
        share(person, make_member(person, helper), Part.STAFF)
        path, shut = f"/people/{person.id}/staff", f"/people/{other.id}/staff"
    assert f'href="{path}"' in sign_in_as(ME).get("/my").text
    body = sign_in_as(HELPER).get("/my").text
    assert f'href="{path}"' in body and f'href="{shut}"' not in body
    assert [each for each in page_findings(body) if each.severity == "error"] == []
