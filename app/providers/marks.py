"""The mark of the directory: it changes with every change of the tables that search rests on.

Every process compares it with the mark of its own index (`directory_index.py`). It is a mark, not
a number that is counted up: a database that was put back to an earlier state has another one.

Of a provider the tick depends on its route and on what it is (`queries/vetting.py`), so its row is
watched. Its name is not in the index: a card reads it when it is shown, and a search by it reads
the words of the listing. Who offers a service changes by an import alone, which writes the listing
too.
"""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import DDL, Connection, MetaData, Table, event
from sqlalchemy.orm import DeclarativeBase

# Tables whose rows decide what search shows.
WATCHED = ("listing", "vetting_check", "room_note", "provider")

_NEW = {
    "sqlite": "lower(hex(randomblob(16)))",
    "postgresql": "CAST(gen_random_uuid() AS text)",
}
_FUNCTION = """CREATE OR REPLACE FUNCTION mark_directory() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN UPDATE directory_mark SET mark = CAST(gen_random_uuid() AS text); RETURN NULL; END $$"""


def first_mark(dialect: str) -> str:
    """The statement that makes the one row."""
    return f"INSERT INTO directory_mark (id, mark) VALUES (1, {_NEW[dialect]})"


def mark_statements(table: str, dialect: str) -> tuple[str, ...]:
    """The triggers of one watched table, after it and `directory_mark` are there."""
    if dialect == "postgresql":
        return (
            _FUNCTION,
            f"CREATE TRIGGER {table}_marks AFTER INSERT OR UPDATE OR DELETE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION mark_directory()",
        )
    return tuple(
        f"CREATE TRIGGER {table}_marks_{verb.lower()} AFTER {verb} ON {table} "
        f"BEGIN UPDATE directory_mark SET mark = {_NEW['sqlite']}; END"
        for verb in ("INSERT", "UPDATE", "DELETE")
    )


Model = TypeVar("Model", bound=type[DeclarativeBase])


def marked(model: Model) -> Model:
    """Class decorator of `DirectoryMark`: its row and the triggers come with the last table."""
    table = model.__table__
    assert isinstance(table, Table)

    @event.listens_for(table.metadata, "after_create")
    def make(_target: MetaData, bind: Connection, tables: list[Table], **_kw: Any) -> None:
        if table not in tables:
            return
        dialect = bind.dialect.name
        statements = [first_mark(dialect)]
        for watched in WATCHED:
            statements += mark_statements(watched, dialect)
        for statement in statements:
            bind.execute(DDL(statement.replace("%", "%%")))

    return model
