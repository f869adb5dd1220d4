"""The circle: asking somebody in, saying yes, leaving; belonging grants nothing."""

from __future__ import annotations

import re
import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import db
from app.notices.models import Notice
from app.people.models import CircleMember
from tests.rules.world import World

GUEST = {
    "name": "Tansy Wickerby",
    "who": "my neighbour",
    "relationship_kind": "friend",
    "email": "tansy@test.example",
}


def browser(here: World, role: str) -> FlaskClient:
    with here.signed_in(role):
        pass
    client = here.portal.test_client()
    for name, value in here.cookies[role].items():
        client.set_cookie(name, value)
    return client


def invite(here: World, **changed: str) -> str:
    """The person asks somebody in; the path of the invitation, from the message."""
    answer = browser(here, "person").post(
        f"/people/{here.person_id}/circle/invite", data={**GUEST, **changed}
    )
    assert answer.status_code == 303
    with here.portal.app_context():
        notice = db.session.scalars(
            select(Notice).where(Notice.kind == "circle-invitation").order_by(Notice.id.desc())
        ).first()
        assert notice is not None
        assert "Mirabel" not in notice.subject + notice.body
        return notice.path


def member(here: World) -> CircleMember:
    with here.portal.app_context():
        return db.session.scalars(
            select(CircleMember).where(CircleMember.name == GUEST["name"])
        ).one()


def test_the_same_form_twice_asks_once_and_with_another_address_asks_another(here: World) -> None:
    key = str(uuid.uuid4())
    first = invite(here, key=key)
    assert invite(here, key=key) == first
    assert member(here).id == uuid.UUID(key)
    assert invite(here, key=key, name="Perpetua Hale", email="perpetua@test.example") != first


def test_opening_the_invitation_does_not_use_it_up(here: World) -> None:
    path = invite(here)
    guest = here.portal.test_client()
    for _each in range(2):
        page = guest.get(path)
        assert page.status_code == 200
    assert member(here).accepted_at is None


def test_saying_yes_makes_an_account_that_sees_nothing(here: World) -> None:
    path = invite(here)
    guest = here.portal.test_client()
    assert guest.post(path, data={"name": "Tansy"}).status_code == 303
    assert member(here).accepted_at is not None
    assert guest.get(f"/people/{here.person_id}/circle").status_code == 200
    assert guest.get(f"/people/{here.person_id}/about-me").status_code == 404


def test_an_invitation_works_once(here: World) -> None:
    path = invite(here)
    here.portal.test_client().post(path, data={"name": "Tansy"})
    again = here.portal.test_client()
    assert again.get(path).status_code == 404
    assert again.post(path, data={"name": "Other"}).status_code == 404


def test_a_name_is_needed_and_the_page_comes_back(here: World) -> None:
    answer = here.portal.test_client().post(invite(here), data={"name": ""})
    assert answer.status_code == 422
    assert "Write your name." in answer.get_data(as_text=True)


def test_a_mailbox_alone_does_not_open_an_account_that_is_there(here: World) -> None:
    path = invite(here, email="stranger@demo.example")
    answer = here.portal.test_client().post(path, data={"name": "Anybody"})
    assert answer.headers["Location"].startswith("/sign-in")
    assert member(here).account_id is None


@pytest.mark.parametrize("wrong", [{"email": "nonsense"}, {"name": ""}, {"name": "a\u202eb"}])
def test_a_wrong_invitation_keeps_what_was_typed(here: World, wrong: dict[str, str]) -> None:
    answer = browser(here, "person").post(
        f"/people/{here.person_id}/circle/invite", data={**GUEST, **wrong}
    )
    assert answer.status_code == 422
    assert "my neighbour" in answer.get_data(as_text=True)


def test_taking_out_ends_what_was_shared(here: World) -> None:
    family = browser(here, "family")
    path = f"/people/{here.person_id}"
    assert family.get(f"{path}/about-me").status_code == 200
    browser(here, "person").post(f"{path}/circle/{here.members['family']}/end")
    assert family.get(f"{path}/about-me").status_code == 404
    assert family.get(f"{path}/circle").status_code == 404


def test_a_member_may_leave_but_take_nobody_out(here: World) -> None:
    friend = browser(here, "friend")
    path = f"/people/{here.person_id}/circle"
    assert friend.post(f"{path}/{here.members['family']}/end").status_code == 404
    assert friend.post(f"{path}/{here.members['friend']}/end").status_code == 303
    assert friend.get(path).status_code == 404


def test_html_in_a_name_is_shown_as_text(here: World) -> None:
    invite(here, who="<b>boss</b>")
    text = browser(here, "person").get(f"/people/{here.person_id}/circle").get_data(as_text=True)
    assert "&lt;b&gt;boss&lt;/b&gt;" in text
    assert not re.search(r"<b>boss", text)


def test_the_way_in_gives_a_person_an_account(here: World) -> None:
    """Only the care manager or an advocate; the code is shown on their own screen."""
    advocate = browser(here, "advocate")
    answer = advocate.post(f"/people/{here.person_id}/way-in", data={})
    assert answer.headers["Location"] == "/accounts/in-person"
    assert advocate.get("/accounts/in-person/code.svg").mimetype == "image/svg+xml"
