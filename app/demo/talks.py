"""What providers say of their work, what Mirabel says to it, and what is counted. All made up.

Plain English, as managers write; without names, for boards read it. Not in the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.outcomes.models import BenefitLine, BenefitSource, Confirms, Theme


@dataclass(frozen=True)
class Themed:
    """A provider's words on the theme of the quarter; `by`: the role of its manager."""

    by: str
    theme: Theme
    reflection: str
    feedback: str


@dataclass(frozen=True)
class Claimed:
    """What a provider says of a line of the standards, what shows it, and Mirabel's answer."""

    by: str
    line: str
    says: str
    evidence: str
    answer: Confirms | None = None


@dataclass(frozen=True)
class Counted:
    """One counted line. `quarters`: how many quarters ago."""

    by: str
    quarters: int
    line: BenefitLine
    counted: int
    source: BenefitSource


THEMES = (
    Themed(
        "manager",
        Theme.INVOLVEMENT,
        "At the end of each shift we ask what was good today. We write the answer down as it was"
        " said. The rota is no longer made without the people it is for: we look at the photos"
        " together on Thursdays.",
        "People told us that we are late on Mondays. It is true, and we moved the handover. A"
        " sister told us that she now hears from us before she has to ask.",
    ),
    Themed(
        "manager2",
        Theme.SAFE,
        "We looked at each locked cupboard and asked who it is for. Five of eight are open now."
        " Three stay locked until people say that they feel safe with it.",
        "One person likes the lock and told us so. Families asked for a list of what is locked,"
        " and why. They have it.",
    ),
)

CLAIMS = (
    Claimed(
        "manager",
        "s-staff",
        "Each person meets three people and chooses one. Nobody begins before that.",
        "Notes of each meeting, and the photos with a yes or a no on them.",
        Confirms.YES,
    ),
    Claimed(
        "manager",
        "s-stay",
        "When a winter was hard we added hours. We never gave notice.",
        "The log of hours, and our letters to the council.",
        Confirms.YES,
    ),
    Claimed(
        "manager",
        "s-small",
        "We support four people. We will not grow past six.",
        "Our contracts, which the council has.",
        Confirms.DO_NOT_KNOW,
    ),
    Claimed(
        "manager",
        "s-wants",
        "Support begins with a day of doing what the person likes. The papers come after it.",
        "Photos of the first days, kept by the people themselves.",
        Confirms.YES,
    ),
    Claimed(
        "manager",
        "r-community",
        "We go along to clubs, to shops and to work. We stay in the background.",
        "The bus cards, and letters from two clubs.",
    ),
    Claimed(
        "manager",
        "r-who",
        "Everybody meets who will help before they begin.",
        "Notes of the meetings.",
    ),
    Claimed(
        "manager2",
        "s-home",
        "Rent and support are two contracts. Who changes the support keeps the flat.",
        "Both contracts, side by side, in each person's folder.",
    ),
    Claimed(
        "manager2",
        "s-local",
        "Nobody who works here lives more than five miles away.",
        "The list of our rota, without addresses.",
    ),
)

_LINE, _FROM = BenefitLine, BenefitSource
COUNTS = (
    Counted("manager", 1, _LINE.PAID_WORK, 1, _FROM.PEOPLE),
    Counted("manager", 1, _LINE.VOLUNTEERING, 2, _FROM.PEOPLE),
    Counted("manager", 1, _LINE.EMERGENCY_CALLS, 1, _FROM.OWN_RECORDS),
    Counted("manager", 1, _LINE.FAMILY_VISITS, 31, _FROM.FAMILIES),
    Counted("manager2", 1, _LINE.CLUBS, 9, _FROM.PEOPLE),
    Counted("manager2", 1, _LINE.HOSPITAL_NIGHTS, 3, _FROM.HEALTH),
    Counted("caremanager", 1, _LINE.FAMILY_REST, 6, _FROM.FAMILIES),
    Counted("manager", 0, _LINE.VOLUNTEERING, 2, _FROM.PEOPLE),
    Counted("manager", 0, _LINE.CLUBS, 3, _FROM.PEOPLE),
    Counted("manager", 0, _LINE.FAMILY_VISITS, 12, _FROM.FAMILIES),
    Counted("manager2", 0, _LINE.CLUBS, 9, _FROM.PEOPLE),
    Counted("manager2", 0, _LINE.POLICE, 0, _FROM.HEALTH),
)

# What the commissioner adds to the report for the board: the facts come from the figures.
FOR_THE_BOARD = (
    "The pool was shut for two weeks. Several people said that this spoiled their month.\n"
    "Two providers look for staff who can drive.\n"
    "We ask the board for one more bus on Sunday evening."
)
