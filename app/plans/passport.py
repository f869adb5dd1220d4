"""The hospital passport, and what the plan adds to the one-page profile: which source feeds which
box. Tables in code, drawn by the pages, the prints and the tests alike.

Source: the hospital passports of the NHS: red, things you must know; amber, things that are
important to me; green, my likes and dislikes. The colour is always a word and a picture too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from app.language.formats import LONDON
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.parts import ABOUT_ME, PLAN_SECTIONS, Part
from app.plans.sections import LINES, SECTIONS, TEXT

# After so many days a red item says: check with me. Half a year.
FRESH_DAYS = 183


class Colour(Enum):
    """How much it matters to somebody who does not know the person."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"

    @property
    def words(self) -> LazyWords:
        """The colour as a word: it is never told by colour alone."""
        return _COLOURS[self][0]

    @property
    def title(self) -> LazyWords:
        return _COLOURS[self][1]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _COLOURS[self][2]


_COLOURS = {
    Colour.RED: (_l("Red"), _l("Things you must know about me"), "warning"),
    Colour.AMBER: (_l("Amber"), _l("Important to me"), "important_to_me"),
    Colour.GREEN: (_l("Green"), _l("Likes and dislikes"), "thumb_up"),
}


@dataclass(frozen=True)
class Source:
    """A field of a part. `label` stands above its words where a box has more than one."""

    part: Part
    field: str = TEXT
    label: LazyWords | None = None

    @property
    def of_plan(self) -> bool:
        return self.part in PLAN_SECTIONS

    @property
    def of_about_me(self) -> bool:
        return self.part in ABOUT_ME

    @property
    def is_medicines(self) -> bool:
        return self.part is Part.PLAN_HEALTH and self.field == LINES

    @property
    def is_list(self) -> bool:
        """A new line for each thing, as in "please do"."""
        return self.field in ("do", "dont")


@dataclass(frozen=True)
class Box:
    """One box of the passport. `name` is for code and addresses inside the page."""

    name: str
    colour: Colour
    title: LazyWords
    picture: str
    sources: tuple[Source, ...]


def _part_box(colour: Colour, part: Part, *sources: Source) -> Box:
    return Box(part.value, colour, part.words, part.picture, sources or (Source(part),))


BOXES = (
    Box(
        "ill",
        Colour.RED,
        _l("What makes me ill"),
        "allergy",
        (Source(Part.PLAN_HEALTH, "allergies"),),
    ),
    Box(
        "medicines",
        Colour.RED,
        _l("My medicines"),
        "medicine",
        (Source(Part.PLAN_HEALTH, LINES),),
    ),
    Box(
        "talk",
        Colour.RED,
        _l("How to talk with me"),
        "communicate",
        (Source(Part.NEEDS), Source(Part.COMMUNICATION)),
    ),
    Box(
        "adjust",
        Colour.RED,
        _l("What to do another way"),
        "needs",
        (Source(Part.PLAN_HEALTH, "adjust"),),
    ),
    _part_box(Colour.RED, Part.PLAN_HEALTH),
    _part_box(Colour.RED, Part.PLAN_SAFE, Source(Part.PLAN_SAFE), Source(Part.PLAN_SAFE, "least")),
    Box("tell", Colour.RED, _l("Who to tell"), "phone", (Source(Part.PLAN_HOSPITAL, "tell"),)),
    _part_box(Colour.AMBER, Part.MOST_IMPORTANT),
    _part_box(Colour.AMBER, Part.HOW_TO_SUPPORT),
    _part_box(Colour.AMBER, Part.PLAN_NEEDS),
    _part_box(
        Colour.AMBER,
        Part.PLAN_HOSPITAL,
        Source(Part.PLAN_HOSPITAL),
        Source(Part.PLAN_HOSPITAL, "bring", _l("What comes with me")),
        Source(Part.PLAN_HOSPITAL, "home_again", _l("What I need when I come home")),
    ),
    _part_box(Colour.AMBER, Part.PEOPLE),
    _part_box(Colour.AMBER, Part.WELLNESS),
    _part_box(
        Colour.GREEN,
        Part.PLEASE_DO,
        Source(Part.PLEASE_DO, "do", _l("Please do")),
        Source(Part.PLEASE_DO, "dont", _l("Please do not")),
    ),
    _part_box(Colour.GREEN, Part.LIKED),
    _part_box(Colour.GREEN, Part.ALSO_WORTH),
)

SOURCES = tuple(source for box in BOXES for source in box.sources)
# What to write first, where it is still empty: without it a passport says little.
WRITE_FIRST = (Part.PLAN_HEALTH, Part.COMMUNICATION, Part.PLEASE_DO)
# Heading of the one-page profile, by its picture → the part of the plan that adds to it.
PROFILE: dict[str, Part] = {
    "important_to_me": Part.PLAN_WANTS,
    "support_me": Part.PLAN_NEEDS,
}


@dataclass(frozen=True)
class Medicine:
    """One medicine with how much of it, and who says so. Without a source there is none."""

    name: str
    dose: str
    source: str


def medicines_of(content: dict[str, object]) -> tuple[tuple[Medicine, ...], bool]:
    """The medicines whose source is told; second, whether others were left out.

    The form refuses a dose without a source. This holds whatever a row says.
    """
    columns = [column.name for column in SECTIONS[Part.PLAN_HEALTH].columns]
    lines = content.get(LINES)
    shown, left_out = [], False
    for line in lines if isinstance(lines, list) else []:
        told = [str(line.get(name, "")).strip() for name in columns]
        if told[-1] and any(told[:-1]):
            shown.append(Medicine(*told))
        elif any(told):
            left_out = True
    return tuple(shown), left_out


def is_old(at: datetime, today: date) -> bool:
    """Is it more than half a year since these words, in days of London?"""
    return (today - at.astimezone(LONDON).date()).days > FRESH_DAYS
