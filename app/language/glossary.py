"""Hard words that the portal cannot do without, each with a plain explanation.

A page shows one with `word("advocate")` of templates/components/glossary.html, which opens it in
place. The lint knows from that call that the page explains the word (ER08, ER12, ER18).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.language.glossary_words import ENTRIES
from app.language.words import LazyWords


@dataclass(frozen=True)
class Word:
    """One hard word.

    `forms` are its English spellings in small letters, for the lint. `explain` is False for words
    that most people know: they may stand without their explanation. `picture` is a concept of the
    picture registry.
    """

    slug: str
    title: LazyWords
    explanation: LazyWords
    picture: str
    forms: tuple[str, ...]
    initials: tuple[str, ...] = ()
    explain: bool = True


def _word(
    title: LazyWords,
    explanation: LazyWords,
    picture: str,
    also: str = "",
    initials: str = "",
    explain: bool = True,
) -> Word:
    """An entry from its line in the list; `also` and `initials` are separated by commas."""
    first = title.msgid.lower()
    plural = re.sub(r"(?<=[^aeiou])y$", "ie", first) + "s"
    other = tuple(form.strip() for form in also.split(",") if form.strip())
    short = tuple(form.strip() for form in initials.split(",") if form.strip())
    slug = first.replace(" ", "-")
    return Word(slug, title, explanation, picture, (first, plural, *other), short, explain)


GLOSSARY: dict[str, Word] = {entry.slug: entry for entry in (_word(**one) for one in ENTRIES)}


def find_word(slug: str) -> Word:
    """The entry of a slug; KeyError where there is none (a mistake in a template)."""
    return GLOSSARY[slug]


@lru_cache(maxsize=1)
def glossary_tokens() -> frozenset[str]:
    """Every single word, in small letters, that stands in a form of some entry."""
    return frozenset(
        token for entry in GLOSSARY.values() for form in entry.forms for token in form.split()
    )
