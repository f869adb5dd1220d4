"""Migrations on both databases: up, down, one head, head equals models, triggers are there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

import app.models  # noqa: F401
from app.commands import MIGRATIONS, alembic_config, grant_rights
from app.database import APPEND_ONLY, Base, make_engine

BY_HAND = ("listing_words", "listing_place")


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
