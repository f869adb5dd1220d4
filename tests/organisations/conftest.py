"""An administrator, an approver and a provider with its manager."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember, Role
from tests.makers import make_account, make_organisation, make_role


@dataclass
class House:
    """The council and a provider, and who works there."""

    portal: Flask
    council: Organisation
    provider: Organisation
    administrator: Account
    approver: Account
    manager: Account
    newcomer: Account

    def signed_in(self, account: Account) -> FlaskClient:
        client = self.portal.test_client()
        assert client.post("/demo", data={"email": account.email}).status_code == 303
        return client

    def asked(self, email: str) -> OrganisationMember:
        """The role that whoever has this address was asked to take last."""
        with self.portal.app_context():
            chosen = select(OrganisationMember).join(OrganisationMember.account)
            newest = OrganisationMember.id.desc()
            return db.session.scalars(
                chosen.where(Account.email == email).order_by(newest).limit(1)
            ).one()

    def answers(self, account: Account, answer: str) -> int:
        """Somebody answers what they were asked last; the status."""
        path = f"/roles/{self.asked(account.email).id}"
        return self.signed_in(account).post(path, data={"answer": answer}).status_code


@pytest.fixture
def house(portal: Flask) -> House:
    with portal.app_context():
        made = House(
            portal,
            make_organisation(OrganisationKind.COUNCIL),
            make_organisation(),
            *(make_account() for _each in range(4)),
        )
        make_role(made.council, made.administrator, Role.ADMINISTRATOR)
        make_role(made.council, made.approver, Role.APPROVER)
        make_role(made.provider, made.manager, Role.PROVIDER_MANAGER)
        db.session.commit()
    return made
