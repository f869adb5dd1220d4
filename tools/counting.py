"""Count the statements that a page sends to the database, for the tests and for `make bench`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

MOST_QUERIES = 10
# Source: the meaning of "a query" in the portal's design.
_NOT_COUNTED = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """The statements that were sent meanwhile, without those that only begin and end."""
    seen: list[str] = []

    def note(connection: Any, cursor: Any, statement: str, *_: object) -> None:
        if not statement.lstrip().upper().startswith(_NOT_COUNTED):
            seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(engine, "before_cursor_execute", note)
