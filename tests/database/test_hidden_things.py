"""What was hidden stays hidden through the migration, up and down."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from app.accounts.models import Account
from app.commands import alembic_config
from app.database import make_engine, now
from app.outcomes.models import CheckIn, HiddenThing, Hides, Outcome, Question, Said, ViewFrom
from app.people.models import Person

BEFORE, AFTER = "0010", "0011"
OLD = text(
    "INSERT INTO hidden_view (id, created_at, person_id, check_in_id, account_id, photo_only)"
    " VALUES (:id, :at, :person, :check_in, :account, :photo_only)"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/migrated.sqlite3"
    else:
        yield request.getfixturevalue("fresh_postgres_url")


def made(engine: Engine) -> dict[str, uuid.UUID]:
    """A person who said something of what she wants; a reader of it."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        accounts = [Account(name=name, email=f"{name}@demo.example") for name in ("me", "reader")]
        session.add_all(accounts)
        session.flush()
        person = Person(called="Test", account_id=accounts[0].id)
        session.add(person)
        session.flush()
        outcome = Outcome(person_id=person.id, made_by=accounts[0].id)
        session.add(outcome)
        said = [
            CheckIn(
                person_id=person.id,
                question=Question.DAY,
                view_from=ViewFrom.ME,
                said_by=accounts[0].id,
                answer=Said.WELL,
                language="en",
                answered_at=now(),
            )
            for _ in range(2)
        ]
        session.add_all(said)
    names = ("person", "account", "outcome", "first", "second")
    rows = (person, accounts[1], outcome, *said)
    return {name: row.id for name, row in zip(names, rows, strict=True)}


def as_before(engine: Engine) -> list[tuple[Any, ...]]:
    there = text("SELECT check_in_id, account_id, photo_only FROM hidden_view ORDER BY check_in_id")
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(there)]


def test_rows_go_up_and_down(url: str) -> None:
    config = alembic_config(url)
    command.upgrade(config, BEFORE)
    engine = make_engine(url)
    ids = made(engine)
    hidden = [("first", False), ("second", True)]
    uuids = str if engine.dialect.name == "postgresql" else (lambda each: each.hex)
    with engine.begin() as connection:
        for name, photo_only in hidden:
            connection.execute(
                OLD,
                {
                    "id": uuids(uuid.uuid4()),
                    "at": str(now()),
                    "person": uuids(ids["person"]),
                    "check_in": uuids(ids[name]),
                    "account": uuids(ids["account"]),
                    "photo_only": photo_only,
                },
            )
    there = as_before(engine)
    assert sorted(bool(photo_only) for *_ids, photo_only in there) == [False, True]
    command.upgrade(config, AFTER)
    with Session(engine) as session:
        rows = {row.check_in_id: row for row in session.query(HiddenThing)}
        assert {key: row.what for key, row in rows.items()} == {
            ids["first"]: Hides.ALL,
            ids["second"]: Hides.PHOTO,
        }
        assert {row.account_id for row in rows.values()} == {ids["account"]}
    command.downgrade(config, BEFORE)
    assert as_before(engine) == there
    engine.dispose()


def test_what_the_portal_before_could_not_hide_is_not_shown(url: str) -> None:
    """The way back is refused while it would show a photo, and nothing is lost by trying."""
    config = alembic_config(url)
    command.upgrade(config, "head")
    engine = make_engine(url)
    ids = made(engine)
    with Session(engine) as session, session.begin():
        whom = {"person_id": ids["person"], "account_id": ids["account"]}
        session.add(HiddenThing(outcome_id=ids["outcome"], what=Hides.PHOTO, **whom))
    with pytest.raises(RuntimeError, match="cannot hide"):
        command.downgrade(config, BEFORE)
    with Session(engine) as session:
        assert [row.what for row in session.query(HiddenThing)] == [Hides.PHOTO]
        for row in session.query(HiddenThing):
            session.delete(row)
        session.commit()
    command.downgrade(config, BEFORE)
    assert as_before(engine) == []
    engine.dispose()
