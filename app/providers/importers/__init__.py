"""Files of open data become entries of the directory: each format in a file of its own."""

from __future__ import annotations

from app.providers.importers import care_homes, libraries, mental_health, our_own
from app.providers.importers.reading import (
    Entry,
    Format,
    Reading,
    Sentence,
    Supporter,
    UnreadableFile,
    read_file,
)

FORMATS: dict[str, Format] = {
    each.name: each for each in (libraries.FORMAT, mental_health.FORMAT, care_homes.FORMAT)
}

__all__ = [
    "FORMATS",
    "Entry",
    "Format",
    "Reading",
    "Sentence",
    "Supporter",
    "UnreadableFile",
    "our_own",
    "read_file",
]
