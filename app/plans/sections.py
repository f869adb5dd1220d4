"""What each section of the plan asks for: the one table that pages, forms and prints draw.

Source: PRSB Personalised Care and Support Plan v2 ("strengths", "needs", "goals and hopes", for
each "who, what, when" and "strategies for potential problems"); Individual Service Design for the
home; the Helen Sanderson decision-making agreement for its three columns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.parts import PLAN_SECTIONS, Part

TEXT = "text"
LINES = "lines"
MOST_LINES = 12


class Kind(Enum):
    """How a field is answered."""

    WORDS = "words"
    DAY = "day"
    CHOICE = "choice"


@dataclass(frozen=True)
class Field:
    """One question of a section beside its main words. A day is kept as 2026-11-22."""

    name: str
    words: LazyWords
    kind: Kind = Kind.WORDS
    # For a choice: value → words.
    choices: tuple[tuple[str, LazyWords], ...] = ()
    longest: int = 1000

    def shown(self, value: str) -> LazyWords | str:
        """A choice in words; everything else as it was written."""
        return dict(self.choices).get(value, value)

    def day(self, value: str) -> date | None:
        """The day of a field for days; None for other fields, or for what is no day."""
        if self.kind is not Kind.DAY:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            return None


@dataclass(frozen=True)
class Section:
    """A section: its question, its further fields, and the columns of its lines."""

    part: Part
    prompt: LazyWords
    fields: tuple[Field, ...] = ()
    columns: tuple[Field, ...] = ()
    # What one line is called: "who does what".
    line_words: LazyWords | None = None
    # Said above the form, where there is something to mind.
    mind: LazyWords | None = None

    def clean(self, content: dict[str, Any]) -> dict[str, Any]:
        """Only what this section knows, without empty fields and empty lines."""
        names = (TEXT, *(field.name for field in self.fields))
        kept: dict[str, Any] = {
            name: text for name in names if (text := str(content.get(name, "")).strip())
        }
        lines = []
        for line in list(content.get(LINES) or [])[:MOST_LINES]:
            told = {c.name: t for c in self.columns if (t := str(line.get(c.name, "")).strip())}
            if told:
                lines.append(told)
        if lines:
            kept[LINES] = lines
        return kept


_WHO_DOES_WHAT = (
    Field("what", _l("What is done?"), longest=300),
    Field("who", _l("Who does it?"), longest=200),
    Field("when", _l("When?"), longest=200),
    Field("wrong", _l("What if it goes wrong?"), longest=300),
)
_LINE = _l("Who does what")

_ALL = (
    Section(Part.PLAN_STRENGTHS, _l("What are you good at? What do you like to do yourself?")),
    Section(
        Part.PLAN_WANTS,
        _l("What do you want in your life?"),
        columns=_WHO_DOES_WHAT,
        line_words=_LINE,
    ),
    Section(
        Part.PLAN_NEEDS,
        _l("What do you need to be well?"),
        columns=_WHO_DOES_WHAT,
        line_words=_LINE,
    ),
    Section(
        Part.PLAN_SAFE,
        _l("What could hurt you or others? What helps?"),
        fields=(Field("least", _l("What leaves you the most free?")),),
        columns=_WHO_DOES_WHAT,
        line_words=_LINE,
    ),
    Section(
        Part.PLAN_HOME,
        _l("What is a good home for you?"),
        fields=(
            Field("place", _l("Where? What is near?")),
            Field("layout", _l("Which rooms? Stairs or no stairs?")),
            Field("design", _l("What must it have? Is it quiet?")),
            Field("live_with", _l("Who do you live with?")),
            Field(
                "tenancy",
                _l("Whose home is it on paper?"),
                Kind.CHOICE,
                (
                    ("mine", _l("The home is mine")),
                    ("family", _l("I live with my family")),
                    ("not-yet", _l("Not settled yet")),
                ),
            ),
            Field(
                "court",
                # L10n: word=court-of-protection
                _l("Must the Court of Protection decide?"),
                Kind.CHOICE,
                (
                    ("no", _l("No")),
                    ("needed", _l("Yes. Nobody asked it yet")),
                    ("asked", _l("Somebody asked it. We wait")),
                    ("decided", _l("It decided")),
                ),
            ),
        ),
    ),
    Section(
        Part.PLAN_HEALTH,
        _l("What keeps you healthy? What must people know?"),
        fields=(
            Field("check_on", _l("Day of my next health check"), Kind.DAY),
            Field("medicines_on", _l("Day to look at my medicines"), Kind.DAY),
            Field("adjust", _l("What must doctors do another way?")),
            Field("allergies", _l("What makes you ill? Any food?")),
        ),
        columns=(
            Field("medicine", _l("Medicine"), longest=120),
            Field("dose", _l("How much, and when?"), longest=200),
            Field("source", _l("Who says so? Name the paper and day."), longest=200),
        ),
        line_words=_l("My medicines"),
    ),
    Section(
        Part.PLAN_RULES,
        _l("Which rules must you follow? Who can you ask about them?"),
        mind=_l("Write nothing about other people. Only the rules."),
    ),
    Section(
        Part.PLAN_COVER,
        _l("Who comes when your team is ill?"),
        fields=(Field("nobody", _l("And what if nobody can come?")),),
    ),
    Section(
        Part.PLAN_HOSPITAL,
        _l("What happens when you go into hospital?"),
        fields=(
            Field("tell", _l("Who must know?")),
            Field("bring", _l("What comes with you?")),
            Field("home_again", _l("What must be ready at home?")),
        ),
    ),
    Section(
        Part.PLAN_LESS,
        _l("What do you want to do yourself?"),
        columns=(
            Field("what", _l("What will I do myself?"), longest=300),
            Field("who", _l("Who helps me learn it?"), longest=200),
            Field("when", _l("By when?"), longest=200),
            Field("then", _l("What help is not needed then?"), longest=300),
        ),
        line_words=_l("One step"),
    ),
    Section(
        Part.PLAN_DECISIONS,
        _l("How do we make big decisions?"),
        columns=(
            Field("decision", _l("Which decision?"), longest=300),
            Field("involved", _l("How must I take part?"), longest=500),
            Field("who", _l("Who decides in the end?"), longest=200),
        ),
        line_words=_l("One decision"),
    ),
)
SECTIONS: dict[Part, Section] = {section.part: section for section in _ALL}
assert tuple(SECTIONS) == PLAN_SECTIONS


def without_source(line: Mapping[str, str]) -> bool:
    """A dose that no paper is named for: nobody may act on it, so it is not kept."""
    return bool(line.get("dose", "").strip()) and not line.get("source", "").strip()


# The three groups in which the page of the plan shows its sections.
GROUPS: tuple[tuple[LazyWords, tuple[Part, ...]], ...] = (
    (_l("My life"), (Part.PLAN_STRENGTHS, Part.PLAN_WANTS, Part.PLAN_NEEDS)),
    (
        _l("My support"),
        (Part.PLAN_SAFE, Part.PLAN_HOME, Part.PLAN_HEALTH, Part.PLAN_RULES, Part.PLAN_DECISIONS),
    ),
    (_l("If things change"), (Part.PLAN_COVER, Part.PLAN_HOSPITAL, Part.PLAN_LESS)),
)
