"""Numbers that lead to somebody: of a phone, of the NHS, of a bank. In digits and in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# A number of the United Kingdom has 10 or 11 digits (Ofcom, National Telephone Numbering Plan).
PHONE_DIGITS = (10, 11)
FEWEST_DIGITS = 9
# Said in words nobody counts so far for another reason.
FEWEST_SAID = 7
NHS_DIGITS = 10

_DIGIT_WORDS = {
    **dict.fromkeys(("oh", "o", "zero", "nought", "naught", "zera"), "0"),
    **dict.fromkeys(("one", "jeden", "ایک"), "1"),
    **dict.fromkeys(("two", "dwa", "دو"), "2"),
    **dict.fromkeys(("three", "trzy", "تین"), "3"),
    **dict.fromkeys(("four", "cztery", "چار"), "4"),
    **dict.fromkeys(("five", "pięć", "پانچ"), "5"),
    **dict.fromkeys(("six", "sześć", "چھ", "چھے"), "6"),
    **dict.fromkeys(("seven", "siedem", "سات"), "7"),
    **dict.fromkeys(("eight", "osiem", "آٹھ"), "8"),
    **dict.fromkeys(("nine", "dziewięć", "نو"), "9"),
    "صفر": "0",
}
_TIMES = {"double": 2, "triple": 3, "treble": 3, "podwójne": 2, "podwójny": 2, "ڈبل": 2}
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[£$€]")
# A time or money: "10.30", "£12.60", and what stands for hours.
_SMALL = re.compile(r"[£$€]\s?\d+(?:[.,]\d{1,2})?|(?<![\d.:])\d{1,2}[.:]\d{2}(?![\d]|[.:]\d)")
_AREA = re.compile(r"(?<!\d)(?<!\d[.,:])0\d{2,4}(?!\d)")
_NHS = re.compile(r"\bNHS\b", re.IGNORECASE)


def numbers(text: str, phones: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Pairs of kind and words. `text` is plain; `phones` are those of the circle."""
    without = _SMALL.sub(lambda found: "·" * len(found[0]), text)
    told = False
    for start, end, digits, said in _runs(without):
        kind = _kind_of(digits, said, text)
        if kind is not None:
            told = True
            yield kind, text[start:end]
    if told:
        return
    together = re.sub(r"\D", "", without)
    if any(_end_of(phone) in together for phone in phones if len(_end_of(phone)) >= FEWEST_DIGITS):
        yield "phone", text
    elif (piece := _scattered(without)) is not None:
        yield "phone", piece


def _end_of(phone: str) -> str:
    """A number without its country and its first nought: how it is said differs there."""
    return re.sub(r"\D", "", phone)[-10:]


def _kind_of(digits: str, said: int, text: str) -> str | None:
    if len(digits) < FEWEST_DIGITS:
        return "phone" if said >= FEWEST_SAID else None
    if len(digits) == NHS_DIGITS and (is_nhs_number(digits) or _NHS.search(text)):
        return "nhs-number"
    if digits[0] == "0" or digits.startswith("44") or said:
        return "phone"
    return "phone" if len(digits) <= max(PHONE_DIGITS) else "long-number"


def is_nhs_number(digits: str) -> bool:
    """Ten digits, the last a check of modulus 11. Source: NHS Data Dictionary, NHS number."""
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def _runs(text: str) -> Iterator[tuple[int, int, str, int]]:
    """Digits that follow each other with nothing but signs between: where, which, said how far."""
    start, end, digits, said, times = 0, 0, "", 0, 1
    for found in _TOKEN.finditer(text):
        word = found[0].casefold()
        if digits and "·" in text[end : found.start()]:
            yield start, end, digits, said
            digits, said, times = "", 0, 1
        if word in _TIMES:
            times = _TIMES[word]
            if not digits:
                start = found.start()
            continue
        value = word if word.isdecimal() else _DIGIT_WORDS.get(word, "")
        if not value:
            if digits:
                yield start, end, digits, said
            digits, said, times = "", 0, 1
            continue
        if not digits and times == 1:
            start = found.start()
        digits += value * times
        said += 0 if word.isdecimal() else times
        end, times = found.end(), 1
    if digits:
        yield start, end, digits, said


def _scattered(text: str) -> str | None:
    """The code of an area, and further on the rest: together as long as a number is."""
    for area in _AREA.finditer(text):
        digits = area[0]
        for group in re.finditer(r"\d+", text[area.end() :]):
            digits += group[0]
            if len(digits) in PHONE_DIGITS:
                return text[area.start() : area.end() + group.end()]
            if len(digits) > max(PHONE_DIGITS):
                break
    return None
