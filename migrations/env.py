"""Alembic's way to the database. SQLite needs care: see the comments."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import Connection, create_engine

import app.models  # noqa: F401  every table registers itself
from app.database import Base, UtcDateTime, Words

# Search tables are made by hand-written statements, not from the models.
BY_HAND = ("listing_words", "listing_place")


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Own types are written into migrations as plain SQLAlchemy ones."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Words):
        return f"sa.String(length={item.impl_instance.length})"
    return False


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith(BY_HAND))


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=render_item,
        include_name=include_name,
        render_as_batch=connection.dialect.name == "sqlite",
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def main() -> None:
    url: str = context.config.attributes["url"]
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                _run_on_sqlite(connection)
            else:
                run(connection)
                connection.commit()
    finally:
        engine.dispose()


def _run_on_sqlite(connection: Connection) -> None:
    # With foreign keys on, batch mode fails half-way; with the driver's own transactions a
    # failed migration would stay half done. So: ours, with keys off, checked before the commit.
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.isolation_level = None
    driver.execute("PRAGMA foreign_keys=OFF")
    driver.execute("BEGIN IMMEDIATE")
    try:
        run(connection)
        broken = driver.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"A migration broke foreign keys: {broken[:5]}")
        driver.execute("COMMIT") if driver.in_transaction else None
    except BaseException:
        if driver.in_transaction:
            driver.execute("ROLLBACK")
        raise


main()
