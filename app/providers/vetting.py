"""The state of the Green Tick: a function of the dated checks and the day, and of nothing else.

Source: domain.md §8, Green Tick evidence, and the route for very small providers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.providers.models import CheckItem, Provider, VettingCheck, VettingRoute


class Tick(Enum):
    """`LAPSED`: everything was checked once, and something of it is over."""

    LIVE = "live"
    LAPSED = "lapsed"
    WAITING = "waiting"
    NONE = "none"

    @property
    def words(self) -> LazyWords:
        return _TICKS[self]


_TICKS = {
    Tick.LIVE: _l("Green Tick: checked"),
    Tick.LAPSED: _l("The Green Tick is over. A new check is needed."),
    Tick.WAITING: _l("Not all is checked yet"),
    Tick.NONE: _l("Not checked yet"),
}

# The four ratings of the Care Quality Commission, as it writes them.
_RATINGS = {
    "outstanding": _l("Very good"),
    "good": _l("Good"),
    "requires improvement": _l("It must get better"),
    "inadequate": _l("Not good enough"),
}


def rating_in_words(rating: str) -> LazyWords | str:
    """What the care inspectors said, in plain words; any other word as they wrote it."""
    return _RATINGS.get(rating.strip().casefold(), rating)


_ALWAYS = frozenset((CheckItem.DBS, CheckItem.INSURANCE, CheckItem.TERMS, CheckItem.REFERENCES))
_PROVIDER = _ALWAYS | {
    CheckItem.COURT_JUDGMENTS,
    CheckItem.SUBCONTRACTORS,
    CheckItem.STATIONERY,
}
_MICRO = _ALWAYS | {CheckItem.SAFEGUARDING_TRAINING}


@dataclass(frozen=True)
class Checked:
    """One item as it stands on a day: when it was seen, until when it counts, and if it does."""

    item: CheckItem
    issued_on: date
    expires_on: date
    counts: bool
    # Does it not count because its time is over? Else somebody found that it does not hold.
    is_over: bool = False


def needed(route: VettingRoute, is_sole_trader: bool, is_regulated: bool) -> frozenset[CheckItem]:
    """Which items a provider must have: by its route, and by what it is."""
    items = set(_MICRO if route is VettingRoute.MICRO else _PROVIDER)
    if is_sole_trader:
        items.add(CheckItem.TAX)
    if is_regulated:
        items.add(CheckItem.REGULATOR)
    return frozenset(items)


def needed_of(provider: Provider) -> frozenset[CheckItem]:
    """Which items this provider must have."""
    return needed(provider.route, provider.is_sole_trader, provider.is_regulated)


def newest(checks: Iterable[VettingCheck], day: date) -> Mapping[CheckItem, VettingCheck]:
    """The row of each item that speaks on a day: the last one written that had begun by then."""
    rows: dict[CheckItem, VettingCheck] = {}
    for row in sorted(checks, key=lambda row: (row.created_at, row.id)):
        if row.issued_on <= day:
            rows[row.item] = row
    return rows


def counts(check: VettingCheck, day: date) -> bool:
    """Does the evidence count on this day? It does on its last day."""
    return check.holds and check.issued_on <= day <= check.expires_on


def tick(provider: Provider, checks: Iterable[VettingCheck], day: date) -> Tick:
    """The state of the tick on a day."""
    rows = newest(checks, day)
    if not rows:
        return Tick.NONE
    wanted = needed_of(provider)
    if not wanted <= rows.keys():
        return Tick.WAITING
    return Tick.LIVE if all(counts(rows[item], day) for item in wanted) else Tick.LAPSED


def what_was_checked(checks: Iterable[VettingCheck], day: date) -> list[Checked]:
    """What was checked and when, in the order of `CheckItem`."""
    rows = newest(checks, day)
    return [
        Checked(
            item,
            rows[item].issued_on,
            rows[item].expires_on,
            counts(rows[item], day),
            rows[item].holds and rows[item].expires_on < day,
        )
        for item in CheckItem
        if item in rows
    ]
