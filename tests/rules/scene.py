"""Mirabel's world for one attack: browsers of everybody, and few words to act with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.accounts.models import Account
from app.audit.models import AccessEvent
from app.demo.people import PASSWORD
from app.extensions import db
from app.notices.models import Notice
from app.people.parts import ABOUT_ME_SEVEN, Level, Part
from tests.page_client import SeenPage
from tests.rules.world import World


@dataclass
class Scene:
    """Whatever anybody does in it is undone at the end of the test."""

    world: World
    browsers: dict[str, FlaskClient] = field(default_factory=dict)

    def as_(self, role: str) -> FlaskClient:
        """The browser of a role of the demo, signed in; `visitor` is nobody."""
        if role not in self.browsers:
            self.browsers[role] = client = self.world.portal.test_client()
            for name, value in self.world.cookies[role].items():
                client.set_cookie(name, value)
        return self.browsers[role]

    def new_device(self, role: str) -> FlaskClient:
        """Somebody who knows the password, on a phone that the account never used."""
        client = self.world.portal.test_client()
        data = {"email": f"{role}@demo.example", "password": PASSWORD}
        assert client.post("/sign-in/password", data=data).status_code == 303
        return client

    def of(self, path: str) -> str:
        """An address of Mirabel's."""
        return f"/people/{self.world.person_id}{path}"

    def get(self, role: str, path: str) -> TestResponse:
        return self.as_(role).get(self.of(path))

    def post(self, role: str, path: str, **form: Any) -> TestResponse:
        return self.as_(role).post(self.of(path), data=form)

    def fields(self, role: str, path: str) -> dict[str, str]:
        """What the form of a page would send, as it stands."""
        return SeenPage(self.get(role, path), path).fields("form.question")

    def member(self, role: str) -> str:
        """A role as a receiver."""
        return f"member:{self.world.members[role]}"

    def share(self, receiver: str, *parts: Part, level: Level = Level.SEE) -> None:
        """Mirabel says yes on her own page: these parts, of this group, and no others of it."""
        group = "about-me" if set(parts) <= set(ABOUT_ME_SEVEN) else "other"
        form = {"parts": [part.value for part in parts], "level": level.value}
        path = f"/sharing/{receiver.replace(':', '/')}/{group}"
        assert self.post("person", path, **form).status_code == 303

    def hide(self, role: str, *parts: Part) -> None:
        """Mirabel hides exactly these parts from one member."""
        form = {"parts": [part.value for part in parts]}
        path = f"/hide/{self.world.members[role]}"
        assert self.post("person", path, **form).status_code == 303

    def invited(self, email: str, kind: str = "family") -> str:
        """Mirabel asks somebody in; the path of the invitation."""
        form = {"name": "Thea", "who": "my aunt", "relationship_kind": kind, "email": email}
        assert self.post("person", "/circle/invite", **form).status_code == 303
        path: str = self.rows(Notice)[-1].path
        return path

    def account(self, role: str) -> Account:
        with self.world.portal.app_context():
            wanted = select(Account).where(Account.email == f"{role}@demo.example")
            return db.session.scalars(wanted).one()

    def rows(self, model: Any) -> list[Any]:
        """Every row, the oldest first."""
        with self.world.portal.app_context():
            return list(db.session.scalars(select(model).order_by(model.id)).unique())

    def change(self, model: Any, key: Any, **values: Any) -> None:
        """Straight into the database: what time or somebody else would bring about."""
        with self.world.portal.app_context(), db.writing():
            row = db.session.get_one(model, key)
            for name, value in values.items():
                setattr(row, name, value)

    @contextmanager
    def looks(self) -> Iterator[set[tuple[str, str]]]:
        """What "who looked" is told meanwhile: part and how."""
        before = len(self.rows(AccessEvent))
        told: set[tuple[str, str]] = set()
        yield told
        told.update((each.part, each.how) for each in self.rows(AccessEvent)[before:])


def open_scene(world: World) -> Iterator[Scene]:
    with world.for_one_test():
        yield Scene(world)
