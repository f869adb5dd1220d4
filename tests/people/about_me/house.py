"""Ottoline, her sister, a friend and a nurse: who sees what is decided test by test."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from sqlalchemy import event, select

from app.extensions import db
from app.people.models import AboutMeEntry, Relationship
from app.people.parts import Level, Part
from tests.makers import make_account, make_member, make_person, share
from tests.page_client import Browser, SeenPage

CALLED = "Ottoline Bract"
ROLES = {
    "sister": Relationship.FAMILY,
    "friend": Relationship.FRIEND,
    "nurse": Relationship.HEALTH_PROFESSIONAL,
}


@dataclass
class House:
    """One person and their circle; `browsers` are signed in, each as one of them."""

    portal: Flask
    person_id: uuid.UUID
    accounts: dict[str, uuid.UUID]
    members: dict[str, uuid.UUID]
    browsers: dict[str, Browser] = field(default_factory=dict)

    def as_(self, role: str) -> Browser:
        if role not in self.browsers:
            self.browsers[role] = Browser(self.portal).sign_in(role)
        return self.browsers[role]

    def url(self, part: Part | None = None, then: str = "") -> str:
        """The address of About me, of one part, or of a page below it."""
        address = f"/people/{self.person_id}/about-me"
        return address + (f"/{part.value}" if part else "") + (f"/{then}" if then else "")

    def share(self, role: str, *parts: Part, level: Level = Level.SEE) -> None:
        from app.people.models import CircleMember, Person

        with self.portal.app_context():
            share(
                db.session.get_one(Person, self.person_id),
                db.session.get_one(CircleMember, self.members[role]),
                *parts,
                level=level,
                decided_by=self.accounts["owner"],
            )

    def write(self, part: Part, role: str = "owner", status: int = 303, **given: Any) -> Any:
        """Send the form of a part as it would be sent from a page opened just now."""
        browser = self.as_(role)
        sent = browser.get(self.url(part, "change")).fields("form.question")
        left_out = {"valid_html": given.pop("valid_html", True)}
        return browser.post(self.url(part, "change"), {**sent, **given}, status=status, **left_out)

    def entries(self, part: Part) -> list[AboutMeEntry]:
        with self.portal.app_context():
            return list(
                db.session.scalars(
                    select(AboutMeEntry)
                    .where(AboutMeEntry.person_id == self.person_id, AboutMeEntry.part == part)
                    .order_by(AboutMeEntry.number)
                )
            )

    def rows(self, model: Any) -> list[Any]:
        with self.portal.app_context():
            return list(db.session.scalars(select(model)))

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


def said(page: SeenPage) -> str:
    """The words of the main part as one reads them: no space before a full stop."""
    return page.text.replace(" .", ".")


def build_house(portal: Flask) -> House:
    with portal.app_context():
        owner = make_account(CALLED, "owner@demo.example")
        person = make_person(CALLED, owner)
        accounts, members = {"owner": owner.id}, {}
        for role, kind in ROLES.items():
            account = make_account(f"Quillon {role.title()}wick", f"{role}@demo.example")
            accounts[role] = account.id
            members[role] = make_member(person, account, kind).id
        accounts["stranger"] = make_account("Zebedee Crake", "stranger@demo.example").id
        return House(portal, person.id, accounts, members)
