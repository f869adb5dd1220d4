"""The rules of fairness in plain words, for the page that everybody can read.

One list: whoever builds a rule adds its entry here, and counts up `VERSION` when a rule changes.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.language.words import LazyWords
from app.language.words import lazy as _l


@dataclass(frozen=True)
class RulePart:
    """Rules that belong together: a title, and its picture."""

    key: str
    title: LazyWords
    picture: str


@dataclass(frozen=True)
class Rule:
    """One rule: where it belongs, its title, and its sentences, one idea each."""

    part: str
    title: LazyWords
    sentences: tuple[LazyWords, ...] = ()


PARTS = (
    RulePart("ask", _l("What a job may ask for"), "my_list"),
    RulePart("compare", _l("How we compare"), "decide_for_me"),
    RulePart("hide", _l("What stays hidden"), "hide"),
    RulePart("decide", _l("Who decides"), "decision"),
    RulePart("keep", _l("What we keep"), "private"),
    RulePart("work", _l("Good work"), "staff"),
)

RULES = (
    Rule(
        "ask",
        _l("It comes from the sheet"),
        (_l("Each thing that a job asks for stands on the sheet."),),
    ),
    Rule(
        "ask",
        _l("It does not ask what you are"),
        (
            _l("It does not ask for a man or a woman."),
            _l("Age, health, skin or belief do not count."),
            _l("The council can say yes to one of these. Then a task needs it."),
        ),
    ),
    Rule("ask", _l("What both like is never a must"), (_l("It is nice to have."),)),
    Rule(
        "compare",
        _l("In sentences"),
        (_l("There is never a number. Nobody comes first or last."),),
    ),
    Rule(
        "compare",
        _l("When we do not know yet"),
        (_l("Then we say so. It does not count against somebody."),),
    ),
    Rule("compare", _l("The same for all"), (_l("The same answers give the same sentences."),)),
    Rule(
        "hide",
        _l("Photo and name come later"),
        (
            _l("First you read what somebody says."),
            _l("You see the rest when you choose who to meet."),
        ),
    ),
    Rule(
        "hide",
        _l("Marks stay hidden until all are in"),
        (_l("So nobody follows somebody else."),),
    ),
    Rule(
        "decide",
        _l("There are two locks"),
        (
            _l("The person says yes or no. The employer checks that it is safe."),
            _l("Nobody starts before both say yes."),
        ),
    ),
    Rule("decide", _l("The person can just say no"), (_l("They need not say why."),)),
    Rule(
        "decide",
        _l("The employer must say why"),
        (_l("A no of the employer needs a reason."),),
    ),
    Rule(
        "keep",
        _l("Gone after 180 days"),
        (_l("We keep what you tell us for 180 days. Then we delete it."),),
    ),
    Rule(
        "keep",
        _l("Equal answers are only counted"),
        (_l("Nobody can see what one person said."),),
    ),
    Rule(
        "work",
        _l("Two people at most"),
        (
            _l("One worker supports at most 2 people."),
            _l("A third needs a reason. The person sees it."),
        ),
    ),
    Rule(
        "work",
        _l("Fair pay"),
        (_l("There is a lowest pay. No job pays less."),),
    ),
)


def rules_of(part: RulePart) -> list[Rule]:
    return [rule for rule in RULES if rule.part == part.key]
