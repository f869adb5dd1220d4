"""Which listings have which facet: one whole number a facet, whose bits are listings by number.

Counting the facets of what was found is then an AND and a count of bits: a tenth of a second in
the database becomes less than a millisecond. The bits are made from `listing` when they are first
asked for, and again when the directory's mark has changed or a new day has begun (a tick or a note
of room may end by the clock). Every process has its own; the database alone knows what is true.
Where several threads find it old at once, one makes it and the others wait.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import nsmallest
from itertools import compress, product
from math import cos, floor, radians
from threading import Lock

from flask import current_app
from sqlalchemy import select, text

from app.extensions import db
from app.people.actions.records import today
from app.providers.distance import Circle
from app.providers.facets import GREEN_TICK, HAS_ROOM
from app.providers.models import DirectoryMark, Listing, Service
from app.providers.queries.room import says_room
from app.providers.queries.vetting import providers_with_tick
from app.providers.search_words import Term

_VOCABULARY = {
    "sqlite": "SELECT term FROM listing_terms",
    "postgresql": "SELECT word FROM ts_stat('SELECT words FROM listing_words')",
}


# Points are kept by squares of the map, so many degrees wide and tall; in a circle that touches
# more squares than this the listings are gone through one by one.
_SQUARE = 0.1
_MOST_SQUARES = 400
# The nearest are looked for so many squares around; where there are too few, all are measured.
_MOST_RINGS = 40

_AS_NUMBERS = bytes.maketrans(b"01", bytes((0, 1)))

# Held while an index or its words are made: the other threads of the process wait for the one.
_MAKING = Lock()


@dataclass
class DirectoryIndex:
    """The bits of one state of the directory. `listed` has those that search may show."""

    mark: str
    day: date
    listed: int = 0
    bits: Mapping[str, int] = field(default_factory=dict)
    # Degrees north and east, by number.
    points: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    # Numbers, by the square of the map that they stand in.
    squares: Mapping[tuple[int, int], Sequence[int]] = field(default_factory=dict)
    _turns: list[int] | None = None
    _words: list[str] | None = None
    _vocabulary: list[str] | None = None

    def having(self, facets: Iterable[str]) -> int:
        """The bits of listings with any of these facets."""
        found = 0
        for facet in facets:
            found |= self.bits.get(facet, 0)
        return found

    def within(self, circle: Circle, bits: int, most: int) -> dict[int, float] | None:
        """Those of the bits that stand in the circle, with their squared miles from its middle.

        None where there are more than `most`; of a wide circle, where the bits are.
        """
        box = circle.numbers()
        up = range(floor(box["south"] / _SQUARE), floor(box["north"] / _SQUARE) + 1)
        along = range(floor(box["west"] / _SQUARE), floor(box["east"] / _SQUARE) + 1)
        measure, furthest = circle.measure(), box["miles_squared"]
        if len(up) * len(along) > _MOST_SQUARES:
            if bits.bit_count() > most:
                return None
            far_of = {number: measure(*self.points[number]) for number in numbers_of(bits)}
            return {number: far for number, far in far_of.items() if far <= furthest}
        chosen = self._chooser(bits)
        found: dict[int, float] = {}
        for square in product(up, along):
            for number in chosen(self.squares.get(square, ())):
                far = measure(*self.points[number])
                if far <= furthest:
                    found[number] = far
            if len(found) > most:
                return None
        return found

    def nearest(self, latitude: float, longitude: float, bits: int, most: int) -> list[int]:
        """The nearest of the bits, at most so many, from the nearest; measured on a plane."""
        flat = cos(radians(latitude))
        far: dict[int, float] = {}

        def measure(numbers: Iterable[int]) -> None:
            for number in numbers:
                north, east = self.points[number]
                far[number] = (north - latitude) ** 2 + ((east - longitude) * flat) ** 2

        # To find the nearest of few by squares is to go through many others on the way.
        if bits.bit_count() ** 2 <= most * len(self.points):
            measure(numbers_of(bits))
            return nsmallest(most, far, key=far.__getitem__)
        chosen = self._chooser(bits)
        middle = floor(latitude / _SQUARE), floor(longitude / _SQUARE)
        for ring in range(_MOST_RINGS):
            for square in _ring(middle, ring):
                measure(chosen(self.squares.get(square, ())))
            # Nothing beyond the ring is nearer than its edge.
            edge = (ring * _SQUARE * flat) ** 2
            if len(far) >= most and sum(each <= edge for each in far.values()) >= most:
                break
        else:
            measure(numbers_of(bits))
        return nsmallest(most, far, key=far.__getitem__)

    def _chooser(self, bits: int) -> Callable[[Sequence[int]], Iterable[int]]:
        """What takes those of the bits out of numbers of listings."""
        holds = _one_by_one(bits, self.listed.bit_length()).__getitem__
        return lambda numbers: compress(numbers, map(holds, numbers))

    def turn(self, number: int) -> tuple[int, int]:
        """Where a listing stands among its equals on this day: they take turns."""
        return hash((self.day.toordinal(), number)), number

    def turns(self) -> list[int]:
        """Every listing that is shown, by number, in the order of the day."""
        if self._turns is None:
            self._turns = sorted(numbers_of(self.listed), key=self.turn)
        return self._turns

    def vocabulary(self) -> list[str]:
        """Every word of every listing, for words that are spelt wrongly. Numbers are left out."""
        if self._vocabulary is None:
            self._vocabulary = [word for word in self._all_words() if word.isalpha()]
        return self._vocabulary

    def holds(self, term: Term) -> bool:
        """Does any listing hold this term? Asked of the words here: no query for each of them."""
        words = self._all_words()
        for word in (*term.beginnings, *term.wholes):
            place = bisect_left(words, word)
            if place < len(words) and (
                words[place] == word or (word in term.beginnings and words[place].startswith(word))
            ):
                return True
        return False

    def _all_words(self) -> list[str]:
        if self._words is None:
            with _MAKING:
                if self._words is None:
                    words = _VOCABULARY[db.session.get_bind().dialect.name]
                    self._words = sorted(db.session.scalars(text(words)))
        return self._words


def directory_index() -> DirectoryIndex:
    """The index of the directory as it is now. One query; three when it has to be made again."""
    mark = db.session.scalars(select(DirectoryMark.mark)).one()
    if known := _known(mark):
        return known
    with _MAKING:
        if known := _known(mark):
            return known
        made = current_app.extensions["directory_index"] = _made(mark, today())
    return made


def _known(mark: str) -> DirectoryIndex | None:
    """The index of this process, if it is of this mark and of today."""
    known: DirectoryIndex | None = current_app.extensions.get("directory_index")
    return known if known and (known.mark, known.day) == (mark, today()) else None


def _ring(middle: tuple[int, int], ring: int) -> Iterator[tuple[int, int]]:
    """The squares so many steps from the middle one."""
    up, along = middle
    for step in range(-ring, ring + 1):
        whole = abs(step) == ring
        for side in range(-ring, ring + 1, 1 if whole else 2 * ring):
            yield up + step, along + side


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of listings that the bits stand for, from the smallest."""
    each = _one_by_one(bits, 0)
    number = each.find(1)
    while number >= 0:
        yield number
        number = each.find(1, number + 1)


