"""Where a postcode is, from our own tables: it never asks anybody outside.

A postcode exists if its sector is in `data/sectors.csv`, or its district is one of the BT
districts of Northern Ireland, where no sectors are published. A full postcode stands at the centre
of its sector. Data and notices: `data/NOTICES.md`.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from app.providers.distance import miles_between

DATA = Path(__file__).resolve().parents[2] / "data"
Precision = Literal["sector", "district"]
Point = tuple[float, float]

_WORD = re.compile(r"[^\W_]+")
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_INWARD = re.compile(r"[0-9][A-Z]{2}")
_SECTOR_DIGIT = re.compile(r"[0-9]")
# Typed without a space: "LS84AB", "LS84". Districts are tried before sectors: M11 is not M1 1.
_FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_SECTOR = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9])")


@dataclass(frozen=True)
class Place:
    """A point to measure from. `label` is the postcode as it is written: "LS8 4AB", "LS8 4", "LS8".

    `precision` says what the point is the centre of; degrees north and east.
    """

    label: str
    latitude: float
    longitude: float
    precision: Precision

    @property
    def district(self) -> str:
        """The outward code: "LS8"."""
        return self.label.split()[0]


def find(text: str) -> Place | None:
    """The first postcode, sector or district that a text names; None where there is none.

    Forgives small letters, missing spaces and words around it ("Leeds ls84ab"). The outward code
    counts as a whole word: BT7 is not BT79. A full postcode that does not exist is None, never
    its district: a slip of the finger should be seen.
    """
    return _found(_words(text))[0]


def taken_out(text: str) -> tuple[Place | None, str]:
    """The place that a text names, and its other words: "day centre ls8" → LS8, "day centre"."""
    words = _words(text)
    place, here, many = _found(words)
    if place is None:
        return None, text
    return place, " ".join(words[:here] + words[here + many :]).lower()


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).upper())


def _found(words: list[str]) -> tuple[Place | None, int, int]:
    """The first place that the words name, where it stands, and how many words it takes."""
    for here, word in enumerate(words):
        following = words[here + 1] if here + 1 < len(words) else ""
        parts = _parts(word, following)
        if parts is not None:
            outward, inward = parts
            takes_both = bool(inward) and word == outward
            return _place(outward, inward), here, 2 if takes_both else 1
    return None, 0, 0


def full(text: str) -> Place | None:
    """The place of a text that is one full postcode and nothing else; None for all other texts."""
    words = text.upper().split()
    if len(words) not in (1, 2):
        return None
    found = _FULL.fullmatch("".join(words))
    if found is None or (len(words) == 2 and words[0] != found[1]):
        return None
    return _place(found[1], found[2])


def miles_to_next_sector(place: Place) -> float:
    """How far the nearest other sector's centre is: the size of the neighbourhood. About 10 ms."""
    return min(
        miles_between(place.latitude, place.longitude, *point)
        for point in _sectors().values()
        if point != (place.latitude, place.longitude)
    )


def _parts(word: str, following: str) -> tuple[str, str] | None:
    """Outward and inward part of the postcode that begins at a word; the inward may be short."""
    if _OUTWARD.fullmatch(word) and _INWARD.fullmatch(following):
        return word, following
    if compact := _FULL.fullmatch(word):
        return compact[1], compact[2]
    if not _INWARD.fullmatch(following):
        if _is_district(word):
            return word, following if _SECTOR_DIGIT.fullmatch(following) else ""
        # Only a sector we know: "BT95" may be a slip for another district.
        compact = _SECTOR.fullmatch(word)
        if compact and f"{compact[1]} {compact[2]}" in _sectors():
            return compact[1], compact[2]
    return None


def _place(outward: str, inward: str) -> Place | None:
    label = f"{outward} {inward}".strip()
    northern_ireland = _northern_ireland().get(outward)
    if northern_ireland:
        return Place(label, *northern_ireland, "district")
    if not inward:
        return Place(label, *_districts()[outward], "district")
    point = _sectors().get(f"{outward} {inward[0]}")
    return Place(label, *point, "sector") if point else None


def _is_district(word: str) -> bool:
    return word in _districts() or word in _northern_ireland()


@cache
def _sectors() -> dict[str, Point]:
    return _points("sectors.csv", "sector")


@cache
def _districts() -> dict[str, Point]:
    return _points("outcodes.csv", "outcode")


@cache
def _northern_ireland() -> dict[str, Point]:
    return _points("outcodes_northern_ireland.csv", "outcode")


def _points(file_name: str, key: str) -> dict[str, Point]:
    with (DATA / file_name).open(encoding="utf-8", newline="") as file:
        return {
            row[key]: (float(row["latitude"]), float(row["longitude"]))
            for row in csv.DictReader(file)
        }
