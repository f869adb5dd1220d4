"""Reading language tags that come from outside: `?lang=`, cookies and Accept-Language.

Whatever is sent, the answer is one of our own codes or nothing: no outside text goes further.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.language.locales import ENGLISH, KNOWN

LONGEST_TAG = 35  # RFC 5646, section 4.4.1: a buffer of 35 characters holds any sensible tag
LONGEST_HEADER = 500
MOST_CHOICES = 20

_TAG = re.compile(r"[a-z]{2,3}(?:[-_][a-z0-9]{1,8})*", re.ASCII)
_QUALITY = re.compile(r"q=(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)", re.ASCII)


def offered(tag: str) -> str | None:
    """Our code for a language tag ("pl-PL" → "pl"), or None where we do not know the language."""
    if not isinstance(tag, str) or len(tag) > LONGEST_TAG:
        return None
    found = _TAG.fullmatch(tag.strip(" ").lower())
    if found is None:
        return None
    code = re.split(r"[-_]", found.group())[0]
    return code if code in KNOWN else None


def accepted(header: str) -> list[str]:
    """Our codes in an Accept-Language header, the best liked first, each once.

    Parts that cannot be read count for nothing, as do those with q=0 (RFC 9110, section 12.5.4).
    """
    liked: dict[str, float] = {}
    for part in header[:LONGEST_HEADER].split(",")[:MOST_CHOICES]:
        tag, _, rest = part.partition(";")
        code = offered(tag)
        quality = _quality(rest)
        if code is not None and quality > liked.get(code, 0.0):
            liked[code] = quality
    return sorted(liked, key=lambda code: -liked[code])


def best_of(header: str, codes: Iterable[str]) -> str:
    """The best liked language of a header among those given; English where there is none."""
    allowed = set(codes)
    return next((code for code in accepted(header) if code in allowed), ENGLISH.code)


def _quality(rest: str) -> float:
    """The weight after the semicolon: 1 where none is given, 0 where it makes no sense."""
    rest = rest.strip().lower()
    if not rest:
        return 1.0
    found = _QUALITY.fullmatch(rest)
    return float(found.group(1)) if found else 0.0
