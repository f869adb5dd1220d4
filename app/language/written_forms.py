"""Forms in which somebody writes at length: the words, who helped, and in which language."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Sequence
from typing import Protocol

from wtforms import RadioField, SelectField

from app.language.forms import PortalForm, WordsArea
from app.language.locales import current_locale, offered_locales
from app.language.words import lazy as _l

# The tag for "we do not know which language" (BCP 47).
OTHER_LANGUAGE = "und"


class Helper(Protocol):
    """Somebody who may have helped to write: a member of a circle."""

    @property
    def id(self) -> uuid.UUID: ...

    @property
    def shown_name(self) -> str: ...


class WrittenForm(PortalForm):
    """Who helped to write, and in which language the words are. The words come with each form."""

    helped_by = RadioField(_l("Who helped you write this?"), default="")
    language = SelectField(_l("Language of these words"))

    def words_fields(self) -> list[WordsArea]:
        return [field for field in self if isinstance(field, WordsArea)]

    def helpers(self) -> list[str]:
        return [self.helped_by.data] if self.helped_by.data else []

    def offer_languages(self) -> None:
        """Every language of the portal, the reader's chosen; and any other."""
        names = {locale.code: locale.name for locale in offered_locales()}
        self.language.choices = [*names.items(), (OTHER_LANGUAGE, _l("Another language"))]
        if not self.language.data:
            self.language.data = current_locale().code
        self.helped_by.choices = [("", _l("I did it myself"))]

    def offer_helpers(self, members: Sequence[Helper], called: str = "") -> None:
        """Who may be named as having helped. `called` is set where a supporter writes."""
        if called:
            self.helped_by.label.text = _l("How did you write this?")
            self.helped_by.choices = [("", _l("I wrote it myself"))]
            self.helped_by.choices += [(str(m.id), _l("We wrote it together")) for m in members]
            return
        self.helped_by.choices += [(str(m.id), m.shown_name) for m in members]

    def forget_unknown_helper(self) -> None:
        """Who helped before may not be on offer now: they left, or the writer may not see them."""
        if self.helped_by.data not in {value for value, _label in self.helped_by.choices}:
            self.helped_by.data = ""


def language_of(chosen: str, words: str) -> str:
    """The chosen language, unless the letters say otherwise: Urdu is not read out as English.

    Whoever writes anew over older words seldom thinks of the list of languages below.
    """
    urdu = sum("ARABIC" in unicodedata.name(letter, "") for letter in words)
    latin = sum("LATIN" in unicodedata.name(letter, "") for letter in words)
    scripts = {locale.code: locale.script for locale in offered_locales()}
    written = "nastaliq" if urdu > latin else "latin"
    if urdu == latin or scripts.get(chosen, written) == written:
        return chosen
    if current_locale().script == written:
        return current_locale().code
    return next((code for code, script in scripts.items() if script == written), chosen)
