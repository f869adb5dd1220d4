"""The one-page profile: three headings, filled from the parts that the viewer may see.

About me fills it. What other slices know of a person comes in by `more_sources`: the support plan
stands above this slice and may not be imported here, so it registers what it adds at start. The
profile's pages stay where they are, and know nothing of plans.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, current_app

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
class FromElsewhere:
    """Words of another slice under a heading, which its picture names."""

    heading: str
    part: Part
    text: str
    language: str
    created_at: datetime

    @property
    def texts(self) -> list[str]:
        """As of an entry of about me: what a sheet needs room for."""
        return [str(self.part.words), self.text]


# Given a viewer: only what this viewer may see.
Sources = Callable[[Relation], Sequence[FromElsewhere]]


def more_sources(app: Flask, sources: Sources) -> None:
    """A slice above adds to the profile what the viewer may see of it."""
    app.extensions.setdefault("profile_sources", []).append(sources)


@dataclass(frozen=True)
class Section:
    """One heading with the parts under it that this viewer may see, and what they say."""

    title: LazyWords
    picture: str
    parts: tuple[Part, ...]
    entries: tuple[AboutMeEntry, ...]
    more: tuple[FromElsewhere, ...] = ()

    @property
    def says(self) -> tuple[AboutMeEntry | FromElsewhere, ...]:
        return (*self.entries, *self.more)


def profile(viewer: Relation) -> list[Section]:
    """The sections that this viewer may see. One without a part for them is absent."""
    entries = newest_entries(viewer, PARTS)
    given: list[Sources] = current_app.extensions.get("profile_sources", [])
    added = [each for sources in given for each in sources(viewer) if viewer.may(each.part)]
    found = []
    for title, picture, parts in HEADINGS:
        seen = tuple(visible_parts(viewer, parts))
        said = tuple(entries[part] for part in seen if part in entries and entries[part].has_words)
        more = tuple(each for each in added if each.heading == picture)
        if seen or more:
            found.append(Section(title, picture, seen, said, more))
    return found
