"""The picture cards of the sheet, and the closed lists that applicants answer from.

A card and an answer are the same value, so that a sentence of the match can be made of both.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.models import Box


@dataclass(frozen=True, slots=True)
class Card:
    """One card: its value, its picture in the registry, its words."""

    value: str
    picture: str
    words: LazyWords


SUPPORT = (
    Card("home-things", "my_home", _l("Things at home")),
    Card("cooking-with-me", "cook", _l("Cooking")),
    Card("going-out", "bus", _l("Going out")),
    Card("shopping-with-me", "shopping", _l("Shopping")),
    Card("money-help", "money", _l("My money")),
    Card("washing-dressing", "wellness", _l("Washing and dressing")),
    Card("medicine-help", "medicine", _l("My medicine")),
    Card("seeing-people", "friends", _l("Seeing people")),
)
SKILLS = (
    Card("can-drive", "car", _l("Can drive")),
    Card("can-cook", "cook", _l("Can cook")),
    Card("knows-signs", "communicate", _l("Knows signs")),
    Card("gives-medicine", "medicine", _l("Can give medicine")),
    Card("lifts-safely", "strengths", _l("Can help me move")),
    Card("first-aid", "my_health", _l("Knows first aid")),
    Card("epilepsy-help", "hospital", _l("Can help when I have a fit")),
    Card("calm-when-upset", "safe", _l("Can help when I am upset")),
)
KIND = (
    Card("calm", "wellness", _l("Calm")),
    Card("funny", "people_like", _l("Funny")),
    Card("patient", "clock", _l("Takes time")),
    Card("listens", "listen", _l("Listens well")),
    Card("lively", "wants", _l("Lively")),
    Card("on-time", "clock", _l("Always on time")),
    Card("quiet", "night", _l("Quiet")),
    Card("honest", "agree", _l("Honest")),
)
SHARED = (
    Card("swimming", "swimming", _l("Swimming")),
    Card("music", "music", _l("Music")),
    Card("football", "football", _l("Football")),
    Card("garden", "garden", _l("Gardens")),
    Card("dogs", "dog", _l("Dogs")),
    Card("cats", "cat", _l("Cats")),
    Card("painting", "paint", _l("Painting")),
    Card("trains", "train", _l("Trains")),
    Card("baking", "cake", _l("Baking")),
    Card("films", "my_story", _l("Films")),
    Card("walking", "tree", _l("Walks")),
    Card("fishing", "fish", _l("Fishing")),
)
DAYS = (
    ("monday", _l("Monday")),
    ("tuesday", _l("Tuesday")),
    ("wednesday", _l("Wednesday")),
    ("thursday", _l("Thursday")),
    ("friday", _l("Friday")),
    ("saturday", _l("Saturday")),
    ("sunday", _l("Sunday")),
)
TIMES = (
    *(Card(day, "calendar", words) for day, words in DAYS),
    Card("mornings", "day", _l("Mornings")),
    Card("afternoons", "wellness", _l("Afternoons")),
    Card("evenings", "night", _l("Evenings")),
    Card("nights", "night", _l("Nights")),
)
CARDS: dict[Box, tuple[Card, ...]] = {
    Box.SUPPORT: SUPPORT,
    Box.SKILLS: SKILLS,
    Box.KIND: KIND,
    Box.SHARED: SHARED,
    Box.TIMES: TIMES,
}
# Languages that somebody may speak: their tags, each named in itself on the page.
LANGUAGE_NAMES = {
    "en": "English",
    "pl": "polski",
    "ur": "اردو",
    "pa": "ਪੰਜਾਬੀ",
    "gu": "ગુજરાતી",
    "bn": "বাংলা",
    "ro": "română",
    "bfi": "BSL (British Sign Language)",
}
LANGUAGES = tuple(LANGUAGE_NAMES)
_BY_BOX = {box: {card.value: card for card in cards} for box, cards in CARDS.items()}


def card(box: Box, value: str) -> Card | None:
    """The card of a box by its value; None for none."""
    return _BY_BOX[box].get(value)
