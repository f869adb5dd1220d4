"""The languages on offer, and which one this reader gets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date

from flask import current_app, g, has_request_context, request

from app.config import BadSetting
from app.database import now


@dataclass(frozen=True)
class Locale:
    """A language: its tag, its direction, and its name in itself."""

    code: str
    name: str
    dir: str = "ltr"
    script: str = "latin"
    # Since when the pages are checked by somebody who grew up with the language; None: not yet.
    checked_since: date | None = None


KNOWN = {
    locale.code: locale
    for locale in (
        # The language that the pages are written in.
        Locale("en", "English", checked_since=date.min),
        Locale("pl", "Polski"),
        Locale("ur", "اردو", "rtl", "nastaliq"),
    )
}
ENGLISH = KNOWN["en"]

_speaking: ContextVar[Locale | None] = ContextVar("speaking", default=None)


def check_offered(codes: Sequence[str]) -> None:
    """Are these languages that the portal speaks, English among them? Raises BadSetting."""
    unknown = [code for code in codes if code not in KNOWN]
    if unknown or ENGLISH.code not in codes or len(set(codes)) < len(codes):
        known = ", ".join(KNOWN)
        raise BadSetting(f"LANGUAGES must name each once, en among them, out of: {known}.")


def offered_locales() -> list[Locale]:
    """The languages that this portal offers, English first."""
    return [KNOWN[code] for code in current_app.config["LANGUAGES"]]


def checked_by_native(code: str, day: date) -> bool:
    """Had a native speaker checked the pages in this language by that day? Unknown is not."""
    since = KNOWN[code].checked_since if code in KNOWN else None
    return since is not None and since <= day


def was_understood(code: str, interpreter: str, day: date) -> bool:
    """Was something read in a language that was checked by that day, or did somebody explain it?

    Source: the design, "records the interpreter, or counts as 'not sure yet'". Asked of the day
    when it was said: a check that comes later makes no yes of it.
    """
    return bool(interpreter) or checked_by_native(code, day)


def needs_interpreter() -> bool:
    """Is this page in a language that nobody checked who grew up with it?"""
    return not checked_by_native(current_locale().code, now().date())


def current_locale() -> Locale:
    """The language of now: a notice's reader, else this request's reader, else English."""
    chosen = _speaking.get()
    if chosen is not None:
        return chosen
    if not has_request_context():
        return ENGLISH
    if "locale" not in g:
        g.locale = _locale_of_request()
    locale: Locale = g.locale
    return locale


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Write in another language for a while: a notice is in its reader's language."""
    token = _speaking.set(KNOWN.get(code, ENGLISH))
    try:
        yield
    finally:
        _speaking.reset(token)


def _locale_of_request() -> Locale:
    from app.language.likes import current_likes
    from app.language.tags import best_of, offered

    asked = offered(request.args.get("lang", ""))
    if asked is not None and asked in current_app.config["LANGUAGES"]:
        return KNOWN[asked]
    kept = current_likes().language
    if kept in current_app.config["LANGUAGES"]:
        return KNOWN[kept]
    found = best_of(request.headers.get("Accept-Language", ""), current_app.config["LANGUAGES"])
    return KNOWN[found]
