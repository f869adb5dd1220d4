"""What the portal of a test has kept: rows of its database, words in its files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

from sqlalchemy import make_url

from tools.demo_server import Server


def database_of(server: Server) -> sqlite3.Connection:
    """A connection of the test's own."""
    return sqlite3.connect(make_url(server.database_url).database or "")


def rows(server: Server, statement: str, *given: object) -> list[Any]:
    with closing(database_of(server)) as database:
        return database.execute(statement, given).fetchall()


def kept_in(server: Server, words: str) -> list[str]:
    """The files of this portal, its database and log among them, in which these words stand."""
    letters = words.lower().encode()
    files = sorted(each for each in server.folder.rglob("*") if each.is_file())
    return [each.name for each in files if letters in each.read_bytes().lower()]
