"""Search: by words, by place and by facets, alike on both databases.

The database finds the listings that hold the words within the circle; which of them have the chosen
facets, and how many have each other facet, the bits of `directory_index` say; the order is made
here. So one question is one search, however many facets it has.

Order, as `/providers/how-we-sort` tells it: first the places that hold more of the words, then the
nearest. A place counts as further away where the words are not in its name: see `FURTHER_MILES`.
Places on one step of `SAME_MILES` take turns: their order is drawn anew each day. Nobody can pay.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from itertools import islice
from math import cos, radians
from typing import Any, NamedTuple

from sqlalchemy import select, text

from app.extensions import db
from app.providers.directory_index import DirectoryIndex, as_bits, directory_index, numbers_of
from app.providers.distance import Circle, miles_between
from app.providers.facet_words import facets_that_say
from app.providers.facets import FACETS, IN_GROUP, Facet, Group
from app.providers.models import Listing, ListingArea
from app.providers.postcodes import Place
from app.providers.search_statements import among, given, statement
from app.providers.search_words import Term, mended, terms_of

PAGE_SIZE = 10
# 0 is "any distance".
RADIUS_MILES = (1, 5, 10, 25, 0)
DEFAULT_MILES = 5
_ANYWHERE_MILES = 800.0
# Where nothing stands within the miles: so many of the nearest are asked for the words first.
_FIRST_ASKED = 500
# Where no more than this part of all listings could be shown and stand within the miles, they are
# measured in memory, and the database is asked only for their words.
_MEASURED_HERE = 1 / 50
# Where nobody typed a word the database has nothing to say.
_MEASURED_WITHOUT_WORDS = 1.0
_NEAREST_FEW = 8
# A place counts as so much further where the words stand in its kind alone, or in its text alone.
FURTHER_MILES = {"name": 0.0, "kind": 1.0, "text": 6.0}
# Miles are counted in steps of this; places on one step are equally far.
SAME_MILES = 0.25


@dataclass(frozen=True)
class Asked:
    """One question to the directory. `facets` are keys of `FACETS`."""

    words: str = ""
    near: Place | None = None
    miles: int = DEFAULT_MILES
    facets: frozenset[str] = frozenset()
    # Only those that are in the district of `near`, or say that they also go there.
    covers: bool = False
    page: int = 1


@dataclass(frozen=True)
class Hit:
    """A listing, and how far it is in miles; None where no place was asked for."""

    listing: Listing
    miles: float | None
    covers: bool = False


@dataclass(frozen=True)
class Choice:
    """A facet, how many of what was found have it, and if it is chosen."""

    facet: Facet
    count: int
    chosen: bool


@dataclass(frozen=True)
class Found:
    """One page of what was found. `nearest` is set where nothing within the miles holds the words.

    `mended` are the words that were looked for in place of misspelt ones; `some_words` is set where
    nothing held all the words, and what is shown holds some of them.
    """

    hits: Sequence[Hit]
    total: int
    page: int
    choices: Mapping[Group, Sequence[Choice]] = field(default_factory=dict)
    nearest: Hit | None = None
    mended: Mapping[str, str] = field(default_factory=dict)
    some_words: bool = False

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // PAGE_SIZE))


class _Row(NamedTuple):
    number: int
    far: float | None
    covers: bool
    in_name: bool
    matched: int


def search(asked: Asked) -> Found:
    """One page of what is asked for. A page beyond the last is the last.

    Queries: the mark, the search, the listings of the page; a few more where nothing is found.
    """
    index = directory_index()
    terms = terms_of(asked.words)
    if asked.words.strip() and not terms:
        return Found([], 0, 1)
    if not terms and asked.near is None:
        return _of_the_day(asked, index)
    miles = asked.miles or _ANYWHERE_MILES
    part = _MEASURED_HERE if terms else _MEASURED_WITHOUT_WORDS
    few = _few(asked, miles, index, _could(asked, index), part)
    rows = _rows(asked, terms, miles, few)
    better: dict[str, str] = {}
    some = False
    if not rows and terms:
        typed = terms
        terms, better = _mended(terms, index)
        some = 0 < len(terms) < len(typed)
        rows = _rows(asked, terms, miles, few) if terms and terms != typed else {}
    any_word = not rows and len(terms) > 1 and not _is_held(asked, terms, miles, index)
    if any_word:
        rows = _rows(asked, terms, miles, few, any_word=True)
        some = some or bool(rows)
    bits = as_bits(rows)
    chosen = _chosen(bits, asked, index)
    choices = _choices(bits, asked, index)
    nearest = None
    if any_word or not chosen and (terms or not asked.words.strip()):
        nearest = _nearest(asked, terms, index)
    if not chosen:
        return Found([], 0, 1, choices, nearest, better)
    total = chosen.bit_count()
    page = _page_of(asked, total)
    numbers = _ordered(rows, chosen, terms, index, asked, page)
    return Found(_hits(numbers, rows, asked.near), total, page, choices, nearest, better, some)


def _of_the_day(asked: Asked, index: DirectoryIndex) -> Found:
    """Without words and without a place: the order of the day, known before anybody asks."""
    listed = 0 if asked.covers else index.listed
    chosen, choices = _chosen(listed, asked, index), _choices(listed, asked, index)
    if not chosen:
        return Found([], 0, 1, choices)
    total = chosen.bit_count()
    page = _page_of(asked, total)
    there = filter(_holder(chosen, index), index.turns())
    numbers = list(islice(there, (page - 1) * PAGE_SIZE, page * PAGE_SIZE))
    return Found(_hits(numbers, {}, None), total, page, choices)


def _page_of(asked: Asked, total: int) -> int:
    """Which page is shown; one beyond the last is the last."""
    return min(max(1, asked.page), -(-total // PAGE_SIZE))


def _holder(bits: int, index: DirectoryIndex) -> Callable[[int], bool]:
    """Whether a listing is among the bits, by its number; one that came since is not."""
    these = bits.to_bytes(-(-index.listed.bit_length() // 8), "little")
    return lambda number: number >> 3 < len(these) and bool(these[number >> 3] >> (number & 7) & 1)


def _rows(
    asked: Asked,
    terms: Sequence[Term],
    miles: float,
    few: Mapping[int, tuple[float, bool]] | None,
    *,
    any_word: bool = False,
) -> dict[int, _Row]:
    """What holds the words within the miles, by number; at least those that could be shown.

    Of a few that were measured here the database is asked only for their words; else it looks for
    the words within the circle.
    """
    dialect = db.session.get_bind().dialect.name
    parameters = given(dialect, terms, any_word=any_word)
    if few is not None:
        if not terms or not few:
            return {number: _Row(number, far, yes, False, 0) for number, (far, yes) in few.items()}
        parameters["numbers"] = _given_numbers(dialect, few)
        asking = among(dialect, terms, any_word=any_word)
        return _found(asked, asking, parameters, terms, any_word, few)
    near = asked.near
    if near is not None:
        parameters |= _given_place(near, miles)
    asking = statement(dialect, terms, near=near is not None, any_word=any_word)
    return _found(asked, asking, parameters, terms, any_word, {})


def _found(
    asked: Asked,
    asking: str,
    parameters: Mapping[str, Any],
    terms: Sequence[Term],
    any_word: bool,
    few: Mapping[int, tuple[float, bool]],
) -> dict[int, _Row]:
    """The rows of a statement. A place that is near and covers the area covers it."""
    found: dict[int, _Row] = {}
    least = -(-len(terms) // 2) if any_word else 0
    for number, far, covers, in_name, matched in db.session.execute(text(asking), parameters).all():
        if few:
            far, covers = few[number]
        if matched < least or (number in found and not covers) or (asked.covers and not covers):
            continue
        found[number] = _Row(number, far, bool(covers), bool(in_name), matched)
    return found


def _few(
    asked: Asked, miles: float, index: DirectoryIndex, could: int, part: float
) -> dict[int, tuple[float, bool]] | None:
    """How far each place is that could be shown, and if it covers the area; None: too many."""
    near = asked.near
    if near is None:
        return None
    circle = Circle(near.latitude, near.longitude, miles)
    there = index.within(circle, could, int(part * len(index.points)))
    if there is None:
        return None
    covering = set(
        db.session.scalars(select(ListingArea.number).where(ListingArea.district == near.district))
    )
    measure, may_show = circle.measure(), _holder(could, index)
    few = {number: (far, number in covering) for number, far in there.items()}
    for number in covering:
        if number not in few and may_show(number):
            few[number] = measure(*index.points[number]), True
    if asked.covers:
        return {number: found for number, found in few.items() if found[1]}
    return few


def _is_held(asked: Asked, terms: Sequence[Term], miles: float, index: DirectoryIndex) -> bool:
    """Does any listing there hold all the words, whatever facets it has?"""
    if not asked.facets or asked.near is None:
        return False
    few = _few(asked, miles, index, index.listed, _MEASURED_HERE)
    return bool(_rows(asked, terms, miles, few))


def _given_place(near: Place, miles: float) -> dict[str, Any]:
    """The place and the miles as the statements want them."""
    circle = Circle(near.latitude, near.longitude, miles)
    return {**circle.numbers(), "district": near.district}


def _given_numbers(dialect: str, numbers: Iterable[int]) -> Any:
    """The numbers of listings as a statement wants them."""
    return list(numbers) if dialect == "postgresql" else json.dumps(list(numbers))


def _could(asked: Asked, index: DirectoryIndex) -> int:
    """Those that are shown, or counted beside a chosen facet: they lack at most one group's."""
    groups = {FACETS[key].group for key in asked.facets}
    if not groups:
        return index.listed
    bits = 0
    for group in groups:
        bits |= _chosen(index.listed, asked, index, leave_out=group)
    return bits


