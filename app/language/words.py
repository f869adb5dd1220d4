"""Words from the catalogue: one prebound table per locale, so that a look-up is a dict's.

`gettext` gives plain text for Python; templates get Markup that was escaped when it was loaded.
"""

from __future__ import annotations

import gettext as gnu
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from app.language.locales import current_locale

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"
_TAG = re.compile(r"</?[a-z][^>]*>")


class Catalogue:
    """One language: msgid → text, msgid → Markup, and its plural rule."""

    def __init__(self, code: str) -> None:
        self.text: dict[str, str] = {}
        self.markup: dict[str, Markup] = {}
        self.plurals: dict[tuple[str, int], str] = {}
        self.plural_form: Callable[[int], int] = lambda n: int(n != 1)
        path = TRANSLATIONS / code / "LC_MESSAGES" / "messages.mo"
        if code != "en" and path.exists():
            self._load(path)

    def _load(self, path: Path) -> None:
        with path.open("rb") as file:
            found = gnu.GNUTranslations(file)
        self.plural_form = found.plural  # type: ignore[attr-defined]
        for key, text in found._catalog.items():  # type: ignore[attr-defined]
            if isinstance(key, tuple):
                self.plurals[key] = text
            elif key:
                self.text[key] = text

    def as_text(self, msgid: str) -> str:
        return self.text.get(msgid, msgid)

    def as_markup(self, msgid: str) -> Markup:
        found = self.markup.get(msgid)
        if found is None:
            found = self.markup[msgid] = to_markup(msgid, self.as_text(msgid))
        return found

    def plural(self, one: str, many: str, number: int) -> str:
        form = self.plural_form(number)
        return self.plurals.get((one, form), many if form else one)


def to_markup(msgid: str, text: str) -> Markup:
    """Escape a text, unless its msgid is written with tags (then both are ours and checked)."""
    return Markup(text) if _TAG.search(msgid) else escape(text)


_catalogues: dict[str, Catalogue] = {}


def catalogue(code: str) -> Catalogue:
    """The catalogue of a locale, loaded once."""
    if code not in _catalogues:
        _catalogues[code] = Catalogue(code)
    return _catalogues[code]


def gettext(msgid: str, **values: object) -> str:
    """Plain text in the language of now. `%(name)s` is filled from `values`."""
    text = catalogue(current_locale().code).as_text(msgid)
    return text % values if values else text


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Plain text for a number: `%(num)s` is the number."""
    text = catalogue(current_locale().code).plural(one, many, number)
    return text % {"num": number, **values}


def markup(msgid: str, **values: object) -> Markup:
    """`gettext` for templates: safe text, with the values escaped."""
    text = catalogue(current_locale().code).as_markup(msgid)
    return text % values if values else text


def markup_plural(one: str, many: str, number: int, **values: object) -> Markup:
    """`ngettext` for templates."""
    text = to_markup(one, catalogue(current_locale().code).plural(one, many, number))
    return text % {"num": number, **values}


class LazyWords:
    """A text that is looked up when it is shown, in the language of whoever reads it."""

    __slots__ = ("msgid", "values")

    def __init__(self, msgid: str, values: dict[str, Any]) -> None:
        self.msgid = msgid
        self.values = values

    def __str__(self) -> str:
        return gettext(self.msgid, **self.values)

    def __html__(self) -> Markup:
        return markup(self.msgid, **self.values)

    def __mod__(self, values: dict[str, Any]) -> str:
        """WTForms' own validators fill their messages this way."""
        return str(self) % values

    def __repr__(self) -> str:
        return f"LazyWords({self.msgid!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyWords) and (self.msgid, self.values) == (
            other.msgid,
            other.values,
        )

    def __hash__(self) -> int:
        return hash(self.msgid)

    def format(self, **values: object) -> str:
        """The text in the language of now, filled with `values`."""
        return gettext(self.msgid, **values)


def lazy(msgid: str, **values: Any) -> LazyWords:
    """Words for later: labels of forms, names of permissions, explanations."""
    return LazyWords(msgid, values)
