"""Finding listed words and phrases in a text, as whole words, whatever their case."""

import re
from collections.abc import Iterable
from functools import lru_cache


@lru_cache(maxsize=64)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    either = "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)


def found_phrases(text: str, phrases: Iterable[str]) -> list[str]:
    """The listed phrases that stand in the text, in small letters, in their order there."""
    listed = tuple(phrases)
    if not listed:
        return []
    matches = _pattern(listed).finditer(text.replace("’", "'"))
    return [re.sub(r"\s+", " ", match.group().lower()) for match in matches]
