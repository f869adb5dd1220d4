"""What a phone can be handed over for. Each room that asks the person something adds its kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# `SignIn.handed`: {"person": id, "kind": …, "about": …, "since": ISO, "answered": bool}.
Handed = dict[str, Any]


@dataclass(frozen=True)
class HandedFor:
    """One kind of question on a phone that was handed over.

    `question`: the one address that stays open. `may`: may its owner still hand it over for that?
    Asked anew on each request. `back_to`: where the owner goes on, or None when it closed.
    """

    question: Callable[[Handed], str]
    may: Callable[[Handed], bool]
    back_to: Callable[[Handed], str | None]


_KINDS: dict[str, HandedFor] = {}


def hand_for(kind: str, handed_for: HandedFor) -> None:
    """Add a kind; its name stands in the sign-in."""
    _KINDS[kind] = handed_for


def handed_for(handed: Handed) -> HandedFor:
    """The kind of what a phone was handed over for."""
    return _KINDS[handed["kind"]]
