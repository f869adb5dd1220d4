"""What fits and what does not, one sentence for each line of the sheet. Never a number or a rank.

Only lines of the sheet are compared, in their own order. What somebody left open is not a no: then
we do not know yet. What the panel saw counts more than what somebody says. The same input gives
the same output. Source: the practice guide, C4.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.staff_choice.models.panel import EvidenceLevel
from app.staff_choice.models.sheet import Box


class Fit(Enum):
    """The three columns of the page, in the order of reading."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"

    @property
    def words(self) -> LazyWords:
        return _FITS[self]


_FITS = {
    Fit.SAME: _l("This fits"),
    Fit.DIFFERENT: _l("This does not fit"),
    Fit.UNKNOWN: _l("We do not know yet"),
}


@dataclass(frozen=True)
class Asked:
    """A line of the sheet that the job asks for: its card (or none), and whether it must be."""

    key: str
    box: Box
    value: str
    essential: bool


@dataclass(frozen=True)
class Answers:
    """What an applicant chose from the closed lists: values of the cards of each box."""

    interests: frozenset[str] = frozenset()
    skills: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    cannot: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Learned:
    """What the panel learned about one line, in the order of writing."""

    key: str
    level: EvidenceLevel
    fits: bool


class Because(Enum):
    """Why a line stands in its column."""

    BOTH_LIKE = "both-like"
    THEY_CAN = "they-can"
    THEY_CAN_THEN = "they-can-then"
    CANNOT_THEN = "cannot-then"
    THEY_SAID = "they-said"
    WE_SAW = "we-saw"
    ASK_THEM = "ask-them"


@dataclass(frozen=True)
class Sentence:
    """One line of the sheet, and how it stands with this applicant."""

    asked: Asked
    fit: Fit
    because: Because

    def words(self, to_person: bool) -> LazyWords:
        """The sentence, said to the person or to somebody beside them."""
        words = _WORDS[self.because]
        return words if to_person else _TO_OTHERS.get(self.because, words)


_WORDS = {
    Because.BOTH_LIKE: _l("You both like this."),
    Because.THEY_CAN: _l("They say they can do this."),
    Because.THEY_CAN_THEN: _l("They can work then."),
    Because.CANNOT_THEN: _l("They cannot work then. You need it."),
    Because.THEY_SAID: _l("They told us."),
    Because.WE_SAW: _l("We saw it."),
    Because.ASK_THEM: _l("You can ask them."),
}
_TO_OTHERS = {
    Because.BOTH_LIKE: _l("Both like this."),
    Because.CANNOT_THEN: _l("They cannot work then. The person needs it."),
}


def match(
    asked: Iterable[Asked], answers: Answers, learned: Sequence[Learned] = ()
) -> tuple[Sentence, ...]:
    """A sentence for each line that the job asks for, in the order of the lines."""
    return tuple(_sentence(each, answers, learned) for each in asked)


def in_columns(sentences: Iterable[Sentence]) -> dict[Fit, tuple[Sentence, ...]]:
    """The same in three columns; within one, what must be comes first, else the order stays."""
    found = tuple(sentences)
    return {
        fit: tuple(sorted((s for s in found if s.fit is fit), key=lambda s: not s.asked.essential))
        for fit in Fit
    }


def _sentence(asked: Asked, answers: Answers, learned: Sequence[Learned]) -> Sentence:
    about = [each for each in learned if each.key == asked.key]
    seen = [each for each in about if each.level is EvidenceLevel.SEEN]
    if about:
        newest = (seen or about)[-1]
        because = Because.WE_SAW if seen else Because.THEY_SAID
        return Sentence(asked, Fit.SAME if newest.fits else Fit.DIFFERENT, because)
    return _from_lists(asked, answers)


def _from_lists(asked: Asked, answers: Answers) -> Sentence:
    value = asked.value
    if asked.box is Box.TIMES and value in answers.cannot:
        return Sentence(asked, Fit.DIFFERENT, Because.CANNOT_THEN)
    for box, chosen, because in (
        (Box.SHARED, answers.interests, Because.BOTH_LIKE),
        (Box.SKILLS, answers.skills, Because.THEY_CAN),
        (Box.TIMES, answers.times, Because.THEY_CAN_THEN),
    ):
        if asked.box is box and value and value in chosen:
            return Sentence(asked, Fit.SAME, because)
    return Sentence(asked, Fit.UNKNOWN, Because.ASK_THEM)
