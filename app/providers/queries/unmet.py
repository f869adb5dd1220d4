"""What could not be found, counted for those who buy and plan support. Small numbers are hidden.

Only quarters that are over: two looks at a running one would tell what came in between. What is
hidden stands in one sum that is at least 5 and more than its parts, so it cannot be taken apart.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.outcomes.quarters import Quarter
from app.outcomes.sheets import TOTAL
from app.outcomes.suppression import beside, is_few
from app.providers.facets import Group
from app.providers.models import UnmetNeed, WhyNone


@dataclass(frozen=True)
class Missing:
    """One line: where (empty is not said), which kinds of support (keys), why, how often.

    `by_itself`: searches that found nothing, where nobody tapped.
    """

    district: str
    kinds: tuple[str, ...]
    why: WhyNone
    by_itself: bool
    count: int


@dataclass(frozen=True)
class MissingTable:
    """A quarter. `others`: all lines that are not shown, together; None where even that is few."""

    quarter: Quarter
    lines: list[Missing]
    others: int | None
    hides: bool


def missing_in(quarter: Quarter) -> MissingTable:
    """The table of a quarter that is over. One query."""
    counted: Counter[tuple[str, tuple[str, ...], WhyNone, bool]] = Counter()
    for need in db.session.scalars(
        select(UnmetNeed).where(
            UnmetNeed.created_at >= quarter.begins, UnmetNeed.created_at < quarter.ends
        )
    ):
        counted[need.district, _kinds(need.facets), need.why, need.by_itself] += 1
    lines = [Missing(*where, count) for where, count in counted.items()]
    lines.sort(key=lambda each: (each.district, each.kinds, each.why.value, each.by_itself))
    return _suppressed(quarter, lines)


def _suppressed(quarter: Quarter, lines: list[Missing]) -> MissingTable:
    numbers = {str(place): each.count for place, each in enumerate(lines)}
    few = {cell for cell, count in numbers.items() if is_few(count)}
    if not few:
        return MissingTable(quarter, lines, 0, hides=False)
    numbers[TOTAL] = sum(numbers.values())
    hidden = beside(numbers, few)
    if TOTAL in hidden:
        return MissingTable(quarter, [], None, hides=True)
    shown = [each for place, each in enumerate(lines) if str(place) not in hidden]
    return MissingTable(quarter, shown, sum(numbers[cell] for cell in hidden), hides=True)


def _kinds(facets: str) -> tuple[str, ...]:
    beginning = f"{Group.KIND.value}:"
    return tuple(sorted(key for key in facets.split() if key.startswith(beginning)))
