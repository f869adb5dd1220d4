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
    PLAN_STRENGTHS = "plan-strengths"
    PLAN_WANTS = "plan-wants"
    PLAN_NEEDS = "plan-needs"
    PLAN_SAFE = "plan-safe"
    PLAN_HOME = "plan-home"
    PLAN_HEALTH = "plan-health"
    PLAN_RULES = "plan-rules"
    PLAN_COVER = "plan-cover"
    PLAN_HOSPITAL = "plan-hospital"
    PLAN_LESS = "plan-less"
    PLAN_DECISIONS = "plan-decisions"
    PLAN_COUNCIL = "plan-council"
    OUTCOMES = "outcomes"
    STAFF = "staff"
    TEAM = "team"
    MONEY = "money"
    ADVERTS = "adverts"
    ABOUT_STAFF = "about-staff"
    MONTHLY = "monthly-page"
    MY_LIST = "my-list"

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
    Part.PLAN_STRENGTHS: _l("What I am good at"),
    Part.PLAN_WANTS: _l("What I want"),
    Part.PLAN_NEEDS: _l("What is important for me"),
    Part.PLAN_SAFE: _l("Keeping me and others safe"),
    Part.PLAN_HOME: _l("My home"),
    Part.PLAN_HEALTH: _l("My health"),
    Part.PLAN_RULES: _l("Rules I must follow by law"),
    Part.PLAN_COVER: _l("If my team cannot come"),
    Part.PLAN_HOSPITAL: _l("If I go into hospital"),
    Part.PLAN_LESS: _l("My plan to need less support"),
    Part.PLAN_DECISIONS: _l("How we make decisions"),
    Part.PLAN_COUNCIL: _l("The plan from the council"),
    Part.OUTCOMES: _l("How it is going"),
    Part.STAFF: _l("Choosing my staff"),
    Part.TEAM: _l("My team"),
    Part.MONEY: _l("My money"),
    Part.ADVERTS: _l("I am looking for"),
    Part.ABOUT_STAFF: _l("What I say about my staff"),
    Part.MONTHLY: _l("My page of the month"),
    Part.MY_LIST: _l("My list of places"),
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
    Part.PLAN_STRENGTHS: "strengths",
    Part.PLAN_WANTS: "wants",
    Part.PLAN_NEEDS: "important_for_me",
    Part.PLAN_SAFE: "safe",
    Part.PLAN_HOME: "my_home",
    Part.PLAN_HEALTH: "my_health",
    Part.PLAN_RULES: "law",
    Part.PLAN_COVER: "cover",
    Part.PLAN_HOSPITAL: "hospital",
    Part.PLAN_LESS: "less_support",
    Part.PLAN_DECISIONS: "decision",
    Part.PLAN_COUNCIL: "council",
    Part.OUTCOMES: "going",
    Part.STAFF: "staff",
    Part.TEAM: "team",
    Part.MONEY: "money",
    Part.ADVERTS: "advert",
    Part.ABOUT_STAFF: "staff",
    Part.MONTHLY: "month",
    Part.MY_LIST: "my_list",
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
# The sections of the support plan, in the order of reading.
PLAN_SECTIONS = (
    Part.PLAN_STRENGTHS,
    Part.PLAN_WANTS,
    Part.PLAN_NEEDS,
    Part.PLAN_SAFE,
    Part.PLAN_HOME,
    Part.PLAN_HEALTH,
    Part.PLAN_RULES,
    Part.PLAN_COVER,
    Part.PLAN_HOSPITAL,
    Part.PLAN_LESS,
    Part.PLAN_DECISIONS,
)
# The council's own plan is only referred to: nobody writes or agrees it here.
PLAN_PARTS = (*PLAN_SECTIONS, Part.PLAN_COUNCIL)
# Shared with named professionals only, and left out of prints unless asked for.
PROFESSIONALS_ONLY = frozenset({Part.PLAN_RULES})
# Whoever speaks for the person never decides where and with whom they live.
NEVER_SPOKEN_FOR = frozenset({Part.PLAN_HOME, Part.PLAN_RULES})
# Only to members who are in the steering group.
STEERING_ONLY = frozenset({Part.MONTHLY})
# How it is going, said by the person first. What they say about staff is a part of its own.
OUTCOME_PARTS = (Part.OUTCOMES, Part.ABOUT_STAFF)
# Never opened to whoever works for a provider. What is said about staff: the person says yes to
# single answers instead. Where else they look for support: no business of who supports them now.
NEVER_TO_PROVIDERS = frozenset({Part.ABOUT_STAFF, Part.MY_LIST})
# Where others can say what they think.
COMMENTED = frozenset({*PLAN_PARTS, Part.OUTCOMES})
# What can be shared today; the other parts come with their rooms.
SHAREABLE = (
    *ABOUT_ME,
    Part.CIRCLE,
    Part.MONTHLY,
    Part.NEEDS,
    *PLAN_PARTS,
    *OUTCOME_PARTS,
    Part.STAFF,
    Part.TEAM,
    Part.MY_LIST,
)
# What the council can open to keep somebody safe. The page of a month waits for the person, to
# choose staff or places is nobody else's, who works in a team is about those workers, too, and
# whoever says something about staff was told who can read it.
_NEVER_OPENED = frozenset({Part.MONTHLY, Part.STAFF, Part.TEAM, Part.ABOUT_STAFF, Part.MY_LIST})
OVERRIDABLE = tuple(part for part in SHAREABLE if part not in _NEVER_OPENED)
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
    Level.COMMENT: _l("Can see and say what they think"),
    Level.WRITE: _l("Can see and write"),
}
