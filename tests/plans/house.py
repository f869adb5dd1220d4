"""A person with a plan, her sister who may write what she wants, and a friend who sees nothing."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import event, select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import (
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    Conclusion,
    HiddenPart,
    Person,
    Relationship,
)
from app.people.parts import Level, Part
from app.people.predicates import forget_relations
from app.plans.actions import words
from app.plans.models import PlanStart, PlanVersion, SectionText, StartedAs, Suggestion
from tests.makers import make_account, make_member, make_person, share
from tests.page_client import Browser, SeenPage

CALLED = "Ottoline Bract"
SISTER = "Quillon Sisterwick"
FRIEND = "Perpetua Friendwick"


@dataclass
class PlanHouse:
    """One person and their circle. `as_(role)` is a browser signed in as one of them.

    Roles: person, sister (WRITE on what I want), friend (in the circle, sees nothing), stranger.
    """

    portal: Flask
    person_id: uuid.UUID
    accounts: dict[str, uuid.UUID]
    members: dict[str, uuid.UUID]
    browsers: dict[str, Browser] = field(default_factory=dict)

    def as_(self, role: str) -> Browser:
        if role not in self.browsers:
            self.browsers[role] = Browser(self.portal).sign_in(role)
        return self.browsers[role]

    def url(self, *then: object) -> str:
        """The address of the plan, or of a page below it: `url(part, "change")`."""
        steps = [each.value if isinstance(each, Part) else str(each) for each in then]
        return "/".join([f"/people/{self.person_id}/plan", *steps])

    def share(self, role: str, *parts: Part, level: Level = Level.SEE, **given: Any) -> None:
        with self.portal.app_context():
            share(
                db.session.get_one(Person, self.person_id),
                db.session.get_one(CircleMember, self.members[role]),
                *parts,
                level=level,
                decided_by=self.accounts["person"],
                **given,
            )

    def hide(self, role: str, part: Part) -> None:
        self.add(HiddenPart(person_id=self.person_id, account_id=self.accounts[role], part=part))

    def add_member(self, role: str, name: str, kind: Relationship) -> None:
        with self.portal.app_context():
            account = make_account(name, f"{role}@demo.example")
            person = db.session.get_one(Person, self.person_id)
            self.accounts[role] = account.id
            self.members[role] = make_member(person, account, kind).id

    def add(self, *rows: Any) -> None:
        with self.portal.app_context(), db.writing():
            db.session.add_all(rows)

    def rows(self, model: Any, *conditions: Any) -> list[Any]:
        with self.portal.app_context():
            found = select(model).where(*conditions).order_by(model.created_at, model.id)
            return list(db.session.scalars(found).unique())

    @contextmanager
    def acting(self, role: str) -> Iterator[tuple[Account, Person]]:
        """For actions: an account and the person, in a transaction of their own."""
        with self.portal.app_context(), db.writing():
            forget_relations()
            account = db.session.get_one(Account, self.accounts[role])
            yield account, db.session.get_one(Person, self.person_id)

    def write(self, part: Part, text: str = "", role: str = "person", **content: Any) -> uuid.UUID:
        """Whoever decides changes a section, on top of what stands. The id of the new text."""
        with self.acting(role) as (by, person):
            made = words.write(
                by=by,
                person=person,
                section=part,
                key=uuid.uuid4(),
                base_id=_working_id(self.person_id, part),
                said=said(text, **content),
            )
            assert isinstance(made, SectionText)
            return made.id

    def suggest(self, part: Part, text: str = "", role: str = "sister", **content: Any) -> Any:
        """Somebody suggests a section. The id of the suggestion."""
        with self.acting(role) as (by, person):
            return words.suggest(
                by=by,
                person=person,
                section=part,
                key=uuid.uuid4(),
                base_id=_working_id(self.person_id, part),
                said=said(text, **content),
            ).id

    def take(self, suggestion_id: uuid.UUID, role: str = "person", other: str = "") -> uuid.UUID:
        """Take a suggestion, or take it in other words. The id of the new text."""
        with self.acting(role) as (by, person):
            suggestion = db.session.get_one(Suggestion, suggestion_id)
            seen = _working_id(self.person_id, suggestion.section)
            given: dict[str, Any] = {"by": by, "person": person, "suggestion": suggestion}
            made = (
                words.take_changed(**given, seen_id=seen, said=said(other))
                if other
                else words.take(**given, seen_id=seen)
            )
            assert isinstance(made, SectionText)
            return made.id

    def publish(self, role: str = "person", starts: bool = False, **start: Any) -> uuid.UUID:
        """The next version from the working texts; `starts`: agreed by the person too."""
        with self.acting(role) as (by, person):
            newest = db.session.scalar(
                select(PlanVersion.number)
                .where(PlanVersion.person_id == person.id)
                .order_by(PlanVersion.number.desc())
            )
            made = words.publish(by=by, person=person, seen_number=newest or 0)
            assert isinstance(made, PlanVersion), "nothing new"
            version_id = made.id
        if starts or start:
            self.start(version_id, **start)
        return version_id

    def start(self, version_id: uuid.UUID, **given: Any) -> None:
        """A version becomes the plan: as agreed by the person, or as `given`."""
        told = {"started_as": StartedAs.AGREED, "started_by": self.accounts["person"], **given}
        self.add(PlanStart(person_id=self.person_id, version_id=version_id, **told))

    def start_not_agreed(self, version_id: uuid.UUID, dissent: str) -> None:
        """A version starts without the person's yes, with the records that this takes."""
        today = now().date()
        best = self.best_interests(*(part for part in Part if part.value.startswith("plan-")))
        self.start(
            version_id,
            started_as=StartedAs.NOT_AGREED_BY_ME,
            best_interests_id=best,
            dissent=dissent,
            review_on=today + timedelta(days=20),
        )

    def capacity(self, *parts: Part, by: str = "sister") -> uuid.UUID:
        """A live record that the person cannot decide about these sections now."""
        today = now().date()
        with self.portal.app_context(), db.writing():
            made = CapacityRecord(
                person_id=self.person_id,
                decision="What the plan says",
                receiver="plan",
                parts=[part.value for part in parts],
                why_in_doubt="Test",
                help_given="Test",
                understands=True,
                retains=True,
                weighs=False,
                communicates=True,
                because_of="Test",
                conclusion=Conclusion.CANNOT_DECIDE_NOW,
                assessed_by=self.accounts[by],
                assessed_on=today,
                review_on=today + timedelta(days=30),
            )
            db.session.add(made)
            db.session.flush()
            return made.id

    def best_interests(self, *parts: Part, by: str = "sister") -> uuid.UUID:
        """A best interests decision on a live capacity record for these sections."""
        capacity_id = self.capacity(*parts, by=by)
        with self.portal.app_context(), db.writing():
            made = BestInterestsDecision(
                person_id=self.person_id,
                capacity_id=capacity_id,
                wishes="Test",
                consulted="Test",
                options="Test",
                least_restrictive="Test",
                decided="Test",
                decided_by=self.accounts[by],
                decided_on=now().date(),
            )
            db.session.add(made)
            db.session.flush()
            return made.id

    @contextmanager
    def queries(self) -> Iterator[list[str]]:
        """Every statement of a while, but BEGIN, COMMIT and SAVEPOINT."""
        seen: list[str] = []

        def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.upper().startswith(
                ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLB")
            ):
                seen.append(statement)

        engine = self.portal.extensions["db_engine"]
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)


