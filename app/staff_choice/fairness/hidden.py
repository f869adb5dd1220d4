"""What stays hidden until the person chose whom to meet: name, photo, voice and video.

Source: the practice guide, C4.5. A name tells what somebody is before they could say who they are.
"""

from __future__ import annotations

import re
import unicodedata

HIDDEN = "•••"
# Shorter pieces of a name are words of their own in some language: hidden as they are written.
SHORTEST = 3
_APART = re.compile(r"[\s\-]+")
_LETTERS = str.maketrans("łøđıßʼ’‘´`", "lodis'''''")


def without_name(words: str, name: str) -> str:
    """Somebody's words without their own name, each piece of it, in any case of its letters.

    With or without the marks on its letters, and with its halves in one: "Zając" is "Zajac", and
    "Anna-Maria" is "Annamaria".
    """
    pieces = [piece for piece in _APART.split(name) if piece]
    pieces += [each.replace("-", "") for each in name.split() if "-" in each]
    long = {_folded(each) for each in pieces if len(each) >= SHORTEST}
    short = {each for each in pieces if len(each) == SHORTEST - 1 and each.istitle()}
    found = [*_spans(_folded(words), long), *_spans(words, short)]
    for start, end in sorted(found, reverse=True):
        words = words[:start] + HIDDEN + words[end:]
    return words


def _folded(text: str) -> str:
    """Small letters without marks, one for each letter of the text: places stay the same."""
    plain = (unicodedata.normalize("NFD", letter)[0].lower()[:1] for letter in text)
    return "".join(plain).translate(_LETTERS)


def _spans(text: str, pieces: set[str]) -> list[tuple[int, int]]:
    """Where whole words of the text are one of the pieces."""
    if not pieces:
        return []
    either = "|".join(re.escape(each) for each in sorted(pieces, key=len, reverse=True))
    return [found.span() for found in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text)]
