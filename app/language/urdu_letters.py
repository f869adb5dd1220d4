"""How a Latin name may be written in Urdu letters: a pattern, letter by letter."""

from __future__ import annotations

import re
from functools import lru_cache

FEWEST_CONSONANTS = 3
# A vowel inside may be left out, as Urdu does; the longest Latin signs come first.
_LETTERS = {
    "sh": "ش",
    "ch": "چ",
    "kh": "[خک]ھ?",
    "gh": "غ",
    "th": "تھ|[تٹ]",
    "ph": "ف|پھ",
    "zh": "ژ",
    "ck": "ک",
    "ee": "[یے]",
    "oo": "و",
    "ou": "و",
    "au": "[او]و?",
    "ai": "[اے]?[یئے]?",
    "b": "ب",
    "c": "[کس]",
    "d": "[دڈ]",
    "f": "ف",
    "g": "[گج]",
    "h": "[ہحھ]?",
    "j": "[جی]",
    "k": "[کق]",
    "l": "ل",
    "m": "م",
    "n": "[نں]",
    "p": "پ",
    "q": "[قک]",
    "r": "[رڑ]",
    "s": "[سصثش]",
    "t": "[تٹط]",
    "v": "[وف]",
    "w": "و",
    "x": "کس|ز",
    "z": "[زذضظژ]",
    "a": "[اآعہ]?",
    "e": "[یےئ]?",
    "i": "[یئا]?",
    "o": "و?",
    "u": "[وا]?",
    "y": "[یے]?",
}
# The last vowel is always written.
_LAST = {"a": "[اہےآ]", "e": "[یے]?", "i": "[یے]", "o": "و", "y": "[یے]", "u": "و"}
_FIRST = {
    "a": "[اآع]ی?",
    "e": "[اعی]ی?",
    "i": "[اع]ی?",
    "o": "[اع]و?",
    "u": "[اع]و?",
    "y": "ی",
}


@lru_cache(maxsize=512)
def urdu_pattern(name: str) -> re.Pattern[str] | None:
    """How a folded Latin name may stand in Urdu letters. None for one too short to tell."""
    name_once = re.sub(r"(.)\1+", r"\1", name)
    if not name.isascii() or not name.isalpha():
        return None
    if len(re.findall(r"[bcdfgjklmnpqrstvwxz]", name_once)) < FEWEST_CONSONANTS:
        return None
    pattern, rest = "", name_once
    if rest[0] in _FIRST:
        pattern, rest = _FIRST[rest[0]], rest[1:]
    while rest:
        if len(rest) == 1 and rest in _LAST:
            return re.compile(pattern + _LAST[rest])
        latin, urdu = next(pair for pair in _LETTERS.items() if rest.startswith(pair[0]))
        pattern += f"(?:{urdu})" + ("ّ?" if latin.isalpha() else "")
        rest = rest[len(latin) :]
    return re.compile(pattern)