def said(text: str = "", **content: Any) -> words.Said:
    """What somebody wants a section to say: main words, and fields or `lines` by name."""
    told = {"text": text} if text else {}
    return words.Said(content={**told, **content}, language="en")


def _working_id(person_id: uuid.UUID, part: Part) -> uuid.UUID | None:
    return db.session.scalar(
        select(SectionText.id)
        .where(SectionText.person_id == person_id, SectionText.section == part)
        .order_by(SectionText.number.desc())
        .limit(1)
    )


def plain(page: SeenPage) -> str:
    """The words of the main part as one reads them: no space before a full stop."""
    return page.text.replace(" .", ".")


def build_plan_house(portal: Flask) -> PlanHouse:
    with portal.app_context():
        owner = make_account(CALLED, "person@demo.example")
        person = make_person(CALLED, owner)
        accounts, members = {"person": owner.id}, {}
        for role, name, kind in (
            ("sister", SISTER, Relationship.FAMILY),
            ("friend", FRIEND, Relationship.FRIEND),
        ):
            account = make_account(name, f"{role}@demo.example")
            accounts[role] = account.id
            members[role] = make_member(person, account, kind).id
        accounts["stranger"] = make_account("Zebedee Crake", "stranger@demo.example").id
        house = PlanHouse(portal, person.id, accounts, members)
    house.share("sister", Part.PLAN_WANTS, level=Level.WRITE)
    return house
