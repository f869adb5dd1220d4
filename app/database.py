"""The database: base model, types, one session per app context, readers and writers.

SQLite and PostgreSQL behave alike here: a request begins as a reader; the first action makes it a
writer (`BEGIN IMMEDIATE` on SQLite, so that two read-then-write requests queue instead of losing
an update). The one commit of a request is in `app.transactions`.
"""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from flask import Flask, current_app, g
from sqlalchemy import (
    DDL,
    Connection,
    Dialect,
    Engine,
    MetaData,
    String,
    Table,
    Uuid,
    create_engine,
    event,
    make_url,
)
from sqlalchemy import DateTime as SqlDateTime
from sqlalchemy import Enum as SqlEnum
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def now() -> datetime:
    """The time now, in UTC with its zone."""
    return datetime.now(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, stored in UTC. Refuses a time without a zone."""

    impl = SqlDateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A time without a zone cannot be stored.")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class BadText(ValueError):
    """Text with a character that could hide or turn round other text."""


# Overrides and embeddings can make "abc" read as "cba"; the isolates and marks that
# Urdu needs in honest text (200E, 200F, 2066 to 2069, 061C, 200C, 200D) stay allowed.
_REFUSED = {0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2028, 0x2029, 0xFEFF}


def clean_text(text: str) -> str:
    """Unicode NFC with plain line ends. Raises BadText for control or override characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for letter in text:
        if _is_bad(letter):
            raise BadText(f"character U+{ord(letter):04X} is not allowed")
    return text


def without_bad_letters(text: str) -> str:
    """The text without what `clean_text` refuses: for drafts, which are kept as they are typed."""
    return "".join(letter for letter in text if not _is_bad(letter) or letter == "\r")


def _is_bad(letter: str) -> bool:
    if ord(letter) in _REFUSED:
        return True
    return unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t"


class Words(TypeDecorator[str]):
    """What somebody wrote: NFC, at most `length` characters, nothing that hides other text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        value = clean_text(value)
        longest = self.impl_instance.length  # type: ignore[attr-defined]
        if longest is not None and len(value) > longest:
            raise BadText(f"longer than {longest} characters")
        return value


def one_of(kind: type[Enum], name: str) -> SqlEnum:
    """A column type for an enum: its values as text, with a named check constraint."""
    return SqlEnum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        uuid.UUID: Uuid(),
    }


class Entity:
    """What every table has: a time-ordered id and when the row was made."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7, sort_order=-2)
    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=-1)


APPEND_ONLY: list[str] = []

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""


def append_only_statements(table: str, dialect: str) -> list[str]:
    """The statements that let nobody change or delete a row of `table`."""
    if dialect == "postgresql":
        return [
            REFUSE_CHANGE,
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ]


ModelClass = TypeVar("ModelClass", bound=type[Base])


def append_only(model: ModelClass) -> ModelClass:
    """Class decorator: rows are added, never changed or deleted. Kept by triggers."""
    table = model.__table__
    assert isinstance(table, Table)
    APPEND_ONLY.append(table.name)
    for dialect in ("sqlite", "postgresql"):
        for statement in append_only_statements(table.name, dialect):
            ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
            event.listen(table, "after_create", ddl)
    return model


# As many as one process of the web server has threads (`tools/serve.py`): none waits for another.
POOL: dict[str, Any] = {"pool_size": 5, "max_overflow": 11, "pool_timeout": 5}


class Database:
    """One engine an app; one session an app context, opened when first asked for."""

    def init_app(self, app: Flask) -> None:
        app.extensions["db_engine"] = make_engine(app.config["DATABASE_URL"])
        app.teardown_appcontext(self._close)

    @property
    def engine(self) -> Engine:
        engine: Engine = current_app.extensions["db_engine"]
        return engine

    @property
    def connection(self) -> Connection | None:
        """Tests bind every session to one connection, so that a test can be rolled back whole."""
        connection: Connection | None = current_app.extensions.get("db_connection")
        return connection

    @property
    def session(self) -> Session:
        """The session of this app context. It begins as a reader."""
        if "db_session" not in g:
            g.db_session = Session(
                bind=self.connection or self.engine,
                expire_on_commit=False,
                join_transaction_mode="create_savepoint",
            )
        session: Session = g.db_session
        return session

    def begin_writing(self) -> None:
        """Make the session a writer: end what it read, take the write lock. Once per request."""
        session = self.session
        if session.info.get("writing"):
            return
        if session.new or session.dirty or session.deleted:
            raise RuntimeError("Something was changed before begin_writing().")
        session.rollback()
        if self.connection is None:
            session.connection(execution_options={"writing": True})
        session.info["writing"] = True

    def commit(self) -> None:
        self.session.commit()
        self.session.info.pop("writing", None)

    def rollback(self) -> None:
        """Undo all that is not committed. Opens no session where none was used."""
        if "db_session" in g:
            g.db_session.rollback()
            g.db_session.info.pop("writing", None)

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction outside a request: commands and the worker."""
        self.begin_writing()
        try:
            yield self.session
            self.commit()
        except BaseException:
            self.rollback()
            raise

    def _close(self, error: BaseException | None) -> None:
        session = g.pop("db_session", None)
        if session is not None:
            session.close()


def make_engine(url: str) -> Engine:
    """An engine for SQLite (WAL, foreign keys on, busy timeout) or PostgreSQL."""
    if url.startswith("postgres"):
        url = url.replace("postgres://", "postgresql://", 1)
        if url.startswith("postgresql://"):
            url = url.replace("postgresql://", "postgresql+psycopg://", 1)
        return create_engine(url, pool_pre_ping=True, hide_parameters=True, **POOL)
    Path(make_url(url).database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 5}, hide_parameters=True, **POOL)
    event.listen(engine, "connect", _on_sqlite_connect)
    event.listen(engine, "begin", _on_sqlite_begin)
    return engine


def _on_sqlite_connect(connection: Any, record: Any) -> None:
    # The driver's own transactions lose updates: we begin them ourselves (see _on_sqlite_begin).
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        # Without it INSERT OR REPLACE walks round the append-only triggers.
        "recursive_triggers=ON",
        "busy_timeout=5000",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_sqlite_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("BEGIN IMMEDIATE" if writing else "BEGIN")
