"""The search form: what, where, how far. It is asked by GET and keeps nothing."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, ValidationError

from app.language import _l, ngettext
from app.language.forms import PortalForm, WordsField
from app.providers import postcodes
from app.providers.postcodes import Place
from app.providers.queries import DEFAULT_MILES, RADIUS_MILES


def miles_in_words(miles: float) -> str:
    """A radius as people choose it: "5 miles"."""
    return ngettext("%(num)s mile", "%(num)s miles", int(miles))


class FindForm(PortalForm):
    """What to look for. After `validate`, `place` is the point to measure from."""

    class Meta(PortalForm.Meta):
        # Nothing is written, and a token would give every visitor a cookie.
        csrf = False

    what = WordsField(_l("What are you looking for?"))
    where = WordsField(
        _l("Where? Type a postcode"), description=_l("Half a postcode is fine, such as M33.")
    )
    miles = SelectField(_l("How far?"), coerce=int, validate_choice=False)

    place: Place | None = None

    def __init__(self, formdata: Any) -> None:
        super().__init__(formdata=formdata)
        self.miles.choices = [(miles, miles_in_words(miles)) for miles in RADIUS_MILES]
        # A distance that is not on offer is nobody's mistake: a link was cut or made by hand.
        self.miles.process_errors = []
        if self.miles.data not in RADIUS_MILES:
            self.miles.data = DEFAULT_MILES

    def validate_where(self, field: WordsField) -> None:
        typed = (field.data or "").strip()
        if not typed or field.errors:
            return
        self.place = postcodes.find(typed)
        if self.place is None:
            raise ValidationError(_l("We do not know this postcode. Look at it and try again."))

    def asked(self, **changed: object) -> dict[str, object]:
        """What was asked, as parts of an address; empty ones are left out."""
        given = {"what": self.what.data, "where": self.where.data, "miles": self.miles.data}
        if not self.where.data:
            given.pop("miles")
        return {key: value for key, value in {**given, **changed}.items() if value}
