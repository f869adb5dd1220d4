"""The tables that are published, and how their numbers hang together. This list is all of them.

Each table divides one group of people: its cells add up to its total. `relations` says every sum
that a reader could know, also between tables and between quarters: the check that nothing hidden
can be worked out rests on it. Whoever adds a table adds its relations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.outcomes.quarters import Quarter

TOTAL = "total"


@dataclass(frozen=True)
class Sheet:
    """One table: its key, its title, what its cells are called, and the concept of its picture."""

    key: str
    title: LazyWords
    cells: dict[str, LazyWords]
    picture: str = "figures"

    @property
    def keys(self) -> tuple[str, ...]:
        """Every number of it, the total last."""
        return (*self.cells, TOTAL)


_CHANGE = {
    "better": _l("Something goes better"),
    "mixed": _l("Some things better, some not"),
    "same": _l("The same as before"),
    "less-well": _l("Something goes less well"),
    "first": _l("They said it for the first time"),
    "other": _l("They said it in another way"),
}
SHEETS = (
    Sheet(
        "took-part",
        _l("Who said how it is going"),
        {
            "self": _l("The person said it"),
            "others": _l("Only others said it"),
            "nobody": _l("Nobody said it"),
        },
        "communicate",
    ),
    Sheet("change", _l("How life goes, by their own words"), _CHANGE, "going"),
    Sheet("change-new", _l("The same, for people who began this year"), _CHANGE, "going"),
    Sheet("change-long", _l("The same, for people who began before"), _CHANGE, "going"),
    Sheet(
        "ever",
        _l("Who ever said how it is going"),
        {"new": _l("For the first time now"), "before": _l("Before this too")},
        "communicate",
    ),
    Sheet(
        "reached",
        _l("Who got something that they want"),
        {"yes": _l("They have it now"), "no": _l("Not yet")},
        "wants",
    ),
    Sheet(
        "reviews",
        _l("Whose support plan people looked at"),
        {"yes": _l("They looked at it"), "no": _l("They did not")},
        "review",
    ),
)
SHEET_NAMED = {sheet.key: sheet for sheet in SHEETS}

# A number: of which quarter, in which table, in which cell.
Cell = tuple[Quarter, str, str]
# A sum that is zero: each number with its factor.
Relation = dict[Cell, int]


def relations(quarters: Iterable[Quarter]) -> Iterator[Relation]:
    """Every sum that holds between the numbers of these quarters."""
    known = set(quarters)
    for quarter in sorted(known):
        yield from _in_one(quarter)
        if quarter.before in known:
            # Who said it before this quarter is who ever said it at the end of the last.
            yield {(quarter, "ever", "before"): 1, (quarter.before, "ever", TOTAL): -1}


def _in_one(quarter: Quarter) -> Iterator[Relation]:
    for sheet in SHEETS:
        yield {
            **{(quarter, sheet.key, cell): 1 for cell in sheet.cells},
            (quarter, sheet.key, TOTAL): -1,
        }
    yield {(quarter, "change", TOTAL): 1, (quarter, "took-part", "self"): -1}
    for cell in SHEET_NAMED["change"].keys:
        yield {
            (quarter, "change-new", cell): 1,
            (quarter, "change-long", cell): 1,
            (quarter, "change", cell): -1,
        }
