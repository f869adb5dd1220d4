"""A chart of upright arches: how the page draws a row of numbers. One colour, no verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

WIDE, HIGH, STEP, BAR = 480, 260, 80, 48
TOP, FLOOR = 40, 210


@dataclass(frozen=True)
class Bar:
    """One arch: its path, the middle for its words, and where the number stands above it."""

    path: str
    middle: int
    above: int
    number: int
    month: date


def bars(months: Sequence[tuple[date, int]], right_to_left: bool = False) -> list[Bar]:
    """The arches of some months, in reading order; time runs as the language does."""
    most = max((number for _month, number in months), default=0) or 1
    found = []
    for place, (month, number) in enumerate(months):
        column = len(months) - 1 - place if right_to_left else place
        middle = column * STEP + STEP // 2
        height = round((FLOOR - TOP) * number / most)
        found.append(Bar(_arch(middle, height), middle, FLOOR - height - 10, number, month))
    return found


def _arch(middle: int, height: int) -> str:
    """A door with a round top, as high as it is told; nothing where there is nothing."""
    if not height:
        return ""
    left, right = middle - BAR // 2, middle + BAR // 2
    lift = min(height, BAR // 2)
    shoulder = FLOOR - height + lift
    return f"M{left} {FLOOR}V{shoulder}A{BAR // 2} {lift} 0 0 1 {right} {shoulder}V{FLOOR}z"
