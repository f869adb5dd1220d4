"""A person, their team, and those around it. Names are unusual, so that a leak can be searched for.

The sister and the two managers see the team; the friend is in the circle and sees nothing of it.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flask import Flask, g

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.organisations.models import Organisation, OrganisationKind, Role
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Part
from app.team.models import TeamMember, Worker
from app.team.rules import today
from tests.makers import make_account, make_member, make_organisation, make_person, make_role
from tests.plans.house import PlanHouse, build_plan_house

WORKERS = {"worker": "Tarquin Osgoodby", "worker2": "Euphemia Skelbrooke"}
PHONE = "01632 960777"
WORK = "/work"


@dataclass
class TeamHouse(PlanHouse):
    """`place`: the provider. `mates`: who is in the team, by role."""

    place: uuid.UUID = field(default_factory=uuid.uuid4)
    mates: dict[str, uuid.UUID] = field(default_factory=dict)

    def at(self, *then: object) -> str:
        """The address of the team, or of a page below it."""
        return "/".join([f"/people/{self.person_id}/team", *(str(each) for each in then)])

    def mate(self, role: str) -> str:
        return self.at(self.mates[role])

    def join(self, role: str, person_id: uuid.UUID | None = None, **given: Any) -> uuid.UUID:
        """This worker is in the team of the house, or of another person."""
        with self.portal.app_context(), db.writing():
            account_id = self.accounts[role]
            worker = db.session.query(Worker).filter_by(account_id=account_id).one_or_none()
            if worker is None:
                worker = Worker(
                    account_id=account_id,
                    organisation_id=self.place,
                    name=WORKERS[role],
                    phone=PHONE,
                    liked=f"Liked {role}",
                )
                db.session.add(worker)
                db.session.flush()
            made = TeamMember(
                **{
                    "person_id": person_id or self.person_id,
                    "worker_id": worker.id,
                    "since": today() - timedelta(days=30),
                    "chosen_by_person": False,
                    "added_by": self.accounts["manager"],
                    **given,
                }
            )
            db.session.add(made)
            db.session.flush()
            return made.id

    def somebody_else(self, *roles: str) -> uuid.UUID:
        """Another person, with these workers in their team."""
        with self.portal.app_context():
            other = make_person("Ermintrude Vallaby", make_account())
            other_id = other.id
        for role in roles:
            self.join(role, other_id)
        return other_id

    def add_form(self, role: str, **given: Any) -> dict[str, Any]:
        return {"who": f"account:{self.accounts[role]}", "since": str(today()), **given}

    def forget(self) -> None:
        g.pop("relations", None)


def build_team_house(portal: Flask) -> TeamHouse:
    plain = build_plan_house(portal)
    house = TeamHouse(plain.portal, plain.person_id, plain.accounts, plain.members)
    with portal.app_context():
        place = make_organisation()
        council = make_organisation(OrganisationKind.COUNCIL)
        house.place = place.id
        person = db.session.get_one(Person, house.person_id)
        roles = (
            ("manager", "Cosmo Inglethorpe", Relationship.PROVIDER_MANAGER, place),
            ("caremanager", "Marguerite Halliwick", Relationship.CARE_MANAGER, council),
        )
        for role, name, kind, where in roles:
            account = make_account(name, f"{role}@demo.example")
            house.accounts[role] = account.id
            house.members[role] = make_member(person, account, kind, where).id
        _give(place, house, "manager", Role.PROVIDER_MANAGER)
        _give(council, house, "caremanager", Role.CARE_MANAGER)
        for role, name in WORKERS.items():
            account = make_account(name, f"{role}@demo.example")
            house.accounts[role] = account.id
            make_role(place, account, Role.PROVIDER_WORKER)
    for role in ("sister", "manager", "caremanager"):
        house.share(role, Part.TEAM)
    for role in WORKERS:
        house.mates[role] = house.join(role)
    return house


def _give(place: Organisation, house: TeamHouse, role: str, held: Role) -> None:
    make_role(place, db.session.get_one(Account, house.accounts[role]), held)


def away_form(days: int = 2, hours: int = 6) -> dict[str, str]:
    """From in some days at ten, for some hours. London time."""
    start = datetime.combine(today() + timedelta(days=days), datetime.min.time(), tzinfo=LONDON)
    start += timedelta(hours=10)
    end = start + timedelta(hours=hours)
    return {
        "from_day": str(start.date()),
        "from_time": f"{start:%H:%M}",
        "until_day": str(end.date()),
        "until_time": f"{end:%H:%M}",
    }


def end_of(days: int) -> dict[str, Any]:
    day: date = today() + timedelta(days=days)
    return {"ended_on": day, "ended_at": now()}


def circle_worker(house: TeamHouse, role: str, name: str) -> CircleMember:
    """Somebody in the circle as a support worker, of no organisation."""
    house.add_member(role, name, Relationship.SUPPORT_WORKER)
    with house.portal.app_context():
        return db.session.get_one(CircleMember, house.members[role])
