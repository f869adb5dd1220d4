"""From a file to entries: each row is read by its format, or refused with its line and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.providers import postcodes
from app.providers.distance import miles_between
from app.providers.importers.rows import UnreadableFile, lines_of, rows_of
from app.providers.importers.values import Refused
from app.providers.models import Kind
from app.storage import DrawnPicture

# Beyond this, a point and its postcode are compared with the size of the postcode's neighbourhood.
_NEAR_ITS_POSTCODE_MILES = 2.0


@dataclass(frozen=True)
class Sentence:
    """A short sentence with its picture, in one of the languages that a place speaks."""

    language: str
    concept: str
    words: str


@dataclass(frozen=True)
class Supporter:
    """Somebody who would support you: a first name and one line.

    `said_yes_on`: when they said yes to being shown, with what is here; without it nobody is.
    `video_words` tells what is seen and said in the video.
    """

    name: str
    line: str
    said_yes_on: date
    language: str = "en"
    photo: DrawnPicture | None = None
    video_link: str = ""
    video_words: str = ""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One place as a source tells it, or as somebody writes it. An empty text is "not said"."""

    key: str
    name: str
    kind: Kind
    postcode: str
    latitude: float
    longitude: float
    description: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    provider: str = ""
    # The language of the description, and the price of one hour in whole pence.
    language: str = "en"
    hour_pence: int | None = None
    # In the order in which they are shown.
    sentences: tuple[Sentence, ...] = ()
    workers: tuple[Supporter, ...] = ()
    # Keys of facets beside the kind, and districts beside its own.
    facets: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Format:
    """A format of a source: its columns in small letters, and what makes an entry of a row."""

    name: str
    columns: frozenset[str]
    read: Callable[[Mapping[str, str]], Entry]


@dataclass
class Reading:
    """What a file held: entries, and what to say of the rows, each as (line, words)."""

    entries: list[Entry] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    noted: list[tuple[int, str]] = field(default_factory=list)


def read_file(content: bytes, form: Format) -> Reading:
    """Read a CSV file of one format. Raises UnreadableFile where it is another kind of file."""
    rows = rows_of(lines_of(content))
    header = next(rows, None)
    if header is None:
        raise UnreadableFile("The file is empty.")
    columns = [cell.strip().lower() for cell in header.cells or []]
    if missing := sorted(form.columns - set(columns)):
        raise UnreadableFile(
            f"The columns are not those of {form.name}. Missing: {', '.join(missing)}."
        )
    reading = Reading()
    seen: dict[str, int] = {}
    for row in rows:
        if row.cells is None:
            reading.refused.append((row.line, row.problem))
            continue
        try:
            entry = form.read(dict(zip(columns, row.cells, strict=True)))
            if entry.key in seen:
                raise Refused(f"duplicate key: the same as line {seen[entry.key]}")
        except Refused as problem:
            reading.refused.append((row.line, str(problem)))
            continue
        entry = at_its_postcode_if_astray(entry)
        seen[entry.key] = row.line
        reading.entries.append(entry)
        reading.noted += [(row.line, note) for note in entry.notes]
    return reading


def at_its_postcode_if_astray(entry: Entry) -> Entry:
    """An entry whose point is far from its postcode is put at the postcode, and noted.

    Far is over 2 miles, and over three times as far as the next sector: sectors of the Highlands
    are wide, those of a town are not.
    """
    place = postcodes.full(entry.postcode)
    if place is None or place.precision != "sector":
        return entry
    astray = miles_between(entry.latitude, entry.longitude, place.latitude, place.longitude)
    if astray <= _NEAR_ITS_POSTCODE_MILES or astray <= 3 * postcodes.miles_to_next_sector(place):
        return entry
    note = f"its point is {astray:.1f} miles from {entry.postcode}: it stands at its postcode"
    return replace(
        entry,
        latitude=place.latitude,
        longitude=place.longitude,
        notes=(*entry.notes, note),
    )
