"""Who offers a place, who asks it something, and a place with a live tick."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account
from app.accounts.passwords import hash_password
from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember, Role
from app.people.actions.records import today
from app.providers.actions.entries import import_entries
from app.providers.actions.vetting import describe_provider, record_check
from app.providers.models import Listing, Provider
from app.providers.vetting import needed_of
from tests.providers.makers import entry


class House:
    """Made inside an app context: `boss` runs Hazel, `rival` another provider, `asker` asks."""

    def __init__(self, portal: Flask) -> None:
        self.portal = portal
        self.accounts: dict[str, Account] = {}
        with db.writing():
            for role in ("boss", "mate", "rival", "asker", "other", "vetter"):
                self.accounts[role] = self._account(role)
            self.hazel = self._place("Hazel", "boss", "mate")
            self.elder = self._place("Elder", "rival")
        self.listing = self.offer("Hazel Room", self.hazel)
        self.check()

    def _account(self, role: str) -> Account:
        made = Account(
            email=f"{role}@house.example",
            name=f"{role.title()} Quibblewick",
            password_hash=hash_password("a long password here"),
        )
        db.session.add(made)
        db.session.flush()
        return made

    def _place(self, name: str, *managers: str) -> Organisation:
        place = Organisation(name=name, kind=OrganisationKind.PROVIDER)
        db.session.add(place)
        db.session.flush()
        for role in managers:
            db.session.add(
                OrganisationMember(
                    organisation_id=place.id,
                    account_id=self.accounts[role].id,
                    role=Role.PROVIDER_MANAGER,
                    started_at=now(),
                    accepted_at=now(),
                )
            )
        return place

    def offer(self, name: str, place: Organisation | None, **given: Any) -> Listing:
        provider = place.name if place else f"{name} Trust"
        with db.writing():
            import_entries(
                by=SYSTEM, source=name, entries=[entry(name, provider=provider, **given)]
            )
            db.session.flush()
            listing = db.session.scalars(select(Listing).where(Listing.name == name)).one()
            describe_provider(
                by=SYSTEM,
                provider=self.provider(listing),
                organisation_id=place.id if place else None,
            )
        return listing

    def provider(self, listing: Listing) -> Provider:
        assert listing.service.provider is not None
        return listing.service.provider

    def check(self, days: int = 300) -> None:
        """Everything of Hazel is checked, and good for some days."""
        provider = self.provider(self.listing)
        with db.writing():
            for item in needed_of(provider):
                record_check(
                    by=self.accounts["vetter"],
                    provider=provider,
                    item=item,
                    issued_on=today() - timedelta(days=60),
                    expires_on=today() + timedelta(days=days),
                )

    def as_(self, role: str) -> FlaskClient:
        client = self.portal.test_client()
        data = {"email": f"{role}@house.example", "password": "a long password here"}
        assert client.post("/sign-in/password", data=data).status_code == 303
        return client


def fresh() -> uuid.UUID:
    return uuid.uuid4()
