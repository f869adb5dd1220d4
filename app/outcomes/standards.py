"""What good small support is, line by line: a provider says it, people confirm it. Never a grade.

Source: the nine characteristics of Small Supports (domain §8) and the nine REACH standards
(practice B1), in our own words. They open a conversation; nobody adds them up.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class Line:
    """One line, as the person would say it."""

    key: str
    words: LazyWords


SMALL_SUPPORTS = (
    Line("s-control", _l("I decide from the first step.")),
    Line("s-wants", _l("My support begins with what I want.")),
    Line("s-staff", _l("My staff were chosen with me, for me.")),
    Line("s-home", _l("My home stays mine if my support changes.")),
    Line("s-money", _l("There is money for my support, and it lasts.")),
    Line("s-stay", _l("They stay with me when it is hard.")),
    Line("s-local", _l("My support is from near my home.")),
    Line("s-small", _l("They help only a few people.")),
    Line("s-built", _l("They made my support around me.")),
)
REACH = (
    Line("r-with-whom", _l("I choose who I live with.")),
    Line("r-where", _l("I choose where I live.")),
    Line("r-home", _l("I have a home of my own.")),
    Line("r-how", _l("I choose how people support me.")),
    Line("r-who", _l("I choose who supports me.")),
    Line("r-good", _l("I get good support.")),
    Line("r-friends", _l("I have friends and people I love.")),
    Line("r-safe", _l("I keep well and safe in my own way.")),
    Line("r-community", _l("I am part of the life around me.")),
)
LINES = {line.key: line for line in (*SMALL_SUPPORTS, *REACH)}
