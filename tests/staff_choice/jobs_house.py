"""A person who writes a job, her circle, and the council's moderator.

Roles: person; sister (helps to choose: WRITE), manager (runs the provider, SEE), caremanager (could
hold the second lock, SEE), friend (in the circle, sees nothing), moderator, stranger.
"""

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
from app.organisations.models import OrganisationKind, Role
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Level, Part
from app.staff_choice.models import Box, Criterion, Vacancy, VacancyState
from tests.makers import make_account, make_member, make_organisation, make_person, make_role, share
from tests.page_client import Browser, SeenPage
from tests.staff_choice.house import make_line

CALLED = "Zephyrine"
FULL = "Zephyrine Whitmarsh"
NAMES = (CALLED, "Whitmarsh", "Sisterwick", "Bossington", "Carewell", "Friendly", "Hazelwick")
TEXT = "I laugh a lot. We bake on rainy days."


@dataclass
class JobsHouse:
    portal: Flask
    person_id: uuid.UUID
    accounts: dict[str, uuid.UUID]
    members: dict[str, uuid.UUID]
    provider_id: uuid.UUID
    line_ids: list[uuid.UUID]
    browsers: dict[str, Browser] = field(default_factory=dict)

    def as_(self, role: str) -> Browser:
        if role not in self.browsers:
            browser = Browser(self.portal)
            self.browsers[role] = browser if role == "visitor" else browser.sign_in(role)
        return self.browsers[role]

    def url(self, *then: object) -> str:
        return "/".join([f"/people/{self.person_id}/staff/jobs", *(str(each) for each in then)])

    def facts(self, **given: str) -> dict[str, str]:
        day = (now() + timedelta(days=20)).date().isoformat()
        return {
            "pays": f"provider:{self.provider_id}",
            "hours": "20",
            "pay": "13.50",
            "closes_on": day,
            "district": "M33",
            "town": "Sale",
            **given,
        }

    def start(self, role: str = "person", status: int = 303, **given: str) -> uuid.UUID:
        """A job with its facts. Its id."""
        fields = self.as_(role).get(self.url("new")).fields("form.question")
        self.as_(role).post(self.url("new"), {**fields, **self.facts(**given)}, status=status)
        return uuid.UUID(fields["key"])

    def send(self, job: uuid.UUID, part: str, role: str = "person", **given: Any) -> SeenPage:
        """Open a form of the job and send it with other answers."""
        status = given.pop("status", 303)
        fields = self.as_(role).get(self.url(job, part)).fields("form.question")
        return self.as_(role).post(self.url(job, part), {**fields, **given}, status=status)

    def write(self, role: str = "person", **texts: str) -> uuid.UUID:
        """A whole job, ready for the person's yes. Its id."""
        job = self.start(role)
        self.send(job, "lines", role, lines=[str(each) for each in self.line_ids])
        self.send(job, "texts", role, **(texts or {"good_day": TEXT}))
        return job

    def say_yes(self, job: uuid.UUID, role: str = "person", status: int = 303) -> SeenPage:
        fields = self.as_(role).get(self.url(job, "stranger")).fields("form.question")
        return self.as_(role).post(self.url(job, "stranger"), fields, status=status)

    def moderate(self, job: uuid.UUID, how: str = "publish", **given: Any) -> SeenPage:
        status = given.pop("status", 303)
        page = self.as_("moderator").get(f"/council/jobs/{job}")
        seen = page.fields("form.question")
        url = f"/council/jobs/{job}/{how}"
        return self.as_("moderator").post(url, {"seen": seen["seen"], **given}, status=status)

    def publish(self, **texts: str) -> uuid.UUID:
        job = self.write(**texts)
        self.say_yes(job)
        self.moderate(job)
        return job

    def number(self, job: uuid.UUID) -> str:
        return self.vacancy(job).number

    def vacancy(self, job: uuid.UUID) -> Vacancy:
        with self.portal.app_context():
            return db.session.get_one(Vacancy, job)

    def stages(self, job: uuid.UUID) -> list[str]:
        chosen = select(VacancyState).where(VacancyState.vacancy_id == job)
        with self.portal.app_context():
            rows = db.session.scalars(chosen.order_by(VacancyState.number))
            return [each.stage.value for each in rows]

    @contextmanager
    def queries(self) -> Iterator[list[str]]:
        """Every statement of a while, but those that begin and end a transaction."""
        seen: list[str] = []

        def note(conn: Any, cursor: Any, statement: str, *rest: Any) -> None:
            if not statement.upper().startswith(("BEGIN", "COMMIT", "SAVE", "RELEASE", "ROLLB")):
                seen.append(statement)

        engine = self.portal.extensions["db_engine"]
        event.listen(engine, "before_cursor_execute", note)
        try:
            yield seen
        finally:
            event.remove(engine, "before_cursor_execute", note)

    def rows(self, model: Any, *conditions: Any) -> list[Any]:
        with self.portal.app_context():
            found = select(model).where(*conditions).order_by(model.created_at, model.id)
            return list(db.session.scalars(found).unique())

    def change(self, job: uuid.UUID, **values: object) -> None:
        """Straight in the database: time goes by, a name becomes known."""
        with self.portal.app_context(), db.writing():
            vacancy = db.session.get_one(Vacancy, job)
            for name, value in values.items():
                setattr(vacancy, name, value)


def build_jobs_house(portal: Flask) -> JobsHouse:
    with portal.app_context():
        accounts = {
            "person": make_account(FULL, "person@demo.example", phone="07700 900555"),
            "sister": make_account("Philomena Sisterwick", "sister@demo.example"),
            "manager": make_account("Ignatius Bossington", "manager@demo.example"),
            "caremanager": make_account("Augustine Carewell", "caremanager@demo.example"),
            "friend": make_account("Leocadia Friendly", "friend@demo.example"),
            "moderator": make_account("Clementine Burrage", "moderator@demo.example"),
            "stranger": make_account("Ottokar Elsewhere", "stranger@demo.example"),
        }
        person = make_person(CALLED, accounts["person"])
        provider = make_organisation()
        council = make_organisation(OrganisationKind.COUNCIL)
        make_role(provider, accounts["manager"], Role.PROVIDER_MANAGER)
        make_role(council, accounts["moderator"], Role.MODERATOR)
        make_role(council, accounts["caremanager"], Role.CARE_MANAGER)
        members = _circle(person, accounts, provider, council)
        for role, level in (
            ("sister", Level.WRITE),
            ("manager", Level.SEE),
            ("caremanager", Level.SEE),
        ):
            share(person, members[role], Part.STAFF, level=level)
        share(person, members["sister"], Part.CIRCLE)
        lines = _lines(person)
        return JobsHouse(
            portal,
            person.id,
            {role: each.id for role, each in accounts.items()},
            {role: each.id for role, each in members.items()},
            provider.id,
            [each.id for each in lines],
        )


def _circle(
    person: Person, accounts: dict[str, Account], provider: Any, council: Any
) -> dict[str, CircleMember]:
    kinds = {
        "sister": (Relationship.FAMILY, None),
        "manager": (Relationship.PROVIDER_MANAGER, provider),
        "caremanager": (Relationship.CARE_MANAGER, council),
        "friend": (Relationship.FRIEND, None),
    }
    return {
        role: make_member(person, accounts[role], kind, place)
        for role, (kind, place) in kinds.items()
    }


def _lines(person: Person) -> list[Criterion]:
    return [
        make_line(person),
        make_line(person, Box.SKILLS, "can-drive", essential=True),
        make_line(person, Box.KIND, "", words="Lubi się śmiać", language="pl"),
    ]
