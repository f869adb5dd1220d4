"""What could not be found, counted for those who buy and plan support. Small numbers are hidden.

Only quarters that are over: two looks at a running one would tell what came in between. What is
hidden stands in one sum that is at least 5 and more than its parts, so it cannot be taken apart.
Languages and days stand in tables of their own: with them each line of the first would be small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import select

from app.extensions import db
from app.outcomes.quarters import Quarter
from app.outcomes.sheets import TOTAL
from app.outcomes.suppression import beside, is_few
from app.providers.facets import IN_GROUP, Group
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
class Wanted:
    """How often these languages or days (keys; none is not said) were asked for, together."""

    keys: tuple[str, ...]
    count: int


Line = TypeVar("Line", Missing, Wanted)


@dataclass(frozen=True)
class Shown(Generic[Line]):
    """A table. `others`: all lines that are not shown, together; None where even that is few."""

    lines: list[Line]
    others: int | None
    hides: bool


@dataclass(frozen=True)
class MissingTables:
    """A quarter, counted three times over: each tap or search stands once in each table."""

    quarter: Quarter
    missing: Shown[Missing]
    languages: Shown[Wanted]
    days: Shown[Wanted]


def missing_in(quarter: Quarter) -> MissingTables:
    """The tables of a quarter that is over. One query."""
    needs = _of(quarter)
    counted = Counter(
        (need.district, _keys(need, Group.KIND), need.why, need.by_itself) for need in needs
    )
    lines = [Missing(*where, count) for where, count in counted.items()]
    lines.sort(key=lambda each: (each.district, each.kinds, each.why.value, each.by_itself))
    missing = _suppressed(lines)
    languages, days = (_suppressed(_wanted(needs, each)) for each in (Group.LANGUAGE, Group.DAY))
    if any(each.others is None for each in (missing, languages, days)):
        # How many they are in all may not be told: then no table tells it in place of another.
        return MissingTables(quarter, _nothing(), _nothing(), _nothing())
    return MissingTables(quarter, missing, languages, days)


def _of(quarter: Quarter) -> Sequence[UnmetNeed]:
    begins, ends = UnmetNeed.created_at >= quarter.begins, UnmetNeed.created_at < quarter.ends
    return db.session.scalars(select(UnmetNeed).where(begins, ends)).all()


def _wanted(needs: Sequence[UnmetNeed], group: Group) -> list[Wanted]:
    """What was asked for together is one line. So lines add up to all, and no line is a part of
    another: two tables side by side tell nothing small that one alone would hide."""
    counted = Counter(_keys(need, group) for need in needs)
    lines = [Wanted(keys, count) for keys, count in counted.items()]
    return sorted(lines, key=lambda each: (-each.count, each.keys))


def _suppressed(lines: list[Line]) -> Shown[Line]:
    numbers = {str(place): each.count for place, each in enumerate(lines)}
    few = {cell for cell, count in numbers.items() if is_few(count)}
    if not few:
        return Shown(lines, 0, hides=False)
    numbers[TOTAL] = sum(numbers.values())
    hidden = beside(numbers, few)
    if TOTAL in hidden:
        return _nothing()
    shown = [each for place, each in enumerate(lines) if str(place) not in hidden]
    return Shown(shown, sum(numbers[cell] for cell in hidden), hides=True)


def _nothing() -> Shown[Any]:
    return Shown([], None, hides=True)


def _keys(need: UnmetNeed, group: Group) -> tuple[str, ...]:
    """What of a group was asked for, in the order in which one chooses it."""
    chosen = need.facets.split()
    return tuple(each.key for each in IN_GROUP[group] if each.key in chosen)
