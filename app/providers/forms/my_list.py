"""Forms of my list: what to compare, my own words, and why none of the places will do."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, RadioField, ValidationError

from app.language.forms import KeyField, PortalForm, WordsArea, WordsField
from app.language.words import lazy as _l
from app.providers import postcodes
from app.providers.facets import FACETS
from app.providers.forms.week import half_hours_of
from app.providers.models import WhyNone
from app.providers.models.my_list import NOTE_CHARACTERS
from app.providers.postcodes import Place

# Told by a button of its own, on the page that found nothing.
CHOSEN_WHY = tuple(why for why in WhyNone if why is not WhyNone.NOTHING_FOUND)
# Folded away at first: a page has at most seven choices.
MORE_WHY = (
    WhyNone.CANNOT_PAY_MY_WAY,
    WhyNone.NOT_MY_CULTURE,
    WhyNone.CANNOT_GET_IN,
    WhyNone.WRONG_TIMES,
)


class CompareForm(PortalForm):
    """Asked by GET, and kept nowhere. After `validate`: `place`, and `half_hours` of a week."""

    class Meta(PortalForm.Meta):
        # Nothing is written, and a token would give every visitor a cookie.
        csrf = False

    where = WordsField(_l("Your postcode. We do not keep it."))
    hours = WordsField(_l("How many hours a week?"), longest=20)

    place: Place | None = None
    half_hours: int | None = None

    def __init__(self, formdata: Any) -> None:
        super().__init__(formdata=formdata)

    def validate_where(self, field: WordsField) -> None:
        typed = (field.data or "").strip()
        if not typed or field.errors:
            return
        self.place = postcodes.find(typed)
        if self.place is None:
            raise ValidationError(_l("We do not know this postcode. Look at it and try again."))

    def validate_hours(self, field: WordsField) -> None:
        self.half_hours = half_hours_of(field)


class NoteForm(PortalForm):
    words = WordsArea(_l("What do I think of it?"), longest=NOTE_CHARACTERS)


class NoneForm(PortalForm):
    """What was missing. After `validate`: `half_hours`. District and facets that do not exist are
    left out in silence; words that somebody typed do not come in at all."""

    class Meta(PortalForm.Meta):
        # A token would give every visitor a cookie; another site's form is refused by the view.
        csrf = False

    key = KeyField()
    district = HiddenField()
    facets = HiddenField()
    why = RadioField(
        _l("Why will none of them do?"),
        choices=[(why.value, why.words) for why in CHOSEN_WHY],
        validate_choice=False,
    )
    hours = WordsField(
        _l("How many hours a week?"), description=_l("You can leave it empty."), longest=20
    )

    half_hours: int | None = None

    def validate_why(self, field: RadioField) -> None:
        if field.data not in {why.value for why in WhyNone}:
            raise ValidationError(_l("Choose one from the list."))

    def validate_hours(self, field: WordsField) -> None:
        self.half_hours = half_hours_of(field)

    @property
    def where(self) -> str:
        """A district that exists, or nothing."""
        place = postcodes.find(self.district.data or "")
        return place.district if place is not None else ""

    @property
    def known_facets(self) -> frozenset[str]:
        return frozenset((self.facets.data or "").split()) & FACETS.keys()
