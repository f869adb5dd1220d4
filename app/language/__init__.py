"""Languages: words from the catalogue, dates and money, pictures, how people like things."""

from __future__ import annotations

from app.language.formats import (
    format_date,
    format_datetime,
    format_money,
    format_number,
    format_time,
)
from app.language.likes import current_likes
from app.language.locales import current_locale, offered_locales, speaking
from app.language.words import gettext, lazy, ngettext

_ = gettext
_l = lazy

__all__ = [
    "_",
    "_l",
    "current_likes",
    "current_locale",
    "format_date",
    "format_datetime",
    "format_money",
    "format_number",
    "format_time",
    "gettext",
    "lazy",
    "ngettext",
    "offered_locales",
    "speaking",
]
