"""The parts that a person shares, one by one, and how far: see, comment, write."""

from __future__ import annotations

from enum import Enum

from app.language.words import LazyWords
from app.language.words import lazy as _l


class Part(Enum):
    """One part of what the portal keeps about a person. Nothing is shared by default."""

    MOST_IMPORTANT = "most-important"
    PEOPLE = "people-important"
    COMMUNICATION = "communication"
    WELLNESS = "wellness"
    PLEASE_DO = "please-do"
    HOW_TO_SUPPORT = "how-to-support"
    ALSO_WORTH = "also-worth-knowing"
    LIKED = "liked-about-me"
    CIRCLE = "circle"
    NEEDS = "needs"
    PLAN = "plan"
    OUTCOMES = "outcomes"
    STAFF = "staff"
    TEAM = "team"
    MONEY = "money"
    ADVERTS = "adverts"

    @property
    def words(self) -> LazyWords:
        return _WORDS[self]

    @property
    def picture(self) -> str:
        """The concept of its picture in the registry."""
        return _PICTURES[self]


# The first seven titles are those of PRSB/NHS About Me v2.0.1, exactly and in this order.
_WORDS = {
    Part.MOST_IMPORTANT: _l("What is most important to me"),
    Part.PEOPLE: _l("People who are important to me"),
    Part.COMMUNICATION: _l("How I communicate and how to communicate with me"),
    Part.WELLNESS: _l("My wellness"),
    Part.PLEASE_DO: _l("Please do and please don't"),
    Part.HOW_TO_SUPPORT: _l("How and when to support me"),
    Part.ALSO_WORTH: _l("Also worth knowing about me"),
    Part.LIKED: _l("What people like about me"),
    Part.CIRCLE: _l("My circle"),
    Part.NEEDS: _l("What helps me take part"),
    Part.PLAN: _l("My support plan"),
    Part.OUTCOMES: _l("How it is going"),
    Part.STAFF: _l("Choosing my staff"),
    Part.TEAM: _l("My team"),
    Part.MONEY: _l("My money"),
    Part.ADVERTS: _l("I am looking for"),
}

_PICTURES = {
    Part.MOST_IMPORTANT: "important_to_me",
    Part.PEOPLE: "people_important",
    Part.COMMUNICATION: "communicate",
    Part.WELLNESS: "wellness",
    Part.PLEASE_DO: "do_and_dont",
    Part.HOW_TO_SUPPORT: "support_me",
    Part.ALSO_WORTH: "worth_knowing",
    Part.LIKED: "people_like",
    Part.CIRCLE: "circle",
    Part.NEEDS: "needs",
    Part.PLAN: "plan",
    Part.OUTCOMES: "going",
    Part.STAFF: "staff",
    Part.TEAM: "team",
    Part.MONEY: "money",
    Part.ADVERTS: "advert",
}

ABOUT_ME_SEVEN = (
    Part.MOST_IMPORTANT,
    Part.PEOPLE,
    Part.COMMUNICATION,
    Part.WELLNESS,
    Part.PLEASE_DO,
    Part.HOW_TO_SUPPORT,
    Part.ALSO_WORTH,
)
ABOUT_ME = (*ABOUT_ME_SEVEN, Part.LIKED)
# What can be shared today; the other parts come with their rooms.
SHAREABLE = (*ABOUT_ME, Part.CIRCLE, Part.NEEDS)
# An appointee, a property attorney or a direct payment holder is asked about these only.
MONEY_PARTS = frozenset({Part.MONEY, Part.ADVERTS})


class Level(Enum):
    """How far a part is shared. Each level includes the one before."""

    SEE = "see"
    COMMENT = "comment"
    WRITE = "write"

    @property
    def words(self) -> LazyWords:
        return _LEVEL_WORDS[self]

    @property
    def height(self) -> int:
        return list(Level).index(self)


_LEVEL_WORDS = {
    Level.SEE: _l("Can see"),
    Level.COMMENT: _l("Can see and comment"),
    Level.WRITE: _l("Can see and write"),
}