def _one_by_one(bits: int, least: int) -> bytes:
    """A byte for each of the bits, 0 or 1, from the lowest; at least so many."""
    return f"{bits:0{least}b}"[::-1].encode().translate(_AS_NUMBERS)


def as_bits(numbers: Iterable[int]) -> int:
    """Numbers of listings as bits."""
    ordered = sorted(numbers)
    if not ordered:
        return 0
    bits = bytearray(ordered[-1] // 8 + 1)
    for number in ordered:
        bits[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(bits, "little")


def _made(mark: str, day: date) -> DirectoryIndex:
    with_tick, room = providers_with_tick(day), says_room(day)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    points: dict[int, tuple[float, float]] = {}
    rows = db.session.execute(
        select(
            Listing.number,
            Listing.facets,
            Listing.latitude,
            Listing.longitude,
            Service.provider_id,
            room.c.listing_id.is_not(None),
        )
        .join(Listing.service)
        .outerjoin(room, room.c.listing_id == Listing.id)
        .where(Listing.withdrawn_at.is_(None))
    )
    for number, facets, latitude, longitude, provider_id, has_room in rows:
        points[number] = latitude, longitude
        for facet in facets.split():
            numbers[facet].append(number)
        if provider_id in with_tick:
            numbers[GREEN_TICK].append(number)
            if has_room:
                numbers[HAS_ROOM].append(number)
    bits = {facet: as_bits(found) for facet, found in numbers.items()}
    squares: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (north, east) in points.items():
        squares[floor(north / _SQUARE), floor(east / _SQUARE)].append(number)
    return DirectoryIndex(mark, day, as_bits(points), bits, points, dict(squares))
