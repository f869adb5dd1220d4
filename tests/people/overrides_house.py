"""A person whom the council wants to keep safe, and everybody who might ask, answer or be told."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind, Role
from app.people.models import AboutMeEntry, Relationship, SafeguardingOverride
from app.people.parts import Part
from tests.makers import make_account, make_member, make_organisation, make_person, make_role

REASON = "Bruises that nobody explains"
SECRET = "Tobermory sleeps badly on Tuesdays"
PARTS = [Part.WELLNESS.value, Part.HOW_TO_SUPPORT.value]


@dataclass
class House:
    """Addresses by who they are; whatever is asked for goes through a browser of theirs."""

    portal: Flask
    person_id: uuid.UUID
    emails: dict[str, str]
    members: dict[str, uuid.UUID]
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def as_(self, who: str) -> FlaskClient:
        if who not in self.browsers:
            client = self.portal.test_client()
            answer = client.post("/demo", data={"email": self.emails[who]})
            assert answer.status_code == 303, who
            self.browsers[who] = client
        return self.browsers[who]

    def get(self, who: str, path: str) -> TestResponse:
        return self.as_(who).get(self.of(path))

    def post(self, who: str, path: str, **form: Any) -> TestResponse:
        return self.as_(who).post(self.of(path), data=form)

    def of(self, path: str) -> str:
        """An address of the person's; one of the council's stays what it is."""
        return path if path.startswith("/council") else f"/people/{self.person_id}{path}"

    def ask(self, who: str = "manager", **given: Any) -> TestResponse:
        form = {
            "key": str(uuid.uuid4()),
            "receiver": "another",
            "email": self.emails["nurse"],
            "parts": PARTS,
            "reason": REASON,
            "days": "7",
            **given,
        }
        return self.post(who, "/overrides/ask", **form)

    def asked(self, who: str = "manager", **given: Any) -> uuid.UUID:
        """A request that was kept; its id."""
        answer = self.ask(who, **given)
        assert answer.status_code == 303, answer.text
        return uuid.UUID(answer.location.rsplit("/", 1)[1])

    def answer(self, made: uuid.UUID, who: str = "approver", **given: str) -> int:
        form = {"answer": "yes", "tell": "no", **given}
        return self.post(who, f"/council/overrides/{made}/answer", **form).status_code

    def opened(self, who: str = "manager", tell: str = "no", **given: Any) -> uuid.UUID:
        """A request with its yes; its id."""
        made = self.asked(who, **given)
        assert self.answer(made, tell=tell) == 303
        return made

    def review(self, made: uuid.UUID, who: str = "manager", **given: str) -> int:
        form = {"key": str(uuid.uuid4()), "words": "The bed was broken.", "tell": "yes", **given}
        return self.post(who, f"/council/overrides/{made}/review", **form).status_code

    def reads(self, who: str, part: str = Part.WELLNESS.value) -> bool:
        answer = self.get(who, f"/about-me/{part}")
        assert answer.status_code in (200, 404)
        return answer.status_code == 200

    def rows(self, model: Any) -> list[Any]:
        with self.portal.app_context():
            return list(db.session.scalars(select(model).order_by(model.id)).unique())

    def override(self, made: uuid.UUID) -> SafeguardingOverride:
        with self.portal.app_context():
            return db.session.get_one(SafeguardingOverride, made)

    def change(self, model: Any, key: Any, **values: Any) -> None:
        with self.portal.app_context(), db.writing():
            row = db.session.get_one(model, key)
            for name, value in values.items():
                setattr(row, name, value)

    def account(self, who: str) -> Account:
        with self.portal.app_context():
            return db.session.scalars(
                select(Account).where(Account.email == self.emails[who])
            ).one()

    def run_out(self, made: uuid.UUID, ago: timedelta = timedelta(minutes=1)) -> None:
        """As if its time had passed."""
        found = self.override(made)
        began = now() - timedelta(days=found.days) - ago
        self.change(
            SafeguardingOverride,
            made,
            approved_at=began,
            starts_at=began,
            ends_at=began + timedelta(days=found.days),
        )


def make_house(portal: Flask) -> House:
    """Straight into the database; call outside an app context."""
    with portal.app_context():
        made = {
            who: make_account(name)
            for who, name in {
                "owner": "Ibbet Sloane",
                "manager": "Lettice Marchbank",
                "nurse": "Corvin Tranter",
                "social": "Thessaly Quint",
                "sister": "Saskia Oastler",
                "boss": "Ambrose Fenn",
                "approver": "Wilmot Ashgrove",
                "double": "Peverell Nance",
                "aunt": "Drusilla Oastler",
                "stranger": "Barnabas Yule",
            }.items()
        }
        person = make_person("Tobermory Oastler", made["owner"])
        council = make_organisation(OrganisationKind.COUNCIL)
        hospital = make_organisation(OrganisationKind.NHS)
        provider = make_organisation()
        make_role(council, made["manager"], Role.CARE_MANAGER)
        make_role(hospital, made["nurse"], Role.PROFESSIONAL)
        make_role(council, made["social"], Role.PROFESSIONAL)
        make_role(provider, made["boss"], Role.PROVIDER_MANAGER)
        # One with the council's role and a provider's; one who is family.
        for who in ("approver", "double", "aunt"):
            make_role(council, made[who], Role.APPROVER)
        make_role(provider, made["double"], Role.PROVIDER_WORKER)
        members = {
            who: make_member(person, made[who], kind, place)
            for who, kind, place in (
                ("manager", Relationship.CARE_MANAGER, council),
                ("nurse", Relationship.HEALTH_PROFESSIONAL, hospital),
                ("sister", Relationship.FAMILY, None),
                ("aunt", Relationship.FAMILY, None),
                ("boss", Relationship.PROVIDER_MANAGER, provider),
            )
        }
        for number, part in enumerate((Part.WELLNESS, Part.HOW_TO_SUPPORT, Part.LIKED), 1):
            db.session.add(
                AboutMeEntry(
                    person_id=person.id,
                    part=part,
                    number=number,
                    content={"text": SECRET},
                    language="en",
                    written_by=made["owner"].id,
                    saved_by=made["owner"].id,
                )
            )
        db.session.commit()
        return House(
            portal,
            person.id,
            {who: account.email for who, account in made.items()},
            {who: member.id for who, member in members.items()},
        )
