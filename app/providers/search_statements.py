"""The statements of search, one for each shape of question and each database.

Each gives at most :most rows after :skip: `number` of the listing and `total` of all that match.
Distance is measured without trigonometry (see `distance.Circle`); the page measures it again.
"""

from __future__ import annotations

_SQLITE_MILES_SQUARED = """:per_degree * :per_degree * (
    (south - :latitude) * (south - :latitude)
    + (west - :longitude) * (west - :longitude)
    * (:flat - :slope * (south - :latitude)) * (:flat - :slope * (south - :latitude)))"""

_POSTGRESQL_MILES_SQUARED = _SQLITE_MILES_SQUARED.replace("south", "latitude").replace(
    "west", "longitude"
)

_ALL = """
SELECT number, (SELECT count(*) FROM listing) AS total
FROM listing ORDER BY name, number LIMIT :most OFFSET :skip"""

_SQLITE = {
    "all": _ALL,
    "words": """
SELECT rowid AS number, count(*) OVER () AS total FROM listing_words
WHERE listing_words MATCH :words
ORDER BY rowid NOT IN (SELECT rowid FROM listing_words WHERE listing_words MATCH :in_name), rowid
LIMIT :most OFFSET :skip""",
    "near": f"""
SELECT number, count(*) OVER () AS total FROM (
    SELECT number, {_SQLITE_MILES_SQUARED} AS far FROM listing_place
    WHERE south >= :south AND north <= :north AND west >= :west AND east <= :east)
WHERE far <= :miles_squared
ORDER BY far, number LIMIT :most OFFSET :skip""",
    # The plus keeps SQLite from asking the words anew for every place.
    "words_near": f"""
SELECT number, count(*) OVER () AS total FROM (
    SELECT number, {_SQLITE_MILES_SQUARED} AS far FROM listing_place
    WHERE south >= :south AND north <= :north AND west >= :west AND east <= :east
    AND +number IN (SELECT rowid FROM listing_words WHERE listing_words MATCH :words))
WHERE far <= :miles_squared
ORDER BY far, number LIMIT :most OFFSET :skip""",
    # For few matches far away: the words lead, each match is measured.
    "words_nearest": f"""
SELECT number, count(*) OVER () AS total
FROM listing_words CROSS JOIN listing_place ON number = listing_words.rowid
WHERE listing_words MATCH :words
ORDER BY {_SQLITE_MILES_SQUARED}, number LIMIT :most OFFSET :skip""",
}

_POSTGRESQL_NEAR = f"""
SELECT number, count(*) OVER () AS total FROM (
    SELECT number, {_POSTGRESQL_MILES_SQUARED} AS far FROM listing_words
    WHERE latitude BETWEEN :south AND :north AND longitude BETWEEN :west AND :east%s) AS box
WHERE far <= :miles_squared
ORDER BY far, number LIMIT :most OFFSET :skip"""

_POSTGRESQL = {
    "all": _ALL,
    "words": """
SELECT number, count(*) OVER () AS total FROM listing_words
WHERE words @@ CAST(:words AS tsquery)
ORDER BY name_words @@ CAST(:words AS tsquery) DESC, number LIMIT :most OFFSET :skip""",
    "near": _POSTGRESQL_NEAR % "",
    "words_near": _POSTGRESQL_NEAR % "\n    AND words @@ CAST(:words AS tsquery)",
    "words_nearest": f"""
SELECT number, count(*) OVER () AS total FROM listing_words
WHERE words @@ CAST(:words AS tsquery)
ORDER BY {_POSTGRESQL_MILES_SQUARED}, number LIMIT :most OFFSET :skip""",
}

SEARCHES = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}