def _mended(terms: Sequence[Term], index: DirectoryIndex) -> tuple[list[Term], dict[str, str]]:
    """The terms without those that no listing holds, and what they were mended to."""
    missing = [term for term in terms if not index.holds(term)]
    better = mended(terms, missing, index.vocabulary())
    told = {
        term.typed: " ".join(term.wholes[:1])
        for term in better
        if term.wholes and term not in terms and term.typed not in term.wholes
    }
    return better, told


def _chosen(bits: int, asked: Asked, index: DirectoryIndex, leave_out: Group | None = None) -> int:
    """Those of the bits that are listed and have the chosen facets: any within a group, in all."""
    bits &= index.listed
    for group in Group:
        wanted = [key for key in asked.facets if FACETS[key].group is group]
        if wanted and group is not leave_out:
            bits &= index.having(wanted)
    return bits


def _choices(bits: int, asked: Asked, index: DirectoryIndex) -> dict[Group, list[Choice]]:
    """How many there would be with each facet, the other groups as they are chosen."""
    taken = {FACETS[key].group for key in asked.facets}
    with_all = _chosen(bits, asked, index)
    found: dict[Group, list[Choice]] = {}
    for group in Group:
        those = _chosen(bits, asked, index, leave_out=group) if group in taken else with_all
        found[group] = [
            Choice(
                facet,
                (those & index.bits.get(facet.key, 0)).bit_count(),
                facet.key in asked.facets,
            )
            for facet in IN_GROUP[group]
        ]
    return found


