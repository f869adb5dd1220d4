"""Does a question card ask what nobody may ask who chooses staff? About what?

Source: Equality Act 2010, section 60 (nothing about health or disability before an offer), section
4 (the nine) and section 39 (what is asked must not lead to less for one of them). What somebody
can do for the job may be asked ("can you lift?"), and what they would do for me ("if I am ill").
What an applicant needs for the talk itself they say on a page of their own.

It reads words, in English, Polish and Urdu whatever the card says its language is. First it takes
out what speaks of the person or of a task, then it looks for what is left. It cannot know what is
meant: who leads the talk must.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.fairness.protected import folded
from app.staff_choice.fairness.question_words import ASIDE, ASKS, JOINS


class AsksAbout(Enum):
    """What no card may ask about."""

    HEALTH = "health"
    DISABILITY = "disability"
    FAMILY = "family"
    PREGNANCY = "pregnancy"
    AGE = "age"
    RELIGION = "religion"
    SEXUALITY = "sexuality"
    MARRIAGE = "marriage"
    NATIONALITY = "nationality"
    SEX = "sex"
    TRANS = "trans"

    @property
    def words(self) -> LazyWords:
        """Why the card is refused."""
        return _WHY[self]


_WHY = {
    AsksAbout.HEALTH: _l("This asks about their health. The law says no."),
    AsksAbout.DISABILITY: _l("This asks if they have a disability. The law says no."),
    AsksAbout.FAMILY: _l("This asks about their family. That is not fair."),
    AsksAbout.PREGNANCY: _l("This asks if they have a baby coming. The law says no."),
    AsksAbout.AGE: _l("This asks how old they are. That is not fair."),
    AsksAbout.RELIGION: _l("This asks what they believe. That is not fair."),
    AsksAbout.SEXUALITY: _l("This asks who they love. That is not fair."),
    AsksAbout.MARRIAGE: _l("This asks if they are married. That is not fair."),
    AsksAbout.NATIONALITY: _l("This asks where they come from. That is not fair."),
    AsksAbout.SEX: _l("This asks if they are a man or a woman. That is not fair."),
    AsksAbout.TRANS: _l("This asks if they are trans. That is not fair."),
}
_SENTENCE = re.compile(r"[.?!;:()\u061f\u06d4]+")


def asks_about(text: str) -> tuple[AsksAbout, ...]:
    """What a text asks that it must not, in the order of the list; none for a fair question."""
    left = [_without_asides(part) for part in _parts(text)]
    return tuple(
        topic
        for topic in AsksAbout
        if any(pattern.search(part) for pattern in _asks(topic) for part in left)
    )


def _parts(text: str) -> list[str]:
    """Sentences; and within one, each question of its own: "… and are you …"."""
    sentences = _SENTENCE.split(" ".join(folded(text).split()))
    return [part.strip() for each in sentences for part in _joins().split(each)]


def _without_asides(part: str) -> str:
    for pattern in _aside():
        part = pattern.sub(" · ", part)
    return part


@lru_cache
def _joins() -> re.Pattern[str]:
    return re.compile(JOINS)


@lru_cache
def _aside() -> tuple[re.Pattern[str], ...]:
    return tuple(_whole(pattern) for pattern in ASIDE)


@lru_cache
def _asks(topic: AsksAbout) -> tuple[re.Pattern[str], ...]:
    return tuple(_whole(pattern) for pattern in ASKS[topic.value])


def _whole(pattern: str) -> re.Pattern[str]:
    """Whole words only."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
