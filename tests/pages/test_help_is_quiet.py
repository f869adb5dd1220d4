"""Asking for help leaves no line in any log, and works whatever is broken."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from structlog.testing import capture_logs

from app.audit.models import AccessEvent, AuditEvent
from app.extensions import db
from tests.makers import make_account, make_member, make_person

HELP = ("/help", "/help/leaving", "/help/advocate", "/leave")


@pytest.mark.parametrize("path", HELP)
def test_no_line_for_help(portal: Flask, path: str) -> None:
    client = portal.test_client()
    with capture_logs() as lines:
        client.get("/privacy")
        client.get(path)
    assert [line["endpoint"] for line in lines] == ["pages.show_privacy"]


def test_no_row_for_help(portal: Flask, sign_in_as: Callable[[str], FlaskClient]) -> None:
    with portal.app_context():
        make_person("Ottoline Bract", make_account("Ottoline Bract", "person@demo.example"))
    client = sign_in_as("person@demo.example")
    before = _rows(portal)
    for path in HELP:
        assert client.get(path).status_code == 200
    assert _rows(portal) == before


def _rows(portal: Flask) -> list[int | None]:
    with portal.app_context():
        tables = (AuditEvent, AccessEvent)
        return [db.session.scalar(select(func.count()).select_from(each)) for each in tables]


def test_the_person_sees_the_names_of_their_circle_and_nobody_else_does(
    portal: Flask, sign_in_as: Callable[[str], FlaskClient]
) -> None:
    with portal.app_context():
        person = make_person("Ottoline", make_account("Ottoline", "person@demo.example"))
        sister = make_account("Perdita Quince", "sister@demo.example")
        make_member(person, sister)
        make_member(person, make_account("Thaddeus Wren", "friend@demo.example"))
    own = sign_in_as("person@demo.example").get("/help").text
    assert "Perdita Quince" in own
    assert "Thaddeus Wren" in own
    for client in (sign_in_as("sister@demo.example"), portal.test_client()):
        body = client.get("/help").text
        assert "Thaddeus Wren" not in body
        assert "My people to ask" not in body


def test_leaving_fast_works_without_a_database(gone: Flask) -> None:
    client = gone.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "0192f0c4-0000-7000-8000-000000000001"
    answer = client.post("/leave", headers={"Sec-Fetch-Site": "same-origin"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/leave")
    with client.session_transaction() as kept:
        assert "_user_id" not in kept


@pytest.mark.parametrize("path", HELP)
def test_help_stands_without_a_database(gone: Flask, path: str) -> None:
    client = gone.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "0192f0c4-0000-7000-8000-000000000001"
    answer = client.get(path)
    assert answer.status_code == 200
    if path == "/help":
        assert 'href="tel:999"' in answer.text
