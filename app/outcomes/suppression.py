"""What is not shown when tables are published, so that no small group can be worked out.

A group of 1 to 4 people is not shown, nor what would give it away. Three steps: each small number;
in its table as many others that it cannot be taken from the total; then the exact check over
every table of every quarter, by rational elimination of the system of sums, until no small number
follows from what is shown. A table whose total is small is not shown at all. A zero is shown, so
that whoever counts five groups that are not shown, and five people in them, knows each: such a
table is not shown either, and its total may not follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from app.outcomes.quarters import Quarter
from app.outcomes.sheets import SHEETS, TOTAL, Cell, Relation, relations

SMALLEST = 5
Row = dict[Cell, Fraction]
Rows = dict[Cell, Row]


@dataclass(frozen=True)
class Kept:
    """A number as it is published: None where it is not shown. `few`: it may not follow either.

    A group under 5, or a total that would tell such groups.
    """

    counted: int | None
    few: bool = False

    @property
    def is_shown(self) -> bool:
        return self.counted is not None


def is_few(counted: int) -> bool:
    return 0 < counted < SMALLEST


def suppressed(
    quarter: Quarter, counts: Mapping[Cell, int], earlier: Mapping[Cell, Kept]
) -> dict[Cell, Kept]:
    """The numbers of one quarter as they may be published beside those that are out already."""
    hidden: set[Cell] = set()
    for sheet in SHEETS:
        numbers = {cell: counts[quarter, sheet.key, cell] for cell in sheet.keys}
        hidden |= {(quarter, sheet.key, cell) for cell in _of_table(numbers)}
    few = {cell for cell in hidden if is_few(counts[cell]) or cell[2] == TOTAL}
    before = eliminated(relations({each[0] for each in earlier}), _unshown(earlier))
    while True:
        kept = {
            cell: Kept(None, cell in few) if cell in hidden else Kept(number)
            for cell, number in counts.items()
        }
        found = given_away(quarter, {**earlier, **kept}, before, counts)
        if not found:
            return kept
        more = _next_to_hide(found[0], quarter, counts, hidden)
        if more is None:
            # All of this quarter is hidden: nothing new is told.
            return kept
        hidden.add(more)


def _of_table(numbers: Mapping[str, int]) -> set[str]:
    """What is hidden in one table, looked at alone."""
    hidden = {cell for cell, number in numbers.items() if is_few(number)}
    if TOTAL in hidden:
        return set(numbers)
    return beside(numbers, hidden) if hidden else hidden


def beside(numbers: Mapping[str, int], few: set[str]) -> set[str]:
    """The small numbers with others beside them: at least two, and together no small group.

    Nor as many people as numbers: each would be one. The smallest of the others that are not zero;
    where there are too few, the whole table.
    """
    hidden = set(few)
    others = sorted(
        (cell for cell in numbers if cell not in hidden and cell != TOTAL and numbers[cell]),
        key=lambda cell: numbers[cell],
    )
    while sum(numbers[cell] for cell in hidden) < max(SMALLEST, len(hidden) + 1):
        if not others:
            return set(numbers)
        hidden.add(others.pop(0))
    return hidden


def given_away(
    quarter: Quarter, kept: Mapping[Cell, Kept], before: Rows, counts: Mapping[Cell, int]
) -> list[Cell]:
    """What may not follow, and follows from what is shown, over all tables and quarters. Exact.

    `before`: the sums of the other quarters, eliminated already.
    """
    quarters = {each for each, _, _ in kept}
    new = (sum_ for sum_ in relations(quarters) if any(each == quarter for each, _, _ in sum_))
    rows = eliminated(new, _unshown(kept), before)
    alone = {next(iter(row)) for row in rows.values() if len(row) == 1}
    found = sorted(cell for cell in alone if kept[cell].few)
    return found or _told_together(quarter, kept, rows, counts)


def _told_together(
    quarter: Quarter, kept: Mapping[Cell, Kept], rows: Rows, counts: Mapping[Cell, int]
) -> list[Cell]:
    """The small groups of a table whose sum follows, where that is small itself."""
    found: list[Cell] = []
    for sheet in SHEETS:
        cells = [(quarter, sheet.key, cell) for cell in sheet.cells]
        few = [cell for cell in cells if kept[cell].few]
        is_small = sum(counts[cell] for cell in few) < max(SMALLEST, len(few) + 1)
        if few and is_small and not _reduced(dict.fromkeys(few, Fraction(1)), rows):
            found += few
    return found


def _unshown(kept: Mapping[Cell, Kept]) -> set[Cell]:
    return {cell for cell, each in kept.items() if not each.is_shown}


def eliminated(sums: Iterable[Relation], unknown: set[Cell], before: Rows | None = None) -> Rows:
    """The sums over what is not shown, fully reduced: a row with one number alone tells it.

    A row by its pivot. `before`: rows that are reduced already; they are left as they are.
    """
    pivots: Rows = dict(before or {})
    for each in sums:
        row = _reduced(_unknowns(each, unknown), pivots)
        if not row:
            continue
        pivot = min(row)
        row = {cell: factor / row[pivot] for cell, factor in row.items()}
        for other, there in pivots.items():
            if pivot in there:
                pivots[other] = _less(there, row, there[pivot])
        pivots[pivot] = row
    return pivots


def _unknowns(each: Relation, unknown: set[Cell]) -> Row:
    """A sum without what is shown: those numbers only move the other side of it."""
    return {cell: Fraction(factor) for cell, factor in each.items() if cell in unknown}


def _reduced(row: Row, pivots: Mapping[Cell, Row]) -> Row:
    for pivot in [cell for cell in row if cell in pivots]:
        if pivot in row:
            row = _less(row, pivots[pivot], row[pivot])
    return row


def _less(row: Row, other: Row, times: Fraction) -> Row:
    """row - times × other, without zeros."""
    found = dict(row)
    for cell, factor in other.items():
        left = found.get(cell, Fraction(0)) - times * factor
        if left:
            found[cell] = left
        else:
            found.pop(cell, None)
    return found


def _next_to_hide(
    cell: Cell, quarter: Quarter, counts: Mapping[Cell, int], hidden: set[Cell]
) -> Cell | None:
    """One more number of this quarter: near the one that is given away, the smallest first."""
    near = {sheet for sum_ in relations({quarter, cell[0]}) if cell in sum_ for _, sheet, _ in sum_}

    def order(other: Cell) -> tuple[bool, bool, bool, bool, int, Cell]:
        _, sheet, name = other
        return (
            counts[other] == 0,
            sheet != cell[1],
            sheet not in near,
            name == TOTAL,
            counts[other],
            other,
        )

    shown = [other for other in counts if other[0] == quarter and other not in hidden]
    return min(shown, key=order, default=None)
