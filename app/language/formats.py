"""Dates, numbers and money as each language writes them. Times are shown in Europe/London."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel import Locale as BabelLocale
from babel.dates import format_date as babel_date
from babel.dates import format_time as babel_time
from babel.numbers import format_decimal

from app.language.locales import current_locale

LONDON = ZoneInfo("Europe/London")
_babel_locales: dict[str, BabelLocale] = {}


def _babel() -> BabelLocale:
    code = {"en": "en_GB"}.get(current_locale().code, current_locale().code)
    if code not in _babel_locales:
        _babel_locales[code] = BabelLocale.parse(code)
    return _babel_locales[code]


def format_date(day: date | datetime, with_weekday: bool = False) -> str:
    """A date in full: 12 March 2026. A moment is taken in London time."""
    if isinstance(day, datetime):
        day = day.astimezone(LONDON).date()
    form = "EEEE d MMMM y" if with_weekday else "d MMMM y"
    return babel_date(day, form, locale=_babel())


def format_month(day: date, short: bool = False) -> str:
    """The month of a day: March 2026; short, for under a bar: Mar."""
    return babel_date(day, "LLL" if short else "LLLL y", locale=_babel())


def format_datetime(moment: datetime) -> str:
    """A date and a time: 12 March 2026, 5:30 pm; Polish counts to 24, Urdu says: in the evening."""
    joiner = "، " if current_locale().dir == "rtl" else ", "
    return f"{format_date(moment)}{joiner}{format_time(moment)}"


def format_time(moment: datetime) -> str:
    """The time of a moment in London: 5:30 pm; Polish counts to 24, Urdu says: in the evening."""
    form = {"pl": "H:mm", "ur": "B h:mm"}.get(current_locale().code, "h:mm a")
    return babel_time(moment.astimezone(LONDON), form, locale=_babel(), tzinfo=LONDON)


def format_number(number: float, digits: int = 0) -> str:
    """A number, with at most `digits` behind the point."""
    return format_decimal(round(number, digits), locale=_babel())


def format_money(pence: int) -> str:
    """Whole pence as pounds: £12.50, and £12 where there are no pence.

    The sign is the one on the coins, also where a language would write "GBP".
    """
    form = "£#,##0" if pence % 100 == 0 else "£#,##0.00"
    return format_decimal(pence / 100, format=form, locale=_babel())
