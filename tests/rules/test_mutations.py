"""Would the access tests notice a hole? Twenty random ones are made, and each must be noticed.

The seed is printed; `MUTATION_SEED` repeats a run. Only rows that a change can touch are called.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from app.policy import MAY, Actor, anybody_signed_in
from app.security import Permission
from app.security.guard import Mark
from tests.rules.access import REGISTER
from tests.rules.rows import Row
from tests.rules.test_access import wrong_answers
from tests.rules.world import World

HOLES = 20
SEED = int(os.environ.get("MUTATION_SEED", random.randrange(10_000)))
# What nobody is in the register's world: to take such a row away changes no answer there. The
# tests named beside each try what it opens.
NOBODY_HERE = {
    "let-in-about-me": "tests/people/test_overrides_open.py",
    "let-in-see": "tests/people/test_overrides_open.py",
    "let-in-circle": "tests/people/test_overrides_open.py",
    "let-in-plan": "tests/people/test_overrides_open.py",
    "let-in-passport": "tests/people/test_overrides_open.py",
    "plan-speaker": "tests/plans/test_suggestions.py",
    "plan-representative": "tests/plans/test_agreeing_by_law.py",
    "plan-writes-for": "tests/plans/test_suggestions.py",
    "decides-outcome": "tests/outcomes/test_by_records.py",
    "let-in-outcomes": "tests/outcomes/test_leaks.py",
    "told-about-staff": "tests/outcomes/test_staff_answers.py",
    "monthly-witness": "tests/outcomes/test_monthly.py",
}
# Changes that the register cannot see, each with its reason.
EQUIVALENT = {
    "anybody: see-check-in-files": "The view asks again whether this account reads the check-in.",
    "without shared-about-staff: see-check-in-files": "Who reads staff answers reads the rest too.",
    "anybody: count-benefits": "The view asks again for whom this account counts.",
    "anybody: use-my-account": "Anybody who signed in holds it already.",
    "anybody: confirm-witnessed": "The view asks again whether this account is a named witness.",
    "anybody: review-plan": "The views ask again whether this account sees a section.",
    "anybody: confirm-agreement": "The view asks again whether this account is a named witness.",
}


@dataclass(frozen=True)
class Hole:
    """One thing made wrong: its name, how, and the rows that could notice."""

    name: str
    open: Callable[[], Any]
    rows: tuple[Row, ...]


def endpoint_of(world: World, row: Row) -> str:
    adapter = world.portal.url_map.bind("localhost")
    name: str = adapter.match(row.url(world.values).partition("?")[0], row.method)[0]
    return name


def holes(world: World) -> list[Hole]:
    """Every hole: a mark gone public, a row too wide or too narrow, a predicate turned round."""
    found: list[Hole] = []
    by_permission: dict[Permission, list[Row]] = {}
    for row in REGISTER:
        view = world.portal.view_functions[endpoint_of(world, row)]
        mark: Mark = view.policy_mark  # type: ignore[attr-defined]
        if mark.permission is None:
            continue
        by_permission.setdefault(mark.permission, []).append(row)
        found.append(Hole(f"public: {row.method} {row.path}", _public(view, mark), (row,)))
    for permission, rows in by_permission.items():
        touched = tuple(rows)
        found.append(Hole(f"anybody: {permission.value}", _anybody(permission), touched))
        for actor in MAY[permission]:
            if actor.key in NOBODY_HERE:
                continue
            name = f"without {actor.key}: {permission.value}"
            found.append(Hole(name, _without(permission, actor), touched))
    for actor in dict.fromkeys(actor for row in MAY.values() for actor in row):
        if actor.holds is not None:
            held = [p for p in by_permission if actor in MAY[p]]
            touched = tuple(row for permission in held for row in by_permission[permission])
            found.append(Hole(f"turned round: {actor.key}", _turned_round(actor, held), touched))
    return [hole for hole in found if hole.name not in EQUIVALENT]


def _public(view: Any, mark: Mark) -> Callable[[], Any]:
    @contextmanager
    def change() -> Iterator[None]:
        view.policy_mark = Mark(None)
        try:
            yield
        finally:
            view.policy_mark = mark

    return change


def _row_of_table(permission: Permission, actors: tuple[Actor, ...]) -> Any:
    before = MAY[permission]

    @contextmanager
    def change() -> Iterator[None]:
        MAY[permission] = actors
        try:
            yield
        finally:
            MAY[permission] = before

    return change


def _anybody(permission: Permission) -> Callable[[], Any]:
    anybody = Actor("hole", MAY[permission][0].words, anybody_signed_in)
    return _row_of_table(permission, (*MAY[permission], anybody))


def _turned_round(actor: Actor, held: list[Permission]) -> Callable[[], Any]:
    """A predicate that says no for yes, in each row of the table that holds it."""
    predicate = actor.holds
    assert predicate is not None
    other = replace(actor, holds=lambda account, scope: not predicate(account, scope))

    @contextmanager
    def change() -> Iterator[None]:
        before = {permission: MAY[permission] for permission in held}
        for permission, row in before.items():
            MAY[permission] = tuple(other if each is actor else each for each in row)
        try:
            yield
        finally:
            MAY.update(before)

    return change


def _without(permission: Permission, actor: Actor) -> Callable[[], Any]:
    return _row_of_table(permission, tuple(a for a in MAY[permission] if a is not actor))


def test_every_permission_guards_a_page(world: World) -> None:
    """One that guards none could be wrong and nobody would notice."""
    marks = {
        view.policy_mark.permission  # type: ignore[attr-defined]
        for view in world.portal.view_functions.values()
    }
    assert set(MAY) - marks == set()


def test_twenty_random_holes_are_noticed(world: World) -> None:
    print(f"MUTATION_SEED={SEED}")  # noqa: T201
    chosen = random.Random(SEED).sample(holes(world), HOLES)
    unnoticed = []
    for hole in chosen:
        with hole.open():
            # The first wrong answer is enough: the register's test would fail by it.
            if next(wrong_answers(world, hole.rows), None) is None:
                unnoticed.append(hole.name)
    assert unnoticed == [], f"MUTATION_SEED={SEED}"
