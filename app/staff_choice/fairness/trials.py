"""Where a trial stands, and which ones count. Pure rules.

Sources: requirement 45; the practice guide, C1 (one to three short sessions, both agree, no reason
to stop); National Minimum Wage Act 1998, section 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum
from typing import Protocol

from app.staff_choice.fairness.deciding import TRIALS_AT_MOST, must_be_paid


class Offered(Protocol):
    """What is written down about a trial."""

    @property
    def starts_at(self) -> datetime: ...

    @property
    def minutes(self) -> int: ...

    @property
    def person_yes_at(self) -> datetime | None: ...

    @property
    def applicant_yes_at(self) -> datetime | None: ...

    @property
    def stopped_at(self) -> datetime | None: ...


class TrialStands(Enum):
    ASKED = "asked"
    AGREED = "agreed"
    NOW = "now"
    OVER = "over"
    OFF = "off"


def trial_stands(trial: Offered, at: datetime) -> TrialStands:
    """Without both yeses it never was. Stopped in the middle it is over; before, it is off."""
    both = trial.person_yes_at is not None and trial.applicant_yes_at is not None
    begun = at >= trial.starts_at
    if trial.stopped_at is not None:
        return TrialStands.OVER if both and trial.stopped_at >= trial.starts_at else TrialStands.OFF
    if not both:
        return TrialStands.OFF if begun else TrialStands.ASKED
    if not begun:
        return TrialStands.AGREED
    over = at >= trial.starts_at + timedelta(minutes=trial.minutes)
    return TrialStands.OVER if over else TrialStands.NOW


def that_count(trials: Iterable[Offered], at: datetime) -> list[Offered]:
    """All but those that never were."""
    return [each for each in trials if trial_stands(each, at) is not TrialStands.OFF]


def is_one_too_many(trials: Iterable[Offered], at: datetime) -> bool:
    """Is one more too many?"""
    return len(that_count(trials, at)) >= TRIALS_AT_MOST


def next_must_be_paid(trials: Iterable[Offered], minutes: int, at: datetime) -> bool:
    """Must the next one be paid? All of one applicant together decide, and their whole length."""
    before = [timedelta(minutes=each.minutes) for each in that_count(trials, at)]
    return must_be_paid([*before, timedelta(minutes=minutes)])


def pay_is_lawful(is_paid: bool, pay_pence: int, must: bool, minimum_pence: int) -> bool:
    """Pay is at or above the minimum wherever there is any; none where there may be none."""
    return pay_pence >= minimum_pence if is_paid else not must
