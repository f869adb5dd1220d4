"""The way into an empty portal: a command asks the first administrator, pages do the rest."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.notices.models import Channel, Notice
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember

NAME, EMAIL = "Wilhelmina Ash", "w.ash@council.example"


def ask(portal: Flask, *given: str) -> Any:
    return portal.test_cli_runner().invoke(args=["organisations", "first-administrator", *given])


def last_letter(portal: Flask, kind: str) -> Notice:
    with portal.app_context():
        chosen = select(Notice).where(Notice.channel == Channel.EMAIL, Notice.kind == kind)
        return db.session.scalars(chosen.order_by(Notice.id.desc()).limit(1)).one()


def test_an_empty_portal_is_opened_by_whoever_was_asked(either_portal: Flask) -> None:
    portal = either_portal
    done = ask(portal, NAME, EMAIL)
    assert done.exit_code == 0, done.output
    assert portal.config["COUNCIL_NAME"] in done.output
    # when they follow the message, and sign in by a link to their address
    asked_at = last_letter(portal, "role-asked").path
    phone = portal.test_client()
    phone.post("/sign-in", data={"email": EMAIL})
    link = last_letter(portal, "sign-in-link").path
    assert phone.get(link).status_code == 200
    assert phone.post(link).status_code == 303
    assert phone.get("/council/organisations").status_code == 403
    assert phone.post(asked_at, data={"answer": "yes"}).status_code == 303
    # then they can ask the others
    page = phone.get("/council/organisations").text
    assert portal.config["COUNCIL_NAME"] in page
    assert re.search(r'href="/council/organisations/new"', page)
    # and the command has nothing left to do
    again = ask(portal, "Somebody Else", "else@council.example")
    assert again.exit_code == 1
    assert "works here already" in again.output


def test_a_wrong_address_is_put_right(either_portal: Flask) -> None:
    assert ask(either_portal, NAME, "w.ahs@council.example").exit_code == 0
    assert ask(either_portal, NAME, EMAIL).exit_code == 0
    with either_portal.app_context():
        held = db.session.scalars(
            select(OrganisationMember).join(OrganisationMember.account).order_by(Account.id)
        ).all()
        assert [each.ended_at is None for each in held] == [False, True]
        assert len({each.organisation_id for each in held}) == 1


@pytest.mark.parametrize("email", ["no address", "a@", ""])
def test_what_is_no_address_is_refused(portal: Flask, email: str) -> None:
    assert ask(portal, NAME, email).exit_code == 2
    with portal.app_context():
        assert db.session.scalar(select(Account.id)) is None


def test_a_name_that_a_provider_has_is_refused(portal: Flask) -> None:
    with portal.app_context():
        provider = Organisation(name=portal.config["COUNCIL_NAME"], kind=OrganisationKind.PROVIDER)
        db.session.add(provider)
        db.session.commit()
    done = ask(portal, NAME, EMAIL)
    assert done.exit_code == 1
    assert "This name is there already." in done.output
