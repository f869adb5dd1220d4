"""What a short public text gives away: names from the circle, and ways to find a person.

Source: issue of the job advert, "it never says who the person is"; data-protection by design (UK
GDPR article 25). The rules are general ones, in English, Polish and Urdu; no text is known to
them. A finding stops the text until it is changed: whoever reads it afterwards cannot wave it
through. What the rules miss is for the human who reads every text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from app.language import said_names
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.fairness import said_numbers, said_places


class Kind(Enum):
    """What was found."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    LINK = "link"
    HANDLE = "handle"
    POSTCODE = "postcode"
    ADDRESS = "address"
    BIRTHDAY = "birthday"
    NHS_NUMBER = "nhs-number"
    LONG_NUMBER = "long-number"
    CAR = "car"

    @property
    def words(self) -> LazyWords:
        return _WORDS[self]


_WORDS = {
    Kind.NAME: _l("A name from your circle"),
    Kind.PHONE: _l("A phone number"),
    Kind.EMAIL: _l("An email address"),
    Kind.LINK: _l("A link to a page"),
    Kind.HANDLE: _l("A name on social media"),
    Kind.POSTCODE: _l("A whole postcode"),
    Kind.ADDRESS: _l("A street or a house number"),
    Kind.BIRTHDAY: _l("A birthday"),
    Kind.NHS_NUMBER: _l("An NHS number"),
    Kind.LONG_NUMBER: _l("A long number"),
    Kind.CAR: _l("The number of a car"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that gives somebody away: what it is, and the words that do."""

    kind: Kind
    piece: str


@dataclass(frozen=True)
class Circle:
    """Whom the text may not name, as far as the portal knows them.

    `own`: what the person is called, and their full name. `others`: everybody around them, and
    whoever works with them. `places`: providers and other places of the circle.
    """

    own: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


# Letters of other alphabets that look like Latin ones, and signs that stand for a plain one.
_LOOKALIKES = str.maketrans(
    "аеорсухАВЕКМНОРСТХіІјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο’‘ʼ´`‐‑‒–—",
    "aeopcyxABEKMHOPCTXiIjsABEZHIKMNOPTYXo'''''-----",
)


def plain(text: str) -> str:
    """The text as one reads it: one form of each letter, Western digits, nothing unseen."""
    letters = []
    for letter in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(letter)
        if kind in ("Cf", "Me") or letter == "\ufe0f":
            continue
        letters.append(str(unicodedata.digit(letter)) if kind == "Nd" else letter)
    return unicodedata.normalize("NFC", "".join(letters)).translate(_LOOKALIKES)


def findings(text: str, circle: Circle) -> list[Finding]:
    """Everything in a text that could tell a stranger who the person is; empty for none."""
    seen = plain(text)
    found: list[tuple[str, str]] = [
        *said_places.emails(seen),
        *said_places.links(seen),
        *said_places.handles(seen),
        *said_places.postcodes(seen),
        *said_places.addresses(seen),
        *said_places.birthdays(seen),
        *said_places.cars(seen),
        *said_numbers.numbers(seen, circle.phones),
        *said_places.known(seen, circle.emails),
        *said_names.names(seen, circle.own, circle.others, circle.places),
    ]
    return _each_once(found)


def _each_once(found: Iterable[tuple[str, str]]) -> list[Finding]:
    """In the order found; of two that overlap in words, the first says it."""
    kept: list[Finding] = []
    for kind, piece in found:
        words = piece.strip(" .,;:!?")
        if not any(words.casefold() in each.piece.casefold() for each in kept):
            kept.append(Finding(Kind(kind), words))
    return kept
