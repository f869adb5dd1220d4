"""The command line: `flask --app wsgi db-upgrade` and its sisters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import click
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import Connection, make_url, text

from app.database import APPEND_ONLY, make_engine
from app.extensions import db

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"


def alembic_config(url: str) -> Config:
    """Alembic's settings for one database, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def owner_url() -> str:
    """The database as its owner: migrations run as the owner, the portal as a lesser role."""
    return current_app.config["DATABASE_OWNER_URL"] or current_app.config["DATABASE_URL"]


@click.command("db-upgrade")
def upgrade() -> None:
    """Bring the database to the newest migration, and the portal's role to its rights."""
    command.upgrade(alembic_config(owner_url()), "head")
    role = make_url(current_app.config["DATABASE_URL"]).username
    if current_app.config["DATABASE_OWNER_URL"] and role:
        engine = make_engine(owner_url())
        with engine.begin() as connection:
            grant_rights(connection, role)
        engine.dispose()


def grant_rights(connection: Connection, role: str) -> None:
    """On PostgreSQL the portal's own role may add to append-only tables, never change them."""
    quoted = connection.dialect.identifier_preparer.quote(role)
    tables = connection.execute(
        text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    ).scalars()
    connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {quoted}"))
    for table in tables.all():
        connection.execute(text(f"REVOKE ALL ON {table} FROM {quoted}"))
        rights = "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"
        connection.execute(text(f"GRANT {rights} ON {table} TO {quoted}"))
    # Rows that search numbers take their numbers from a sequence.
    connection.execute(text(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted}"))


@click.command("db-downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Take the database back to an earlier migration."""
    command.downgrade(alembic_config(owner_url()), revision)


@click.command("db-revision")
@click.argument("message")
def revision(message: str) -> None:
    """Write a new migration from the difference between models and database."""
    command.revision(alembic_config(owner_url()), message, autogenerate=True)


def is_at_head() -> bool:
    """Is the database at the newest migration? One query."""
    context = MigrationContext.configure(db.session.connection())
    return context.get_current_revision() == newest_migration()


@cache
def newest_migration() -> str | None:
    """The revision that this code needs."""
    return ScriptDirectory(str(MIGRATIONS)).get_current_head()


def init_app(app: Flask) -> None:
    # The health page asks through the app: pages stand below commands.
    app.extensions["is_at_head"] = is_at_head
    for each in (upgrade, downgrade, revision):
        app.cli.add_command(each)
