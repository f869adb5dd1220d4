"""Suppression cannot be undone: over the tables of eight quarters together no small group follows.

The solver here is its own: it knows the tables by what a reader of them can see, takes every sum
as an equation over every number, and asks by rank what is determined.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.outcomes import suppression
from app.outcomes.quarters import Quarter
from app.outcomes.sheets import SHEETS, Cell
from app.outcomes.suppression import Kept, suppressed

QUARTERS = [Quarter(2025 + n // 4, n % 4 + 1) for n in range(8)]
# What a reader reads on the pages: a table's rows, and where one table speaks of another.
PARTS = {
    "took-part": ["self", "others", "nobody"],
    "change": ["better", "mixed", "same", "less-well", "first", "other"],
    "change-new": ["better", "mixed", "same", "less-well", "first", "other"],
    "change-long": ["better", "mixed", "same", "less-well", "first", "other"],
    "ever": ["new", "before"],
    "reached": ["yes", "no"],
    "reviews": ["yes", "no"],
}
Name = tuple[int, str, str]


def test_the_list_of_tables_is_the_one_that_this_test_knows() -> None:
    assert {sheet.key: list(sheet.cells) for sheet in SHEETS} == PARTS


def population(seed: int) -> dict[Name, int]:
    """Made-up people of eight quarters, few here and more there, counted as the portal counts."""
    chance = random.Random(seed)
    found: dict[Name, int] = {}
    ever = chance.choice([0, 0, 1, 3, 6, 30])
    for number in range(8):
        most = chance.choice([1, 3, 6, 6, 12, 40])
        changes: dict[str, dict[str, int]] = {}
        for sheet in ("change-new", "change-long"):
            changes[sheet] = {cell: chance.randint(0, most) for cell in PARTS["change"]}
        changes["change"] = {
            cell: changes["change-new"][cell] + changes["change-long"][cell]
            for cell in PARTS["change"]
        }
        said = sum(changes["change"].values())
        new = min(said, chance.choice([0, 0, 1, 2, 4, 5, 9]))
        tables = {
            **changes,
            "took-part": {
                "self": said,
                "others": chance.randint(0, most),
                "nobody": chance.randint(0, most),
            },
            "ever": {"new": new, "before": ever},
            "reached": {cell: chance.randint(0, most) for cell in ("yes", "no")},
            "reviews": {cell: chance.randint(0, most) for cell in ("yes", "no")},
        }
        ever += new
        for sheet, cells in tables.items():
            found.update({(number, sheet, cell): counted for cell, counted in cells.items()})
            found[number, sheet, "total"] = sum(cells.values())
    return found


def published(counts: Mapping[Name, int], quarters: int = 8) -> dict[Name, Kept]:
    """Each quarter published in its turn, beside those that are out already."""
    out: dict[Cell, Kept] = {}
    for number in range(quarters):
        quarter = QUARTERS[number]
        of_it: dict[Cell, int] = {
            (quarter, sheet, cell): counted
            for (n, sheet, cell), counted in counts.items()
            if n == number
        }
        out |= suppressed(quarter, of_it, out)
    return {
        (QUARTERS.index(quarter), sheet, cell): kept for (quarter, sheet, cell), kept in out.items()
    }


def equations(kept: Mapping[Name, Kept]) -> list[dict[Name, int]]:
    """All that a reader knows: sums of tables, tables that speak of others, numbers shown."""
    known: list[dict[Name, int]] = []
    for n in range(8):
        for sheet, cells in PARTS.items():
            known.append({**{(n, sheet, cell): 1 for cell in cells}, (n, sheet, "total"): -1})
        known.append({(n, "took-part", "self"): 1, (n, "change", "total"): -1})
        known += [
            {(n, "change", cell): 1, (n, "change-new", cell): -1, (n, "change-long", cell): -1}
            for cell in [*PARTS["change"], "total"]
        ]
        if n:
            known.append({(n, "ever", "before"): 1, (n - 1, "ever", "total"): -1})
    known += [{name: 1} for name, each in kept.items() if each.counted is not None]
    return known


class Space:
    """The span of some equations, in echelon form over the rationals."""

    def __init__(self, rows: list[dict[Name, int]]) -> None:
        self.echelon: dict[Name, dict[Name, Fraction]] = {}
        for row in rows:
            left = self.without(row)
            if left:
                self.echelon[max(left)] = left

    def without(self, row: Mapping[Name, int]) -> dict[Name, Fraction]:
        """What is left of a row after all that the span can take away; empty when it is in it."""
        left = {name: Fraction(factor) for name, factor in row.items()}
        done: list[Name] = []
        while heads := [name for name in left if name in self.echelon and name not in done]:
            head = max(heads)
            by = self.echelon[head]
            times = left[head] / by[head]
            for name, factor in by.items():
                left[name] = left.get(name, Fraction(0)) - times * factor
            left = {name: factor for name, factor in left.items() if factor}
        return left

    def determines(self, row: Mapping[Name, int]) -> bool:
        return not self.without(row)


def worked_out(counts: Mapping[Name, int], kept: Mapping[Name, Kept]) -> list[Name]:
    """The groups of 1 to 4 that follow from what is published."""
    space = Space(equations(kept))
    small = [name for name, counted in counts.items() if 1 <= counted <= 4]
    return [name for name in small if space.determines({name: 1})]


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_no_group_of_1_to_4_follows_from_eight_quarters(seed: int) -> None:
    counts = population(seed)
    kept = published(counts)
    assert worked_out(counts, kept) == []
    assert all(kept[name].counted in (None, counted) for name, counted in counts.items())


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_what_is_hidden_in_a_table_is_no_small_group_together(seed: int) -> None:
    counts = population(seed)
    kept = published(counts)
    space = Space(equations(kept))
    for n in range(8):
        for sheet, cells in PARTS.items():
            hidden = [cell for cell in cells if kept[n, sheet, cell].counted is None]
            together = sum(counts[n, sheet, cell] for cell in hidden)
            if 1 <= together <= 4:
                assert not space.determines({(n, sheet, cell): 1 for cell in hidden})


@pytest.mark.parametrize("other", [0, 1, 20])
def test_one_person_in_each_of_five_groups_is_not_told_by_the_total(other: int) -> None:
    """Zeros are shown: whoever knows that five people are in five groups knows each of them."""
    counts = dict.fromkeys(population(1), 0)
    numbers = dict.fromkeys(PARTS["change"], 1) | {"other": other}
    for sheet in ("change", "change-long"):
        counts |= {(0, sheet, cell): number for cell, number in numbers.items()}
        counts[0, sheet, "total"] = 5 + other
    counts[0, "took-part", "self"] = 5 + other
    counts[0, "took-part", "nobody"] = 20
    counts[0, "took-part", "total"] = 25 + other
    counts[0, "ever", "before"] = counts[0, "ever", "total"] = 5 + other
    kept = published(counts, quarters=1)
    # Beside a large group they are not told apart from it; without one no total may follow.
    space = Space(equations(kept))
    shown = kept[0, "change", "total"].counted
    assert shown == (25 if other == 20 else None)
    assert space.determines({(0, "change", "total"): 1}) is (other == 20)
    assert all(kept[0, "change", cell].counted is None for cell in PARTS["change"])


def test_another_table_does_not_tell_two_small_groups_together() -> None:
    """Who said it stands in two tables: without them, two people are left in two groups."""
    counts = dict.fromkeys(population(1), 0)
    counts |= {(0, "took-part", "self"): 17, (0, "took-part", "total"): 19}
    counts |= {(0, "took-part", "others"): 1, (0, "took-part", "nobody"): 1}
    for sheet in ("change", "change-long"):
        counts[0, sheet, "same"] = counts[0, sheet, "total"] = 17
    counts[0, "ever", "before"] = counts[0, "ever", "total"] = 17
    kept = published(counts, quarters=1)
    space = Space(equations(kept))
    assert not space.determines({(0, "took-part", "others"): 1, (0, "took-part", "nobody"): 1})


def _found_in(seeds: range) -> int:
    found = 0
    for seed in seeds:
        counts = population(seed)
        found += len(worked_out(counts, published(counts)))
    return found


def test_this_test_fails_without_numbers_hidden_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "beside", lambda numbers, few: set(few))
    monkeypatch.setattr(suppression, "given_away", lambda *_: [])
    assert _found_in(range(6)) > 0


def test_this_test_fails_without_the_check_over_all_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "given_away", lambda *_: [])
    assert _found_in(range(6)) > 0


def test_the_check_alone_holds_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suppression, "beside", lambda numbers, few: set(few))
    assert _found_in(range(3)) == 0


def test_large_groups_are_shown_as_they_are() -> None:
    counts = dict.fromkeys(population(1), 0)
    for n in range(8):
        for sheet, cells in PARTS.items():
            for cell in cells:
                counts[n, sheet, cell] = 20
            counts[n, sheet, "total"] = 20 * len(cells)
    kept = published(counts, quarters=1)
    assert all(each.counted == counts[name] for name, each in kept.items())


def test_a_quarter_without_anybody_shows_zeros() -> None:
    counts = dict.fromkeys(population(1), 0)
    kept = published(counts)
    assert {each.counted for each in kept.values()} == {0}


def test_a_table_of_too_few_people_is_not_shown_at_all() -> None:
    counts = dict.fromkeys(population(1), 0)
    counts[0, "reviews", "yes"] = counts[0, "reviews", "total"] = 3
    kept = published(counts, quarters=1)
    assert [kept[0, "reviews", cell].counted for cell in ("yes", "no", "total")] == [None] * 3
