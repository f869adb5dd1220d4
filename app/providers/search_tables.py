"""The tables that search reads, beside `listing`, and the triggers that keep them.

SQLite: `listing_words` (FTS5, by words) and `listing_place` (R*Tree, by place). PostgreSQL:
`listing_words` with a GIN index on the words and a B-tree on the point. No extension is needed.
They hold nothing of their own: dropped and made again they are filled from `listing`.
"""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import DDL, Table, event
from sqlalchemy.orm import DeclarativeBase

# "ascii" takes every other letter as part of a word: the words come folded, with single spaces.
_SQLITE = (
    "CREATE VIRTUAL TABLE listing_words USING fts5(name_words, facet_words, other_words, "
    "content='listing', content_rowid='number', tokenize='ascii', prefix='1 2 3', columnsize=0, "
    "detail='column')",
    "CREATE VIRTUAL TABLE listing_terms USING fts5vocab(listing_words, row)",
    "CREATE VIRTUAL TABLE listing_place USING rtree(number, south, north, west, east)",
    """CREATE TRIGGER listing_search_insert AFTER INSERT ON listing BEGIN
    INSERT INTO listing_words (rowid, name_words, facet_words, other_words)
    VALUES (new.number, new.name_words, new.facet_words, new.other_words);
    INSERT INTO listing_place
    VALUES (new.number, new.latitude, new.latitude, new.longitude, new.longitude);
    END""",
    """CREATE TRIGGER listing_search_delete AFTER DELETE ON listing BEGIN
    INSERT INTO listing_words (listing_words, rowid, name_words, facet_words, other_words)
    VALUES ('delete', old.number, old.name_words, old.facet_words, old.other_words);
    DELETE FROM listing_place WHERE number = old.number;
    END""",
    """CREATE TRIGGER listing_search_update
    AFTER UPDATE OF name_words, facet_words, other_words, latitude, longitude ON listing BEGIN
    INSERT INTO listing_words (listing_words, rowid, name_words, facet_words, other_words)
    VALUES ('delete', old.number, old.name_words, old.facet_words, old.other_words);
    INSERT INTO listing_words (rowid, name_words, facet_words, other_words)
    VALUES (new.number, new.name_words, new.facet_words, new.other_words);
    UPDATE listing_place SET south = new.latitude, north = new.latitude,
    west = new.longitude, east = new.longitude WHERE number = new.number;
    END""",
    "INSERT INTO listing_words (listing_words) VALUES ('rebuild')",
    """INSERT INTO listing_place
    SELECT number, latitude, latitude, longitude, longitude FROM listing""",
)

# The words come folded, so no parser of the database stands between what is kept and what is asked.
_POSTGRESQL = (
    """CREATE TABLE listing_words (
    number integer PRIMARY KEY REFERENCES listing (number) ON DELETE CASCADE,
    name_words tsvector NOT NULL,
    words tsvector NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL
    )""",
    # Filled before its indexes are made: to add row by row takes several times as long.
    """INSERT INTO listing_words SELECT number,
    array_to_tsvector(string_to_array(name_words, ' ')),
    array_to_tsvector(array_remove(string_to_array(
        name_words || ' ' || facet_words || ' ' || other_words, ' '), '')),
    latitude, longitude FROM listing""",
    # fastupdate off: no list of waiting words that slows searches down after an import.
    "CREATE INDEX listing_words_words ON listing_words USING gin (words) WITH (fastupdate = off)",
    "CREATE INDEX listing_words_place ON listing_words (latitude, longitude)",
    """CREATE FUNCTION keep_listing_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
    INSERT INTO listing_words VALUES (
        new.number,
        array_to_tsvector(string_to_array(new.name_words, ' ')),
        array_to_tsvector(array_remove(
            string_to_array(
                new.name_words || ' ' || new.facet_words || ' ' || new.other_words, ' '), '')),
        new.latitude, new.longitude
    ) ON CONFLICT (number) DO UPDATE SET name_words = excluded.name_words,
        words = excluded.words, latitude = excluded.latitude, longitude = excluded.longitude;
    RETURN NULL;
    END $$""",
    """CREATE TRIGGER listing_search AFTER INSERT OR
    UPDATE OF name_words, facet_words, other_words, latitude, longitude ON listing
    FOR EACH ROW EXECUTE FUNCTION keep_listing_words()""",
)

_DROP = {
    "sqlite": (
        "DROP TRIGGER IF EXISTS listing_search_insert",
        "DROP TRIGGER IF EXISTS listing_search_delete",
        "DROP TRIGGER IF EXISTS listing_search_update",
        "DROP TABLE IF EXISTS listing_terms",
        "DROP TABLE IF EXISTS listing_words",
        "DROP TABLE IF EXISTS listing_place",
    ),
    "postgresql": (
        "DROP TRIGGER IF EXISTS listing_search ON listing",
        "DROP FUNCTION IF EXISTS keep_listing_words()",
        "DROP TABLE IF EXISTS listing_words",
    ),
}


def search_statements(dialect: str) -> tuple[str, ...]:
    """What makes and fills the search tables, in order, after `listing` itself.

    `dialect` is "sqlite" or "postgresql". The models and the migrations run the same statements.
    """
    return _POSTGRESQL if dialect == "postgresql" else _SQLITE


def drop_search_statements(dialect: str) -> tuple[str, ...]:
    """What takes the search tables away, before `listing` itself is dropped."""
    return _DROP["postgresql" if dialect == "postgresql" else "sqlite"]


Model = TypeVar("Model", bound=type[DeclarativeBase])


def made_with(model: Model) -> Model:
    """Class decorator of `Listing`: the search tables come and go with its table."""
    table = model.__table__
    assert isinstance(table, Table)
    for dialect in ("sqlite", "postgresql"):
        for moment, statements in (
            ("after_create", search_statements(dialect)),
            ("before_drop", drop_search_statements(dialect)),
        ):
            for statement in statements:
                ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
                event.listen(table, moment, ddl)
    return model
