"""A provider with a few people, made-up and unusually named, for the tests of figures."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, Role
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeText,
    Question,
    Said,
    Step,
    StepStands,
    StepState,
    ViewFrom,
)
from app.outcomes.quarters import quarter_of
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Level, Part
from tests.makers import (
    make_account,
    make_member,
    make_organisation,
    make_person,
    make_role,
    share,
)

THIS = quarter_of(now())
# A moment in the quarter before this one, and one in this quarter that is over.
LAST = THIS.before.begins + timedelta(days=20)
NOW = THIS.begins + timedelta(hours=1)


@dataclass
class Lives:
    """Accounts by who they are, and what is made of each person."""

    portal: Flask
    accounts: dict[str, Account] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    wants: dict[str, uuid.UUID] = field(default_factory=dict)
    places: dict[str, Organisation] = field(default_factory=dict)
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def account(self, who: str, name: str = "") -> Account:
        if who not in self.accounts:
            self.accounts[who] = make_account(name=name or who.title(), email=f"{who}@demo.example")
        return self.accounts[who]

    def works(self, who: str, place: str, role: Role) -> None:
        kind = OrganisationKind.COUNCIL if place == "council" else OrganisationKind.PROVIDER
        if place not in self.places:
            self.places[place] = make_organisation(kind)
        make_role(self.places[place], self.account(who), role)

    def person(self, who: str, called: str, *, has_account: bool = True) -> Person:
        """A person who wants one thing since long ago."""
        account = self.account(who) if has_account else None
        made = self.people[who] = make_person(called, account)
        by = account or self.account("opener")
        self.wants[who] = self._wanted(made, f"Wuzzlefish of {called}", by, Lifecycle.ACTIVE)
        return made

    def thinks_of(self, person: str, title: str, by: str) -> uuid.UUID:
        """Something that somebody thinks the person could want, and that nobody took on."""
        return self._wanted(self.people[person], title, self.account(by), Lifecycle.PROPOSED)

    def _wanted(self, person: Person, title: str, by: Account, stands: Lifecycle) -> uuid.UUID:
        at = LAST - timedelta(days=400)
        wanted = Outcome(person_id=person.id, made_by=by.id, created_at=at)
        db.session.add(wanted)
        db.session.flush()
        first = {"outcome_id": wanted.id, "number": 1}
        db.session.add_all(
            [
                OutcomeText(**first, title=title, language="en", written_by=by.id),
                OutcomeState(**first, lifecycle=stands, said_by=by.id, created_at=at),
            ]
        )
        db.session.commit()
        return wanted.id

    def helps(
        self, who: str, person: str, *parts: Part, place: str = "", **given: Any
    ) -> CircleMember:
        """Somebody in the circle of a person, who sees these parts."""
        kind = given.pop("kind", Relationship.PROVIDER_MANAGER if place else Relationship.FAMILY)
        organisation = self.places[place] if place else None
        member = make_member(self.people[person], self.account(who), kind, organisation)
        if parts:
            by = self.people[person].account_id or self.account("opener").id
            share(self.people[person], member, *parts, level=Level.SEE, decided_by=by, **given)
        return member

    def says(
        self,
        person: str,
        answer: Said | None,
        at: datetime,
        *,
        by: str = "",
        seen_as: Relationship | None = None,
        **given: Any,
    ) -> CheckIn:
        """One answer: of the person themselves, or of somebody else."""
        side = ViewFrom.ME
        if by:
            seen_as = seen_as or Relationship.FAMILY
            side = ViewFrom.FAMILY if seen_as is Relationship.FAMILY else ViewFrom.TEAM
        made = CheckIn(
            **{
                "person_id": self.people[person].id,
                "outcome_id": self.wants[person],
                "question": Question.OUTCOME,
                "view_from": side,
                "said_by": self.account(by or person).id,
                "seen_as": seen_as if by else None,
                "answer": answer,
                "language": "en",
                "answered_at": at,
                "created_at": at,
                **given,
            }
        )
        db.session.add(made)
        db.session.commit()
        return made

    def step(
        self, person: str, what: str, by: str, at: datetime, *, done_by: str = ""
    ) -> uuid.UUID:
        """A step that somebody wrote, and that somebody said was done at a moment. Its thread."""
        made = uuid.uuid4()
        first = {"id": made, "thread": made, "number": 1, "outcome_id": self.wants[person]}
        db.session.add(Step(**first, what=what, language="en", written_by=self.account(by).id))
        db.session.flush()
        self.stands(made, StepStands.DONE, done_by or by, at)
        return made

    def stands(self, thread: uuid.UUID, stands: StepStands, by: str, at: datetime) -> None:
        """Somebody said how a step stood."""
        said_by = self.account(by).id
        db.session.add(StepState(thread=thread, stands=stands, said_by=said_by, created_at=at))
        db.session.commit()

    def many(self, names: Iterable[str], **answers: tuple[Said, datetime]) -> None:
        """People without a name of their own in the test, all saying the same."""
        for who in names:
            self.person(who, f"Quibblethorn {who}")
            for answer, at in answers.values():
                self.says(who, answer, at)

    def as_(self, who: str) -> FlaskClient:
        if who not in self.browsers:
            client = self.portal.test_client()
            answer = client.post("/demo", data={"email": f"{who}@demo.example"})
            assert answer.status_code == 303, who
            self.browsers[who] = client
        return self.browsers[who]
