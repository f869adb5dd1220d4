"""The search form: what, where, how far. It is asked by GET and keeps nothing."""

from __future__ import annotations

from typing import Any

from wtforms import SelectField, ValidationError

from app.language import _l, ngettext
from app.language.forms import PortalForm, WordsField
from app.language.words import LazyWords
from app.providers import postcodes
from app.providers.facets import FACETS, Facet, Group, chosen_in
from app.providers.postcodes import Place
from app.providers.queries.search import DEFAULT_MILES, RADIUS_MILES, Asked

COVERS = "covers"
COVERS_WORDS = _l("Only places that come to me")


def miles_in_words(miles: float) -> str:
    """A radius as people choose it: "5 miles"; 0 is any distance."""
    if not miles:
        return str(_l("Near or far"))
    return ngettext("%(num)s mile", "%(num)s miles", int(miles))


class FindForm(PortalForm):
    """What to look for. After `validate`, `place` is the point to measure from and `words` are what
    to look for there; `facets` are the chosen ones that exist, others are left out in silence."""

    class Meta(PortalForm.Meta):
        # Nothing is written, and a token would give every visitor a cookie.
        csrf = False

    what = WordsField(_l("What are you looking for?"))
    where = WordsField(
        _l("Where? Type a postcode"), description=_l("Half a postcode is fine, such as M33.")
    )
    miles = SelectField(_l("How far?"), coerce=int, validate_choice=False)

    place: Place | None = None
    words: str = ""

    def __init__(self, formdata: Any) -> None:
        super().__init__(formdata=formdata)
        self.covers = formdata.get(COVERS) == "1"
        self.facets = chosen_in(formdata)
        self.miles.choices = [(miles, miles_in_words(miles)) for miles in RADIUS_MILES]
        # A distance that is not on offer is nobody's mistake: a link was cut or made by hand.
        self.miles.process_errors = []
        if self.miles.data not in RADIUS_MILES:
            self.miles.data = DEFAULT_MILES

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        self.words = self.what.cleaned()
        if not self.where.data:
            # "day centre LS8": the place may stand among the words.
            self.place, self.words = postcodes.taken_out(self.words)
        return True

    def validate_where(self, field: WordsField) -> None:
        typed = (field.data or "").strip()
        if not typed or field.errors:
            return
        self.place = postcodes.find(typed)
        if self.place is None:
            raise ValidationError(_l("We do not know this postcode. Look at it and try again."))

    def question(self, page: int) -> Asked:
        """What to ask the directory, after `validate`."""
        return Asked(self.words, self.place, self.miles.data, self.facets, self.covers, page)

    def asked(self, **changed: object) -> dict[str, object]:
        """What was asked, as parts of an address; empty ones are left out."""
        given: dict[str, object] = {
            "what": self.what.data,
            "where": self.where.data,
            "miles": self.miles.data if self.place else None,
            COVERS: "1" if self.covers else None,
            **self._facets(self.facets),
        }
        return {key: value for key, value in {**given, **changed}.items() if value or value == 0}

    @property
    def typed(self) -> list[str]:
        """What was typed, and how far around the place: one line above what was found."""
        # A postcode stays whole where the line breaks, and a number with its miles.
        where = " ".join((self.where.data or "").split()).replace(" ", "\N{NO-BREAK SPACE}")
        words = [each for each in (self.what.data, where) if each]
        far = miles_in_words(self.miles.data).replace(" ", "\N{NO-BREAK SPACE}")
        return [*words, far] if self.place else words

    def without(self, facet: Facet) -> dict[str, object]:
        """The same question without one of the chosen facets."""
        left = self._facets(self.facets - {facet.key})
        return self.asked(**{facet.group.value: left.get(facet.group.value)})

    def without_all(self) -> dict[str, object]:
        """The same words and place, with nothing chosen."""
        return self.asked(**{COVERS: None}, **dict.fromkeys(group.value for group in Group))

    def without_words(self) -> dict[str, object]:
        """Everything at the same place, which may have stood among the words."""
        where = self.where.data or (self.place.label if self.place else None)
        return self.asked(what=None, where=where)

    def further(self, miles: float) -> dict[str, object]:
        """The same question within the least of the circles that reaches so far."""
        return self.asked(miles=next((each for each in RADIUS_MILES if each > miles), 0))

    @property
    def chosen(self) -> list[tuple[LazyWords, dict[str, object]]]:
        """What is chosen, in words, each with the question that is left without it."""
        pills = [
            (facet.words, self.without(facet))
            for key, facet in FACETS.items()
            if key in self.facets
        ]
        if self.covers:
            pills.append((COVERS_WORDS, self.asked(**{COVERS: None})))
        return pills

    def _facets(self, keys: frozenset[str]) -> dict[str, object]:
        return {
            group.value: slugs
            for group in Group
            if (slugs := [FACETS[key].slug for key in sorted(keys) if FACETS[key].group is group])
        }
