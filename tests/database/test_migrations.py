"""Migrations on both databases: up, down, one head, head equals models, triggers are there."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import DBAPIError, ProgrammingError
from sqlalchemy.orm import Session

import app.models  # noqa: F401
from app import create_app
from app.accounts.models import Account
from app.commands import MIGRATIONS, alembic_config, grant_rights
from app.config import Settings
from app.database import APPEND_ONLY, Base, make_engine, now
from app.extensions import db
from app.providers.models import Kind, Listing, ListingQuestion, Location, Provider, Service

BY_HAND = ("listing_words", "listing_place", "listing_terms")


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/migrated.sqlite3"
    else:
        yield request.getfixturevalue("fresh_postgres_url")


def tables(engine: Engine) -> set[str]:
    find = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%'",
        "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public'",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return set(connection.execute(text(find)).scalars())


def triggers(engine: Engine) -> set[str]:
    find = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[engine.dialect.name]
    with engine.connect() as connection:
        return set(connection.execute(text(find)).scalars())


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory(str(MIGRATIONS)).get_heads()) == 1


def test_up_equals_the_models_and_down_leaves_nothing(empty_url: str) -> None:
    config = alembic_config(empty_url)
    command.upgrade(config, "head")
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            each
            for each in compare_metadata(context, Base.metadata)
            if not any(name in str(each) for name in BY_HAND)
        ]
    assert differences == []
    command.downgrade(config, "base")
    assert tables(engine) - {"alembic_version"} == set()
    command.upgrade(config, "head")
    engine.dispose()


def test_migrated_and_made_databases_have_the_same_triggers(empty_url: str) -> None:
    command.upgrade(alembic_config(empty_url), "head")
    engine = make_engine(empty_url)
    migrated, there = triggers(engine), tables(engine)
    assert {name for table in APPEND_ONLY for name in migrated if name.startswith(table)}
    for table in APPEND_ONLY:
        assert any(name.startswith(f"{table}_") for name in migrated), table
    command.downgrade(alembic_config(empty_url), "base")
    Base.metadata.create_all(engine)
    assert triggers(engine) == migrated
    assert tables(engine) | {"alembic_version"} == there | {"alembic_version"}
    engine.dispose()


def test_a_question_of_before_belongs_to_who_offers_the_place(empty_url: str) -> None:
    # given a question in a database that does not know yet of whom it was asked
    config = alembic_config(empty_url)
    command.upgrade(config, "head")
    engine = make_engine(empty_url)
    with Session(engine) as session:
        provider = Provider(name="Hazel", source="test")
        listing = Listing(
            slug="hazel",
            name="Hazel",
            kind=Kind.GROUP,
            service=Service(provider=provider),
            location=Location(postcode="M33 7ZF", latitude=53.4, longitude=-2.3),
            source="test",
            source_key="1",
            imported_at=now(),
            name_words="hazel",
            other_words="",
            latitude=53.4,
            longitude=-2.3,
        )
        account = Account(email="asker@house.example", name="Ada")
        session.add_all([listing, account])
        session.flush()
        asked = ListingQuestion(
            listing_id=listing.id,
            account_id=account.id,
            words="x",
            language="en",
            once=uuid.uuid4(),
        )
        session.add(asked)
        session.commit()
        ids = asked.id, provider.id
    command.downgrade(config, "0019")
    # when it learns it
    command.upgrade(config, "head")
    # then it is that of whoever offers the place, and stays as it was written
    with Session(engine) as session:
        assert session.get_one(ListingQuestion, ids[0]).provider_id == ids[1]
        with pytest.raises(DBAPIError):
            session.execute(text("UPDATE listing_question SET words = 'y'"))
    engine.dispose()


def test_the_portals_role_cannot_change_what_is_append_only(fresh_postgres_url: str) -> None:
    command.upgrade(alembic_config(fresh_postgres_url), "head")
    owner = make_engine(fresh_postgres_url)
    with owner.begin() as connection:
        connection.execute(text("DROP ROLE IF EXISTS portal_test_role"))
        connection.execute(text("CREATE ROLE portal_test_role"))
        grant_rights(connection, "portal_test_role")
        for table in APPEND_ONLY:
            for right, expected in (("INSERT", True), ("UPDATE", False), ("DELETE", False)):
                held = connection.execute(
                    text("SELECT has_table_privilege('portal_test_role', :t, :r)"),
                    {"t": table, "r": right},
                ).scalar()
                assert held is expected, (table, right)
        connection.execute(text("DROP OWNED BY portal_test_role"))
        connection.execute(text("DROP ROLE portal_test_role"))
    owner.dispose()


@pytest.fixture
def role_url(fresh_postgres_url: str) -> Iterator[str]:
    """The same database as a lesser role of its own, which owns nothing."""
    role = f"portal_test_{uuid.uuid4().hex[:12]}"
    owner = make_engine(fresh_postgres_url)
    with owner.begin() as connection:
        connection.execute(text(f"CREATE ROLE {role} LOGIN PASSWORD '{role}'"))
    given = make_url(fresh_postgres_url).set(username=role, password=role)
    yield given.render_as_string(hide_password=False)
    with owner.begin() as connection:
        connection.execute(text(f"DROP OWNED BY {role}"))
        connection.execute(text(f"DROP ROLE {role}"))
    owner.dispose()


def test_the_portal_lives_as_its_lesser_role(
    fresh_postgres_url: str, role_url: str, tmp_path: Path
) -> None:
    settings = {"DATABASE_URL": role_url, "DATABASE_OWNER_URL": fresh_postgres_url}
    portal = create_app(Settings.from_environment({**settings, "FILES_URL": str(tmp_path)}))
    portal.config["WTF_CSRF_ENABLED"] = False
    # when its owner made the tables, it can write all that the demo shows, and show it
    for command_ in ("db-upgrade", "demo-load"):
        with portal.app_context():
            done = portal.test_cli_runner().invoke(args=[command_])
        assert done.exit_code == 0, done.exception
    browser = portal.test_client()
    assert browser.get("/readyz").status_code == 200
    assert browser.post("/demo", data={"email": "person@demo.example"}).status_code == 303
    assert browser.get("/providers?what=library&where=M33+7ZF").status_code == 200
    # and change nothing of what was said
    with portal.app_context():
        for table in APPEND_ONLY:
            with pytest.raises(ProgrammingError, match="permission denied"):
                db.session.execute(text(f"DELETE FROM {table}"))
            db.rollback()
    portal.extensions["db_engine"].dispose()
