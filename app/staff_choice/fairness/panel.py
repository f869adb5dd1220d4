"""The rules of the panel: when marks are shown, where they differ, how a day is planned.

Sources: the practice guide, C1 (marks after the applicant has left; not too many on one day, no
hanging around) and C4, rule 7 (hidden until all are in, then talk; never counted together).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from app.staff_choice.models.panel import Mark

MOST_A_DAY = 3
Member = TypeVar("Member")


def are_all_in(
    cards: Collection[object], scorers: Collection[Member], given: Mapping[Member, int]
) -> bool:
    """Has everybody who gives marks given one for each card? Never true where nobody does.

    `given`: how many marks each has given. Marks themselves play no part.
    """
    return bool(cards and scorers) and all(given.get(who, 0) >= len(cards) for who in scorers)


def differ(marks: Iterable[Mark]) -> bool:
    """Did two see it differently? "I did not hear" is no view."""
    return len({mark for mark in marks if mark is not Mark.DID_NOT_HEAR}) > 1


@dataclass(frozen=True)
class Slot:
    """When the panel meets somebody, with the break after it."""

    starts_at: datetime
    minutes: int
    break_minutes: int

    @property
    def ends_at(self) -> datetime:
        """The end of the talk; the break comes after it."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def free_again_at(self) -> datetime:
        return self.ends_at + timedelta(minutes=self.break_minutes)


def overlap(one: Slot, other: Slot) -> bool:
    """Would the panel be in two talks at once, or have no break between them?"""
    return one.starts_at < other.free_again_at and other.starts_at < one.free_again_at
