"""What a phone can be handed over for. Each room that asks the person something adds its kind."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app

# `SignIn.handed`: {"person": id, "kind": …, "about": …, "since": ISO, "answered": bool}.
Handed = dict[str, Any]


@dataclass(frozen=True)
class HandedFor:
    """One kind of question on a phone that was handed over.

    `question`: the one address that stays open. `may`: may its owner still hand it over for that?
    Asked anew on each request. `back_to`: where the owner goes on, or None when it closed.
    `waits`: one more address that stays open, for an answer that waited for a signal on this phone.
    """

    question: Callable[[Handed], str]
    may: Callable[[Handed], bool]
    back_to: Callable[[Handed], str | None]
    waits: Callable[[Handed], str] | None = None

    def open_paths(self, handed: Handed) -> tuple[str, ...]:
        asked = self.question(handed)
        return (asked, self.waits(handed)) if self.waits is not None else (asked,)


_KINDS: dict[str, HandedFor] = {}


def hand_for(kind: str, handed_for: HandedFor) -> None:
    """Add a kind; its name stands in the sign-in."""
    _KINDS[kind] = handed_for


def handed_for(handed: Handed) -> HandedFor:
    """The kind of what a phone was handed over for."""
    return _KINDS[handed["kind"]]


def key_of(account_id: uuid.UUID, handed: Handed) -> uuid.UUID:
    """The one key of what is answered while this account's phone is handed over.

    Drawn with the portal's secret, so that only a phone that was handed over has it: an answer that
    comes later, when the signal is back, proves by its key that it was said on such a phone.
    """
    names = ("person", "kind", "about", "since")
    told = "|".join(("handed", str(account_id), *(str(handed[name]) for name in names)))
    secret = current_app.config["SECRET_KEY"].encode()
    return uuid.UUID(bytes=hmac.digest(secret, told.encode(), hashlib.sha256)[:16], version=4)
