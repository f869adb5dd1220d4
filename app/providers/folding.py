"""Words as search sees them: no capitals, no accents, no signs. The same on both databases."""

from __future__ import annotations

import re
import unicodedata

# Letters that are one sign with no accent to take off.
_PLAIN = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe"})
_NOT_WORDS = re.compile(r"[\W_]+")
_LONGEST_WORD = 40
_MOST_WORDS = 8

# Words that say nothing about what is looked for. Kept where nothing else was typed.
EMPTY = frozenset(
    "a an and any are at be by can close find for from have i in is it like looking me my near "
    "need of on or people please some somebody somewhere someone that the there to want we where "
    "who with you your dla do i na od po w z ze dla sie szukam potrzebuje "
    "کا کی کے کو میں سے اور ہے ہیں پر لیے لئے مجھے چاہیے ایک".split()
)


def fold(text: str) -> str:
    """Words of letters and digits only, one space between. "The Café, Łódź" → "the cafe lodz".

    Marks are taken off in every script; what is left needs no parser of the database's own.
    """
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
        if not unicodedata.category(letter).startswith("M") and letter not in "'’"
    )
    return " ".join(word[:_LONGEST_WORD] for word in _NOT_WORDS.sub(" ", bare).split())


def looked_for(text: str) -> list[str]:
    """What to look for: each is the beginning of a word. At most 8, without "the" and its like."""
    words = list(dict.fromkeys(fold(text).split()))
    return ([word for word in words if word not in EMPTY] or words)[:_MOST_WORDS]


def as_address(text: str) -> str:
    """A name as a part of a web address: "St. Mary's Library" → "st-marys-library"."""
    return fold(text).replace(" ", "-")[:80].strip("-")
