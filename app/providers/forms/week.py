"""How many hours in a week: typed as people write numbers, kept as half hours."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import ValidationError

from app.language.forms import PortalForm, WordsField
from app.language.words import lazy as _l

LEAST_HOURS = Decimal("0.5")
MOST_HOURS = Decimal(168)
# The decimal marks of our languages.
_POINTS = str.maketrans({",": ".", "٫": ".", "،": "."})


def half_hours_of(field: WordsField) -> int | None:
    """How many half hours a field says; None where it is empty. Raises ValidationError."""
    typed = (field.data or "").strip()
    if not typed or field.errors:
        return None
    try:
        # Digits of every script are numbers; so is "7,5", as half of Europe writes it.
        hours = Decimal(typed.translate(_POINTS))
    except InvalidOperation as problem:
        raise ValidationError(_l("Write a number, such as 12.")) from problem
    if not (hours.is_finite() and LEAST_HOURS <= hours <= MOST_HOURS):
        raise ValidationError(_l("A week has 168 hours. Write fewer."))
    if hours * 2 != int(hours * 2):
        raise ValidationError(_l("Write whole or half hours, such as 12 or 12.5."))
    return int(hours * 2)


class WeekForm(PortalForm):
    """Asked by GET on the page of a place, and kept nowhere. After `validate`: `half_hours`."""

    class Meta(PortalForm.Meta):
        # Nothing is written, and a token would give every visitor a cookie.
        csrf = False

    hours = WordsField(_l("How many hours a week?"), longest=20)

    half_hours: int | None = None

    def __init__(self, formdata: Any) -> None:
        super().__init__(formdata=formdata)

    def validate_hours(self, field: WordsField) -> None:
        self.half_hours = half_hours_of(field)
