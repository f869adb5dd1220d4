"""Reading the directory: search by words and by distance, one listing.

Two queries a search, whatever it finds: the page's rows with their distance and the total, then
the listings of that page. Where nothing is near, a few more look for the nearest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from app.extensions import db
from app.providers.distance import Circle, miles_between
from app.providers.folding import looked_for
from app.providers.models import Listing
from app.providers.postcodes import Place
from app.providers.search_statements import SEARCHES

PAGE_SIZE = 10
RADIUS_MILES = (1, 5, 10, 25)
DEFAULT_MILES = 5
# How far the nearest is looked for, where nothing stands within the chosen miles.
_WIDER_MILES = (40.0, 150.0, 700.0)
# The database measures on a plane; over long ways the nearest few are measured again.
_NEAREST_FEW = 8


@dataclass(frozen=True)
class Hit:
    """A listing, and how far it is in miles; None where no place was asked for."""

    listing: Listing
    miles: float | None


@dataclass(frozen=True)
class Found:
    """One page of what was found. `nearest` is set where nothing stands within the miles."""

    hits: Sequence[Hit]
    total: int
    page: int
    nearest: Hit | None = None

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


def search(
    words: str = "", near: Place | None = None, miles: int = DEFAULT_MILES, page: int = 1
) -> Found:
    """Listings that hold every word (or its beginning), nearest first; without a place, those
    whose name holds the words come first; without anything, by name.

    `miles` counts from `near`. A page beyond the last is the last.
    """
    given: dict[str, Any] = _asked(looked_for(words)) if words.strip() else {}
    if words.strip() and not given:
        return Found([], 0, 1)
    if near is not None:
        given |= Circle(near.latitude, near.longitude, miles).numbers()
    statement = SEARCHES[_dialect()][_shape(bool(words.strip()), near)]
    page = max(1, page)
    rows = _rows(statement, given, page)
    if not rows and page > 1:
        page = min(page, max(1, -(-_total(statement, given) // PAGE_SIZE)))
        rows = _rows(statement, given, page)
    hits = _hits([row.number for row in rows], near)
    if not hits and near is not None:
        return Found([], 0, 1, _nearest(given, near))
    return Found(hits, rows[0].total if rows else 0, page)


def listing_by_slug(slug: str) -> Listing | None:
    """One listing with its service, provider and location. One query."""
    return db.session.scalars(select(Listing).where(Listing.slug == slug)).one_or_none()


def _shape(has_words: bool, near: Place | None) -> str:
    if near is None:
        return "words" if has_words else "all"
    return "words_near" if has_words else "near"


def _asked(beginnings: list[str]) -> dict[str, Any]:
    """The words as the database wants them. They hold letters and digits only."""
    if not beginnings:
        return {}
    if _dialect() == "postgresql":
        return {"words": " & ".join(f"'{word}':*" for word in beginnings)}
    asked = " AND ".join(f'"{word}"*' for word in beginnings)
    return {"words": asked, "in_name": f"name_words : ({asked})"}


def _rows(
    statement: str, given: Mapping[str, Any], page: int, most: int = PAGE_SIZE
) -> Sequence[Any]:
    return db.session.execute(
        text(statement), {**given, "most": most, "skip": (page - 1) * PAGE_SIZE}
    ).all()


def _total(statement: str, given: Mapping[str, Any]) -> int:
    first = _rows(statement, given, 1, most=1)
    return first[0].total if first else 0


def _hits(numbers: Sequence[int], near: Place | None) -> list[Hit]:
    if not numbers:
        return []
    found = {
        listing.number: listing
        for listing in db.session.scalars(select(Listing).where(Listing.number.in_(numbers)))
    }
    return [_hit(found[number], near) for number in numbers]


def _hit(listing: Listing, near: Place | None) -> Hit:
    if near is None:
        return Hit(listing, None)
    return Hit(
        listing,
        miles_between(near.latitude, near.longitude, listing.latitude, listing.longitude),
    )


def _nearest(given: Mapping[str, Any], near: Place) -> Hit | None:
    """The nearest that holds the words, in wider and wider circles; at most three queries more."""
    searches = SEARCHES[_dialect()]
    if "words" in given:
        tries = [(searches["words_near"], _WIDER_MILES[0]), (searches["words_nearest"], 0)]
    else:
        tries = [(searches["near"], wider) for wider in _WIDER_MILES]
    for statement, wider in tries:
        circle = Circle(near.latitude, near.longitude, wider).numbers()
        rows = _rows(statement, {**given, **circle}, 1, most=_NEAREST_FEW)
        if rows:
            hits = _hits([row.number for row in rows], near)
            return min(hits, key=lambda hit: hit.miles or 0.0)
    return None


def _dialect() -> str:
    return db.session.get_bind().dialect.name
