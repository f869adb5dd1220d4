"""The statements of search, made for each shape of question and each database.

Each gives a row for every listing that holds the words within the circle (or covers the district):
`number`; `far`, its squared miles, without a place None; `covers`; `in_name`, does its name hold
all the words; `matched`, how many of the words it holds. Which of them are shown, and in what
order, `queries/search.py` decides, alike for both databases.
Distance is measured without trigonometry (see `distance.Circle`); the page measures it again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.providers.search_words import Term

_MILES_SQUARED = """:per_degree * :per_degree * (
    ({north} - :latitude) * ({north} - :latitude) + ({east} - :longitude) * ({east} - :longitude)
    * (:flat - :slope * ({north} - :latitude)) * (:flat - :slope * ({north} - :latitude)))"""

# The plus keeps SQLite from asking the words anew for every place.
_SQLITE_HOLDS = "+number IN (SELECT rowid FROM listing_words WHERE listing_words MATCH :{given})"
_POSTGRESQL_HOLDS = "{column} @@ CAST(:{given} AS tsquery)"

# The table of places, its columns, the box that holds the circle, and the words beside them.
_SQLITE_PLACE = (
    "listing_place",
    "south",
    "west",
    "south >= :south AND north <= :north AND west >= :west AND east <= :east",
    "",
    "",
)
_POSTGRESQL_PLACE = (
    "listing_words",
    "latitude",
    "longitude",
    "latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east",
    ", {0}name_words, {0}words",
    "JOIN listing_words ON listing_words.number = listing.number",
)

# The name and all the words of a listing as texts, a space before and after each word.
_NAME = "' ' || name_words || ' '"
_TEXT = f"{_NAME} || facet_words || ' ' || other_words || ' '"


def among(dialect: str, terms: Sequence[Term], *, any_word: bool = False) -> str:
    """Which of the listings :numbers hold the words; rows like those of `statement`.

    The words are read in the listings themselves: a common word stands in very many others.
    """
    if dialect == "postgresql":
        holds, asked = _asked(False, terms, any_word)
        # The offset keeps PostgreSQL from asking for the words first.
        those = "SELECT * FROM listing_words WHERE number = ANY(:numbers) OFFSET 0"
        rows = f"({those}) AS rows WHERE 1 = 1"
    else:
        holds, asked = _asked_of_texts(terms, any_word)
        rows = "json_each(:numbers) CROSS JOIN listing ON number = value WHERE 1 = 1"
    return f"SELECT number, NULL AS far, 0 AS covers, {asked} FROM {rows} AND {holds}"


def statement(
    dialect: str,
    terms: Sequence[Term],
    *,
    near: bool,
    any_word: bool = False,
) -> str:
    """What to ask: `terms` in the words, `near` a place or anywhere."""
    lite = dialect != "postgresql"
    where, asked = _asked(lite, terms, any_word)
    if not near:
        rows = "listing" if not terms else "listing_words"
        if lite and terms:
            rows = "(SELECT rowid AS number FROM listing_words WHERE listing_words MATCH :words)"
            where = "1 = 1"
        return f"SELECT number, NULL AS far, 0 AS covers, {asked} FROM {rows} AS rows WHERE {where}"
    return _near(lite, where, asked)


def _asked(lite: bool, terms: Sequence[Term], any_word: bool) -> tuple[str, str]:
    """The condition that the words are held, and the columns that say how well."""
    holds = _SQLITE_HOLDS if lite else _POSTGRESQL_HOLDS
    where = holds.format(given="words", column="words") if terms else "1 = 1"
    in_name = holds.format(given="in_name", column="name_words") if terms else "1 = 0"
    matched = str(len(terms))
    if any_word:
        matched = " + ".join(
            f"CASE WHEN {holds.format(given=f'word_{place}', column='words')} THEN 1 ELSE 0 END"
            for place in range(len(terms))
        )
    return where, f"CASE WHEN {in_name} THEN 1 ELSE 0 END AS in_name, {matched} AS matched"


def _asked_of_texts(terms: Sequence[Term], any_word: bool) -> tuple[str, str]:
    """The same of the texts of a listing, for SQLite: words with single spaces between them."""
    held = [_in_text(_TEXT, term, place) for place, term in enumerate(terms)]
    in_name = " AND ".join(_in_text(_NAME, term, place) for place, term in enumerate(terms))
    matched = str(len(terms))
    if any_word:
        matched = " + ".join(f"({each})" for each in held)
    where = f"({(' OR ' if any_word else ' AND ').join(held)})"
    return where, f"{in_name} AS in_name, {matched} AS matched"


def _in_text(words: str, term: Term, place: int) -> str:
    either = [f"instr({words}, :said_{place}_{way}) > 0" for way in range(len(_said(term)))]
    return f"({' OR '.join(either)})"


def _said(term: Term) -> list[str]:
    """What stands in a text, after a space, that holds the term."""
    return [f" {word}" for word in term.beginnings] + [f" {word} " for word in term.wholes]


def _near(lite: bool, where: str, asked: str) -> str:
    place, north, east, box, words, of_words = _SQLITE_PLACE if lite else _POSTGRESQL_PLACE
    far = _MILES_SQUARED.format(north=north, east=east)
    far_of_area = _MILES_SQUARED.format(north="listing.latitude", east="listing.longitude")
    return f"""SELECT number, far, covers, {asked} FROM (
    SELECT number, {far} AS far, 0 AS covers{words.format("")} FROM {place} WHERE {box}
    UNION ALL
    SELECT listing.number, {far_of_area} AS far, 1 AS covers{words.format("listing_words.")}
    FROM listing_area JOIN listing ON listing.number = listing_area.number {of_words}
    WHERE district = :district) AS rows
WHERE (covers = 1 OR far <= :miles_squared) AND {where}"""


def given(dialect: str, terms: Sequence[Term], *, any_word: bool = False) -> dict[str, Any]:
    """The words as the database wants them. They hold letters and digits only."""
    if not terms:
        return {}
    lite = dialect != "postgresql"
    asked = [_lite(term) if lite else _postgresql(term) for term in terms]
    joined = (" OR " if lite else " | ") if any_word else (" AND " if lite else " & ")
    of_name = (" AND " if lite else " & ").join(asked)
    parameters = {
        "words": joined.join(asked),
        "in_name": f"name_words : ({of_name})" if lite else of_name,
    }
    if lite:
        parameters |= {
            f"said_{place}_{way}": said
            for place, term in enumerate(terms)
            for way, said in enumerate(_said(term))
        }
    if any_word:
        parameters |= {f"word_{place}": word for place, word in enumerate(asked)}
    return parameters


def _lite(term: Term) -> str:
    either = [f'"{word}"*' for word in term.beginnings] + [f'"{word}"' for word in term.wholes]
    return f"({' OR '.join(either)})"


def _postgresql(term: Term) -> str:
    either = [f"'{word}':*" for word in term.beginnings] + [f"'{word}'" for word in term.wholes]
    return f"({' | '.join(either)})"
