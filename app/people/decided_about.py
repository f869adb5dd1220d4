"""What a capacity record can be about, beside sharing and the plan: rooms above add their kinds."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.accounts.models import Account
from app.language.words import LazyWords
from app.people.parts import Part
from app.people.predicates import Relation


@dataclass(frozen=True)
class DecidedAbout:
    """One kind of decision. A record names it as "<kind>:<id>" in place of a receiver.

    `words`: what is decided. `offered`: the id and the name of each that this viewer may name now.
    `may_record`: whether somebody is no one who could gain by it.
    """

    part: Part
    words: LazyWords
    offered: Callable[[Relation], Sequence[tuple[uuid.UUID, str]]]
    may_record: Callable[[Account, uuid.UUID, uuid.UUID], bool]


_KINDS: dict[str, DecidedAbout] = {}


def decide_about(kind: str, about: DecidedAbout) -> None:
    """Add a kind."""
    _KINDS[kind] = about


def kinds() -> dict[str, DecidedAbout]:
    return _KINDS


def decided_about(receiver: str) -> DecidedAbout | None:
    """The kind that a record names; None for sharing, for the plan and for anything else."""
    return _KINDS.get(receiver.partition(":")[0])
