"""Holes in the table of who may do what, for tests that must notice them.

As a plugin (`HOLE="without let-in-see: see-part" pytest -p tests.rules.holes …`) it opens one for a
whole run.
"""

from __future__ import annotations

import os

from app.policy import MAY, Actor, anybody_signed_in
from app.security import Permission


def widened(permission: Permission) -> tuple[Actor, ...]:
    """The row of the table with anybody who signed in."""
    row = MAY[permission]
    return (*row, Actor("hole", row[0].words, anybody_signed_in))


def narrowed(permission: Permission, key: str) -> tuple[Actor, ...]:
    """The row of the table without one actor."""
    return tuple(actor for actor in MAY[permission] if actor.key != key)


def pytest_configure() -> None:
    how, _, value = os.environ["HOLE"].partition(": ")
    permission = Permission(value)
    if how == "anybody":
        MAY[permission] = widened(permission)
    else:
        MAY[permission] = narrowed(permission, how.removeprefix("without "))
