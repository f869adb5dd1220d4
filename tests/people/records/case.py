"""A person with a care manager, a nurse, a sister, an attorney and a provider around them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.organisations.models import Organisation, OrganisationKind, Role
from app.people.actions.records import Assessed, Weighed, today
from app.people.models import CircleMember, Conclusion, Person, Relationship
from app.people.parts import Part
from tests.makers import make_account, make_member, make_organisation, make_person, make_role


@dataclass
class Case:
    """Everybody around one person, each by their account and their place in the circle."""

    portal: Flask
    person: Person
    owner: Account
    manager: Account
    managers_place: CircleMember
    nurse: Account
    nurses_place: CircleMember
    sister: CircleMember
    attorney: CircleMember
    provider: Organisation
    boss: CircleMember
    council: Organisation

    def signed_in(self, account: Account) -> FlaskClient:
        """A browser signed in as this account."""
        client = self.portal.test_client()
        assert client.post("/demo", data={"email": account.email}).status_code == 303
        return client

    def url(self, path: str, person: Person | None = None) -> str:
        return f"/people/{(person or self.person).id}/{path}"

    def place_of_a_colleague(self) -> CircleMember:
        """Somebody else of the council, in the circle for the council."""
        colleague = make_account("Lettice Marchbank")
        return make_member(self.person, colleague, Relationship.OTHER, self.council)

    def assessed(self, **given: Any) -> Assessed:
        """An assessment that may be kept: the sister would see one part."""
        words: dict[str, Any] = {
            "receiver": f"member:{self.sister.id}",
            "parts": (Part.WELLNESS,),
            "decision": "Sharing my wellness with my sister",
            "why_in_doubt": "After the stroke",
            "help_given": "Pictures, twice, in the morning",
            "understands": True,
            "retains": False,
            "weighs": True,
            "communicates": True,
            "because_of": "The stroke",
            "conclusion": Conclusion.CANNOT_DECIDE_NOW,
            "assessed_on": today(),
            "review_on": today() + timedelta(days=90),
        }
        return Assessed(**{**words, **given})

    def weighed(self, **given: Any) -> Weighed:
        """A best interests decision that may be kept."""
        words: dict[str, Any] = {
            "wishes": "Wants to see the sister",
            "consulted": "The friend",
            "options": "Share or do not share",
            "least_restrictive": "Share one part",
            "decided": "Share one part for three months",
            "dissent": "",
            "decided_on": today(),
        }
        return Weighed(**{**words, **given})


def make_case(portal: Flask) -> Case:
    """Straight into the database; call inside an app context."""
    owner, manager, nurse = make_account("Ibbet Sloane"), make_account(), make_account()
    person = make_person("Peregrine Oastler", owner)
    council = make_organisation(OrganisationKind.COUNCIL)
    hospital, provider = make_organisation(OrganisationKind.NHS), make_organisation()
    make_role(council, manager, Role.CARE_MANAGER)
    make_role(hospital, nurse, Role.PROFESSIONAL)
    boss = make_account("Corvin Tranter")
    make_role(provider, boss, Role.PROVIDER_MANAGER)
    made = Case(
        portal,
        person,
        owner,
        manager,
        make_member(person, manager, Relationship.CARE_MANAGER, council),
        nurse,
        make_member(person, nurse, Relationship.HEALTH_PROFESSIONAL, hospital),
        make_member(person, make_account("Saskia Oastler")),
        make_member(person, make_account("Ambrose Fenn"), Relationship.ATTORNEY),
        provider,
        make_member(person, boss, Relationship.PROVIDER_MANAGER, provider),
        council,
    )
    for member in (made.sister, made.attorney, made.boss):
        # Read while the session is open: tests use it afterwards.
        assert member.account is not None
    return made
