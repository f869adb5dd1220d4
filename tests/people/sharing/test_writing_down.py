"""Somebody writes down a yes that two people saw: kept once, and nobody is asked twice."""

from __future__ import annotations

import uuid

from flask.testing import FlaskClient
from sqlalchemy import func, select

from app.extensions import db
from app.notices.models import Channel, Notice
from app.people.models import SharingDecision
from tests.rules.world import World


def care_manager(here: World) -> FlaskClient:
    with here.signed_in("caremanager"):
        pass
    client = here.portal.test_client()
    for name, value in here.cookies["caremanager"].items():
        client.set_cookie(name, value)
    return client


def form(here: World, receiver: str, key: str) -> dict[str, str]:
    return {
        "key": key,
        "receiver": f"member:{here.members[receiver]}",
        "parts": "wellness",
        "level": "see",
        "basis": "person-says-yes",
        "said_how": "signs",
        "first_witness": "worker@demo.example",
        "second_witness": "advocate@demo.example",
    }


def counts(here: World) -> tuple[int, int]:
    """Decisions, and emails to witnesses."""
    asked = (Notice.kind == "witness-asked", Notice.channel == Channel.EMAIL)
    with here.portal.app_context():
        decisions = db.session.scalar(select(func.count()).select_from(SharingDecision))
        return decisions or 0, db.session.scalar(select(func.count()).where(*asked)) or 0


def test_the_same_form_twice_is_one_decision_and_asks_each_witness_once(here: World) -> None:
    client, where = care_manager(here), f"/people/{here.person_id}/sharing/write-down"
    sent = form(here, "nurse", str(uuid.uuid4()))
    decisions, asked = counts(here)
    for _ in range(2):
        assert client.post(where, data=sent).status_code == 303
    assert counts(here) == (decisions + 1, asked + 2)
    # The same form with somebody else in it is no second tap.
    other = client.post(where, data=form(here, "manager", sent["key"]))
    assert (other.status_code, counts(here)) == (422, (decisions + 1, asked + 2))