def _ordered(
    rows: Mapping[int, _Row],
    chosen: int,
    terms: Sequence[Term],
    index: DirectoryIndex,
    asked: Asked,
    page: int,
) -> list[int]:
    """The numbers of one page, best first."""
    of_kind, shown = _holder(_of_kind(terms, index), index), _holder(chosen, index)

    def key(row: _Row) -> tuple[Any, ...]:
        where = "text"
        if row.in_name:
            where = "name"
        elif of_kind(row.number):
            where = "kind"
        far = (row.far or 0.0) ** 0.5 + FURTHER_MILES[where]
        return -row.matched, int(far / SAME_MILES), *index.turn(row.number)

    wanted = (row for number, row in rows.items() if shown(number))
    best = nsmallest(page * PAGE_SIZE, wanted, key=key)
    return [row.number for row in best[(page - 1) * PAGE_SIZE :]]


def _of_kind(terms: Sequence[Term], index: DirectoryIndex) -> int:
    """The listings that have, for each of the words, a facet that people call so."""
    bits = index.listed if terms else 0
    for term in terms:
        bits &= index.having(facets_that_say(term.beginnings, term.wholes))
    return bits


def _hits(numbers: Collection[int], rows: Mapping[int, _Row], near: Place | None) -> list[Hit]:
    if not numbers:
        return []
    found = {
        listing.number: listing
        for listing in db.session.scalars(select(Listing).where(Listing.number.in_(numbers)))
    }
    return [
        Hit(found[number], miles_to(found[number], near), number in rows and rows[number].covers)
        for number in numbers
    ]


def miles_to(listing: Listing, near: Place | None) -> float | None:
    """Great-circle miles from a place to a listing; None without a place."""
    if near is None:
        return None
    return miles_between(near.latitude, near.longitude, listing.latitude, listing.longitude)


def _nearest(asked: Asked, terms: Sequence[Term], index: DirectoryIndex) -> Hit | None:
    """The nearest that there is anywhere, where nothing stands within the miles.

    A common word stands in one of the nearest few; of a rare one all places are asked for.
    """
    near = asked.near
    if near is None or not (asked.miles or asked.covers):
        return None
    wanted = _chosen(index.listed, asked, index)
    first = index.nearest(near.latitude, near.longitude, wanted, _FIRST_ASKED)
    found: Iterable[int] = _holding(first, terms)
    if not found and len(first) == _FIRST_ASKED:
        dialect = db.session.get_bind().dialect.name
        rows = statement(dialect, terms, near=False)
        asking = text(f"SELECT number FROM ({rows}) AS held")
        found = numbers_of(wanted & as_bits(db.session.scalars(asking, given(dialect, terms))))
    return _nearest_of(found, near, index)


def _holding(numbers: Sequence[int], terms: Sequence[Term]) -> Sequence[int]:
    """Those of a few listings that hold the words."""
    if not terms or not numbers:
        return numbers
    dialect = db.session.get_bind().dialect.name
    parameters = {**given(dialect, terms), "numbers": _given_numbers(dialect, numbers)}
    return db.session.scalars(text(among(dialect, terms)), parameters).all()


def _nearest_of(numbers: Iterable[int], near: Place, index: DirectoryIndex) -> Hit | None:
    flat = cos(radians(near.latitude))

    def far(number: int) -> float:
        north, east = index.points[number]
        return (north - near.latitude) ** 2 + ((east - near.longitude) * flat) ** 2

    # Measured on a plane; the nearest few are measured again on the round earth.
    hits = _hits(nsmallest(_NEAREST_FEW, numbers, key=far), {}, near)
    return min(hits, key=lambda hit: hit.miles or 0.0, default=None)
