"""The one-page profile: three headings, filled from the parts that the viewer may see."""

from __future__ import annotations

from dataclasses import dataclass

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.models import AboutMeEntry
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.about_me import newest_entries, visible_parts

# The three headings of a one-page profile, as people who plan with persons use them.
HEADINGS: tuple[tuple[LazyWords, str, tuple[Part, ...]], ...] = (
    (_l("What people like about me"), "people_like", (Part.LIKED,)),
    (_l("What is important to me"), "important_to_me", (Part.MOST_IMPORTANT,)),
    (_l("How best to support me"), "support_me", (Part.HOW_TO_SUPPORT, Part.PLEASE_DO)),
)
PARTS = tuple(part for _title, _picture, parts in HEADINGS for part in parts)


@dataclass(frozen=True)
class Section:
    """One heading with the parts under it that this viewer may see, and what they say."""

    title: LazyWords
    picture: str
    parts: tuple[Part, ...]
    entries: tuple[AboutMeEntry, ...]


def profile(viewer: Relation) -> list[Section]:
    """The sections that this viewer may see. One without a part for them is absent."""
    entries = newest_entries(viewer, PARTS)
    found = []
    for title, picture, parts in HEADINGS:
        seen = tuple(visible_parts(viewer, parts))
        said = tuple(entries[part] for part in seen if part in entries and entries[part].has_words)
        if seen:
            found.append(Section(title, picture, seen, said))
    return found
