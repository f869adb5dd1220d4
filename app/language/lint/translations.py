"""ER20: what a translation must keep of its English, and how long it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry

from app.language.extraction import forms_of
from app.language.lint.message import Finding
from app.language.lint.text import placeholders, sentences, tags

LONGEST_RATIO = 1.6
LONGEST_EXTRA = 15
LONGEST_SENTENCE = 110


def translation_findings(entry: Entry, plural_forms: int) -> Iterator[Finding]:
    """What is wrong with one translated entry; `plural_forms` is how many its language has."""
    english, given = forms_of(entry.id), forms_of(entry.string)
    if entry.fuzzy:
        yield Finding("ER20", "error", "fuzzy: check it and take the mark off", "fuzzy")
    if len(english) > 1 and len(given) != plural_forms:
        said = f"{len(given)} plural forms, this language has {plural_forms}"
        yield Finding("ER20", "error", said, "plural")
    if not all(text.strip() for text in given):
        yield Finding("ER20", "error", "empty", "empty")
        return
    for text in given:
        yield from _differences(english, text)


def _differences(english: tuple[str, ...], text: str) -> Iterator[Finding]:
    if not any(_same_placeholders(one, text, len(english) > 1) for one in english):
        wanted = " ".join(placeholders(english[-1])) or "none"
        yield Finding("ER20", "error", f"placeholders: English has {wanted}: “{text}”", "names")
    if not any(tags(one) == tags(text) for one in english):
        yield Finding("ER20", "error", f"tags differ from the English: “{text}”", "tags")
    limit = max(_longest(one) for one in english)
    if len(text) > limit:
        yield Finding("ER20", "error", f"{len(text)} characters, {limit} is the most", "length")
    for sentence in sentences(text.replace("۔", ".")):
        if len(sentence) > LONGEST_SENTENCE:
            said = f"{len(sentence)} characters in a sentence, {LONGEST_SENTENCE} is the most"
            yield Finding("ER20", "error", said, "sentence")


def _same_placeholders(english: str, text: str, counts: bool) -> bool:
    """Whether both have the same; a plural form may leave its number out ("one person")."""
    wanted, found = Counter(placeholders(english)), Counter(placeholders(text))
    missing = set(wanted - found)
    return not found - wanted and (not missing or (counts and missing <= {"%(num)s", "%(num)d"}))


def _longest(english: str) -> int:
    return int(max(len(english) * LONGEST_RATIO, len(english) + LONGEST_EXTRA))


def catalogue_findings(catalog: Catalog) -> Iterator[tuple[str, Finding]]:
    """Every finding of a translated catalogue, with the English text that it is about."""
    for entry in catalog:
        if entry.id:
            for finding in translation_findings(entry, catalog.num_plurals):
                yield forms_of(entry.id)[0], finding
