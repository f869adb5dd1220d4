"""One world for the tests of access: the demo's people, and what else a URL can name."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Account
from app.demo.load import load_demo
from app.demo.people import ACCOUNTS
from app.extensions import db
from app.people.models import CircleMember, Person
from tests.rules.things import make_things

COOKIES = ("together", "device")
ROLES = ("visitor", *(each.role for each in ACCOUNTS))


@dataclass
class World:
    """The portal with the demo loaded; ids of what URLs name."""

    portal: Flask
    person_id: uuid.UUID
    stranger_id: uuid.UUID
    members: dict[str, uuid.UUID]
    values: dict[str, Any]
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)

    @contextmanager
    def signed_in(self, role: str) -> Iterator[FlaskClient]:
        """A browser signed in as a role; what it changes is undone afterwards."""
        with self.undone(role):
            client = self.portal.test_client()
            for name, value in self.cookies[role].items():
                client.set_cookie(name, value)
            yield client

    @contextmanager
    def undone(self, role: str) -> Iterator[None]:
        """Undo what happens inside, but not the sign-in of this role."""
        if role not in self.cookies:
            self.cookies[role] = self._sign_in(role)
        with self.portal.extensions["db_connection"].begin_nested() as inner:
            yield
            inner.rollback()

    @contextmanager
    def for_one_test(self) -> Iterator[None]:
        """Everybody is signed in; what happens inside is undone, and they still are."""
        for role in ROLES:
            with self.undone(role):
                pass
        with self.undone("visitor"):
            yield

    def _sign_in(self, role: str) -> dict[str, str]:
        """Sign in once; the cookies are used by every later browser of this role."""
        if role == "visitor":
            return {}
        client = self.portal.test_client()
        answer = client.post("/demo", data={"email": f"{role}@demo.example"})
        assert answer.status_code == 303, (role, answer.status_code)
        found = {name: client.get_cookie(name) for name in COOKIES}
        return {name: cookie.value for name, cookie in found.items() if cookie is not None}


def build_world(portal: Flask) -> World:
    """Load the demo into the portal's (rolled back) database and note its ids."""
    with portal.app_context():
        with db.writing():
            load_demo()
        accounts = {a.email.split("@")[0]: a for a in db.session.scalars(select(Account))}
        of_account = {p.account_id: p for p in db.session.scalars(select(Person))}
        person = of_account[accounts["person"].id]
        members = _members(person.id)
        with db.writing():
            things = make_things(person.id, accounts, members)
        values = {"person": person.id, **members, **things}
        return World(portal, person.id, of_account[accounts["stranger"].id].id, members, values)


def _members(person_id: uuid.UUID) -> dict[str, uuid.UUID]:
    rows = db.session.execute(
        select(Account.email, CircleMember.id)
        .join(CircleMember, CircleMember.account_id == Account.id)
        .where(CircleMember.person_id == person_id)
    )
    return {email.split("@")[0]: member_id for email, member_id in rows}
