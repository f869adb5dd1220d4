"""Taking a message apart: without tags and placeholders, into sentences, into words."""

import html
import re
from functools import lru_cache

PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd](?![a-z])|\{(\w*)\}")
TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)/?>")
WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*|\d+(?:[ ,.:/-]?\d+)*", re.UNICODE)
_NUMBERS = {"count", "num", "n", "number", "total", "page", "pages", "year", "years", "miles"}
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|[ap]\.m)\.", re.IGNORECASE)
_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n\s*\n|(?<=[:])\s*\n")
_STOP = "\N{ONE DOT LEADER}"


def _stand_in(match: re.Match[str]) -> str:
    name = match.group(1) or match.group(2) or ""
    return "3" if name in _NUMBERS or match.group(0).endswith("d") else "Sam"


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text as it is read: tags gone, a name or number in each placeholder's stead."""
    without_tags = TAG.sub(" ", text)
    filled = PLACEHOLDER.sub(_stand_in, without_tags)
    return re.sub(r"[ \t]+", " ", html.unescape(filled).replace("%%", "%")).strip()


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a message, placeholders filled; a text with no word has none."""
    kept = _ABBREVIATION.sub(lambda match: match.group(0).replace(".", _STOP), plain(text))
    pieces = (piece.replace(_STOP, ".").strip() for piece in _END.split(kept))
    return tuple(piece for piece in pieces if WORD.search(piece))


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """The words of a sentence; a number in groups, such as a phone number, is one word."""
    return tuple(WORD.findall(text))


def placeholders(text: str) -> list[str]:
    """The placeholders of a raw message, sorted, each as often as it stands there."""
    return sorted(match.group(0) for match in PLACEHOLDER.finditer(text))


def tags(text: str) -> list[str]:
    """The tags of a raw message with their attributes, sorted, `</a>` and `<a>` apart."""
    return sorted(re.sub(r"\s+", " ", match.group(0)).lower() for match in TAG.finditer(text))
