"""Quarters and months, as the council's year has them: three months each, in London time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from app.language import _
from app.language.formats import format_month

LONDON = ZoneInfo("Europe/London")
FIRST_YEAR, LAST_YEAR = 2000, 2200
MONTHS = 12


def _begin(year: int, month: int) -> datetime:
    """The first moment of a month in London; `month` may run over the end of the year."""
    year, month = year + (month - 1) // MONTHS, (month - 1) % MONTHS + 1
    return datetime.combine(date(year, month, 1), time(), LONDON)


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months. `number` is 1 to 4. Raises ValueError for what is no quarter."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.number <= 4):
            raise ValueError("There is no such quarter.")

    @property
    def key(self) -> str:
        """As an address has it."""
        return f"{self.year}-q{self.number}"

    @property
    def name(self) -> str:
        """In the language of this request."""
        if self.number == 1:
            return _("January to March %(year)s", year=self.year)
        if self.number == 2:
            return _("April to June %(year)s", year=self.year)
        if self.number == 3:
            return _("July to September %(year)s", year=self.year)
        return _("October to December %(year)s", year=self.year)

    @property
    def begins(self) -> datetime:
        return _begin(self.year, self.number * 3 - 2)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return _begin(self.year, self.number * 3 + 1)

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.ends.date().toordinal() - 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    def is_over(self, at: datetime) -> bool:
        return self.ends <= at


def quarter_of(moment: datetime) -> Quarter:
    local = moment.astimezone(LONDON)
    return Quarter(local.year, (local.month + 2) // 3)


def newest_quarters(at: datetime, most: int) -> list[Quarter]:
    """The quarter of this moment and those before it, the oldest first."""
    found = [quarter_of(at)]
    while len(found) < most:
        found.append(found[-1].before)
    return found[::-1]


@dataclass(frozen=True, order=True)
class Month:
    """One month. Raises ValueError for what is none."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (FIRST_YEAR <= self.year <= LAST_YEAR and 1 <= self.number <= MONTHS):
            raise ValueError("There is no such month.")

    @property
    def key(self) -> str:
        """As an address has it."""
        return f"{self.year}-{self.number:02}"

    @property
    def name(self) -> str:
        """In the language of this request."""
        return format_month(date(self.year, self.number, 1))

    @property
    def begins(self) -> datetime:
        return _begin(self.year, self.number)

    @property
    def ends(self) -> datetime:
        return _begin(self.year, self.number + 1)

    @property
    def before(self) -> Month:
        return (
            Month(self.year, self.number - 1) if self.number > 1 else Month(self.year - 1, MONTHS)
        )

    def is_over(self, at: datetime) -> bool:
        return self.ends <= at


def month_of(moment: datetime) -> Month:
    local = moment.astimezone(LONDON)
    return Month(local.year, local.month)
