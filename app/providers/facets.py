"""What a listing may say of itself, and what one may choose in the search: groups of facets.

A facet is kept as "group:slug". What a listing does not say is "not said", never "no". Two facets
follow from other rows and the date, and nobody writes them: `GREEN_TICK` and `HAS_ROOM`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from werkzeug.datastructures import MultiDict

from app.language.words import LazyWords
from app.language.words import lazy as _l


class Group(Enum):
    """Within a group any chosen facet will do; between groups all must hold."""

    KIND = "kind"
    FOR = "for"
    LANGUAGE = "language"
    CULTURE = "culture"
    PAY = "pay"
    CHECKED = "checked"
    SIZE = "size"
    PLACE = "place"
    WHO = "who"
    ROOM = "room"
    DAY = "day"

    @property
    def words(self) -> LazyWords:
        return _GROUPS[self][0]

    @property
    def concept(self) -> str:
        """Its picture in the registry of pictures."""
        return _GROUPS[self][1]


_GROUPS = {
    Group.KIND: (_l("Kind of support"), "find_support"),
    Group.FOR: (_l("Who it is for"), "person"),
    Group.LANGUAGE: (_l("Languages they speak"), "languages"),
    Group.CULTURE: (_l("Culture, food and faith"), "culture"),
    Group.PAY: (_l("How I can pay"), "money"),
    Group.CHECKED: (_l("Checked"), "check"),
    Group.SIZE: (_l("Size"), "home"),
    Group.PLACE: (_l("A place I can use"), "place"),
    Group.WHO: (_l("Who would support me"), "two_people"),
    Group.ROOM: (_l("Room now"), "leave"),
    Group.DAY: (_l("Days"), "calendar"),
}


@dataclass(frozen=True, slots=True)
class Facet:
    group: Group
    slug: str
    words: LazyWords

    @property
    def key(self) -> str:
        """How it is kept, in a listing and in the index: "pay:direct-payment"."""
        return f"{self.group.value}:{self.slug}"


def _of(group: Group, facets: dict[str, LazyWords]) -> list[Facet]:
    return [Facet(group, slug, words) for slug, words in facets.items()]


_ALL = [
    *_of(
        Group.KIND,
        {
            "personal-assistant": _l("A personal assistant"),
            "supported-living": _l("Supported living"),
            "home-care": _l("Help at home"),
            "activities": _l("Things to do"),
            "day-opportunities": _l("Somewhere to go in the day"),
            # L10n: word=advocate
            "advocacy": _l("An advocate"),
            # L10n: word=direct-payment
            "direct-payment-help": _l("Help with direct payments"),
            "mental-health": _l("Help with mental health"),
            "group": _l("A group"),
            "library": _l("A library"),
            "care-home": _l("A care home"),
        },
    ),
    *_of(
        Group.FOR,
        {
            "learning-disability": _l("People with a learning disability"),
            "autism": _l("Autistic people"),
            "mental-health": _l("People who need help with mental health"),
            "physical-disability": _l("People with a physical disability"),
            "sensory-loss": _l("People who are deaf or blind"),
            "dementia": _l("People with dementia"),
            "older-people": _l("Older people"),
            "young-adults": _l("Young adults"),
        },
    ),
    *_of(
        Group.LANGUAGE,
        {
            "english": _l("English"),
            "polish": _l("Polish"),
            "romanian": _l("Romanian"),
            "urdu": _l("Urdu"),
            "punjabi": _l("Punjabi"),
            "gujarati": _l("Gujarati"),
            "bengali": _l("Bengali"),
            "hindi": _l("Hindi"),
            "arabic": _l("Arabic"),
            "somali": _l("Somali"),
            "irish": _l("Irish"),
            "british-sign-language": _l("British Sign Language"),
            "makaton": _l("Makaton"),
        },
    ),
    *_of(
        Group.CULTURE,
        {
            "halal-food": _l("Halal food"),
            "kosher-food": _l("Kosher food"),
            "vegetarian-food": _l("Vegetarian food"),
            "caribbean-food": _l("Caribbean food"),
            "south-asian-food": _l("South Asian food"),
            "polish-food": _l("Polish food"),
            "christian": _l("Christian"),
            "muslim": _l("Muslim"),
            "sikh": _l("Sikh"),
            "hindu": _l("Hindu"),
            "jewish": _l("Jewish"),
            "prayer-space": _l("A place to pray"),
            "women-only": _l("For women only"),
        },
    ),
    *_of(
        Group.PAY,
        {
            # L10n: word=direct-payment
            "direct-payment": _l("Direct payment"),
            "prepaid-card": _l("Prepaid card"),
            # L10n: word=personal-health-budget
            "personal-health-budget": _l("Personal health budget"),
            # L10n: word=individual-service-fund
            "individual-service-fund": _l("Individual service fund"),
            "own-money": _l("My own money"),
            "council": _l("The council pays"),
            "free": _l("Free"),
        },
    ),
    *_of(Group.CHECKED, {"green-tick": _l("Green Tick")}),
    *_of(Group.SIZE, {"small-provider": _l("A small provider")}),
    *_of(
        Group.PLACE,
        {
            "step-free": _l("No steps"),
            "accessible-toilet": _l("A toilet for wheelchairs"),
            "changing-place": _l("A Changing Place toilet"),
            "safe-place": _l("A Safe Place"),
            "hearing-loop": _l("A hearing loop"),
            "quiet-room": _l("A quiet room"),
            "parking": _l("A place to park"),
        },
    ),
    *_of(
        Group.WHO,
        {
            "woman": _l("A woman"),
            "man": _l("A man"),
            "driver": _l("Somebody who drives"),
            "autism": _l("Knows autism well"),
            "epilepsy": _l("Knows epilepsy well"),
            "pmld": _l("Knows very high needs well"),
            "behaviour": _l("Stays calm when I am upset"),
            "mental-health": _l("Knows mental health well"),
            "dementia": _l("Knows dementia well"),
            "leaving-hospital": _l("Knows how to leave hospital"),
        },
    ),
    *_of(Group.ROOM, {"has-room": _l("Has room now")}),
    *_of(
        Group.DAY,
        {
            "monday": _l("Monday"),
            "tuesday": _l("Tuesday"),
            "wednesday": _l("Wednesday"),
            "thursday": _l("Thursday"),
            "friday": _l("Friday"),
            "saturday": _l("Saturday"),
            "sunday": _l("Sunday"),
        },
    ),
]

FACETS = {facet.key: facet for facet in _ALL}
IN_GROUP = {group: [each for each in _ALL if each.group is group] for group in Group}
GREEN_TICK = "checked:green-tick"
HAS_ROOM = "room:has-room"
# What follows from other rows and the date is kept in no listing.
FOLLOWING = frozenset((GREEN_TICK, HAS_ROOM))


def chosen_in(asked: MultiDict[str, str]) -> frozenset[str]:
    """The keys of the facets that an address names; what does not exist is left out in silence."""
    keys = (f"{group.value}:{slug}" for group in Group for slug in asked.getlist(group.value))
    return frozenset(keys) & FACETS.keys()
