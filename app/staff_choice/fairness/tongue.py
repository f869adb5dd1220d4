"""How one language names what somebody is: the shape of its words, for `protected`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from app.staff_choice.models.sheet import Characteristic

Patterns = dict[Characteristic, tuple[str, ...]]
_CLAUSE = re.compile(r"[.,;:!?\n/()\u060c\u06d4\u061f]+")


@dataclass(frozen=True)
class Tongue:
    """The words of one language, as patterns over folded text.

    `aside`: what is taken out first, for it speaks of something else. `always`: names it wherever
    it stands. `sometimes`: names it only beside a word for people, alone, or after "is".
    """

    always: Patterns
    sometimes: Patterns
    aside: tuple[str, ...]
    # Words for people whom one may look for: a carer, somebody.
    people: str
    # Words that add nothing: where only they stand beside a word, the word stands alone.
    filler: str
    # "is", "must be"; what may stand between it and the word; and what may follow the word.
    being: str
    follows: str
    joins: str
    # True where the word for people may stand before the word.
    people_before: bool = False
    _: None = field(default=None, repr=False)

    def names(self, folded: str) -> Iterator[Characteristic]:
        """Each characteristic that the folded text names, some of them more than once."""
        left = folded
        for pattern in self._aside:
            left = pattern.sub(" \u00b7 ", left)
        for characteristic, pattern in self._always:
            if pattern.search(left):
                yield characteristic
        yield from self._in_clauses(left)

    def _in_clauses(self, text: str) -> Iterator[Characteristic]:
        for clause in self._join.split(_CLAUSE.sub("\n", text)):
            stripped = clause.strip()
            for characteristic, pattern, pointing in self._sometimes:
                if not pattern.search(stripped):
                    continue
                if pointing.search(stripped) or not self._without_filler(stripped):
                    yield characteristic

    def _without_filler(self, clause: str) -> str:
        """What is left of a clause without filler and without words of this kind."""
        return self._empty.sub(" ", clause).strip(" -'\u2019\"")

    @cached_property
    def _aside(self) -> list[re.Pattern[str]]:
        return [_whole(pattern) for pattern in self.aside]

    @cached_property
    def _always(self) -> list[tuple[Characteristic, re.Pattern[str]]]:
        return [(which, _whole("|".join(words))) for which, words in self.always.items()]

    @cached_property
    def _join(self) -> re.Pattern[str]:
        return re.compile(rf"\n|\b(?:{self.joins})\b")

    @cached_property
    def _empty(self) -> re.Pattern[str]:
        each = "|".join(word for words in self.sometimes.values() for word in words)
        return _whole(f"{each}|{self.filler}|{self.being}|{self.people}")

    @cached_property
    def _sometimes(self) -> list[tuple[Characteristic, re.Pattern[str], re.Pattern[str]]]:
        found = []
        for which, words in self.sometimes.items():
            word = "|".join(words)
            beside = rf"(?:{word})\W+(?:\w+\W+)?(?:{self.people})"
            if self.people_before:
                beside += rf"|(?:{self.people})\W+(?:\w+\W+)?(?:{word})"
            after = rf"(?:{self.being})\W+(?:(?:{self.filler})\W+)*(?:{word})"
            after += rf"(?=\W*$|\W+(?:{self.follows})\b)"
            found.append((which, _whole(word), _whole(f"{beside}|{after}")))
        return found


def _whole(pattern: str) -> re.Pattern[str]:
    """Whole words only."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
