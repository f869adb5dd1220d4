"""Does a line of the sheet name a protected characteristic? Which of the nine?

Source: Equality Act 2010, section 4 (the nine) and Schedule 9, paragraph 1 (when a job may ask
for one). A line that names one is refused, unless an occupational requirement is recorded.

It reads words, in English, Polish and Urdu whatever the line says its language is: nobody gets
round it by choosing another. A skill is none ("speaks Urdu"), nor is a task ("takes me to
church"), nor what the person is ("I am a Muslim"). It cannot know what is meant: what it misses,
whoever reads a job before it is published must see.
"""

from __future__ import annotations

import re
import unicodedata

from app.staff_choice.fairness.words_en import ENGLISH
from app.staff_choice.fairness.words_pl import POLISH
from app.staff_choice.fairness.words_ur import URDU
from app.staff_choice.models.sheet import Characteristic

_TONGUES = (ENGLISH, POLISH, URDU)
# Letters that keyboards for Arabic and Persian write for Urdu ones, and Polish l without a mark.
_LETTERS = str.maketrans(
    {
        "ي": "ی",
        "ى": "ی",
        "ك": "ک",
        "ه": "ہ",
        "ة": "ہ",
        "أ": "ا",
        "ؤ": "و",
        "ł": "l",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "–": "-",
        "—": "-",
        "‐": "-",
        "‑": "-",
        **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u00ad\u2060\u061c\u0640", ""),
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
    }
)


def folded(text: str) -> str:
    """Small letters without marks, one form of each, one space: what the patterns are written for.

    "آ" and "ئ" are letters of Urdu: they keep their marks.
    """
    kept = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    letters = []
    for letter in kept:
        plain = letter if letter in "آئۓ" else unicodedata.normalize("NFD", letter)
        letters += [each for each in plain if not unicodedata.combining(each)]
    return re.sub(r"[^\S\n]+", " ", "".join(letters)).strip()


def named(text: str) -> tuple[Characteristic, ...]:
    """The characteristics that a text names, in the order of the Act; none for a harmless one."""
    plain = folded(text)
    found = {each for tongue in _TONGUES for each in tongue.names(plain)}
    return tuple(each for each in Characteristic if each in found)
