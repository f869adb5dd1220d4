"""Would the access tests notice a hole? Twenty random ones are made, and each must be noticed.

The seed is printed; `MUTATION_SEED` repeats a run, `MUTATION_HOLES=1000` makes every hole. Only
rows that a change can touch are called.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.policy import MAY, Actor
from app.security import Permission
from app.security.guard import Mark
from tests.rules.access import REGISTER
from tests.rules.holes import narrowed, widened
from tests.rules.rows import Row
from tests.rules.test_access import wrong_answers
from tests.rules.world import World

ROOT = Path(__file__).resolve().parents[2]
HOLES = int(os.environ.get("MUTATION_HOLES", "20"))
SEED = int(os.environ.get("MUTATION_SEED", random.randrange(10_000)))
LET_IN = "tests/people/test_overrides_open.py::"
LET_IN_OUTCOMES = "tests/outcomes/test_let_in.py::"
STAFF = "tests/outcomes/test_staff_answers.py::"
MONTHLY = "tests/outcomes/test_monthly.py::test_without_an_account_two_read_it_with_the_person"
SPEAKS_ON_PANEL = (
    "tests/staff_choice/test_panel.py::test_who_speaks_for_the_person_on_staff_chooses_for_her"
)
WHO_SPEAKS = "tests/staff_choice/test_who_speaks.py::"
SPEAKS_ON_STAFF = f"{WHO_SPEAKS}test_it_opens_by_the_persons_word_and_closes_with_sight"
WRITTEN_DOWN = (
    f"{WHO_SPEAKS}test_what_the_person_said_is_written_down_by_who_holds_both_place_and_role"
)
DECIDING = (
    "tests/plans/test_deciding_pages.py::"
    "test_take_publish_and_strike_out_open_with_the_basis_and_not_before"
)
# Holes that the register cannot see: nobody is let in, decides for the person or was told in its
# world. The test named beside each notices it.
NAMED = {
    "without let-in-about-me: see-about-me": f"{LET_IN}test_about_me_opens_with_one_of_its_parts",
    "without let-in-see: see-part": f"{LET_IN}test_a_hidden_part_opens_too",
    "without let-in-circle: see-circle": (
        f"{LET_IN}test_the_circle_opens_to_one_outside_it_only_when_it_was_asked_for"
    ),
    "without let-in-plan: see-plan": f"{LET_IN}test_of_the_plan_it_opens_reading_alone",
    "without let-in-passport: see-passport": f"{LET_IN}test_of_the_plan_it_opens_reading_alone",
    # The views ask again whether this account sees a section, and so the register sees nothing.
    "anybody: review-plan": f"{LET_IN}test_of_the_plan_it_opens_reading_alone",
    "without let-in-outcomes: see-outcomes": (
        f"{LET_IN_OUTCOMES}test_it_opens_with_the_yes_and_to_the_one_who_was_named"
    ),
    "without let-in-outcomes: see-check-in-files": (
        f"{LET_IN_OUTCOMES}test_every_look_is_kept_under_the_override_and_she_reads_of_none"
    ),
    "without plan-speaker: answer-suggestion": DECIDING,
    "without plan-speaker: publish-plan": DECIDING,
    "without plan-representative: answer-suggestion": DECIDING,
    "without plan-representative: publish-plan": DECIDING,
    "without plan-representative: strike-out": DECIDING,
    "without plan-writes-for: answer-suggestion": DECIDING,
    "without plan-writes-for: publish-plan": DECIDING,
    "without plan-writes-for: strike-out": DECIDING,
    "without decides-outcome: decide-outcome": (
        "tests/outcomes/test_by_records.py::"
        "test_a_best_interests_record_makes_it_theirs_and_is_kept"
    ),
    # Nobody speaks for Mirabel on staff.
    "without decides-staff: write-sheet": (
        "tests/staff_choice/test_sheet.py::test_who_speaks_for_the_person_on_staff_writes"
    ),
    "without decides-staff: write-vacancy": SPEAKS_ON_STAFF,
    "without decides-staff: decide-vacancy": SPEAKS_ON_STAFF,
    "without decides-staff: choose-whom-to-meet": SPEAKS_ON_STAFF,
    # Nobody wrote a record about whom she meets.
    "without decides-meeting: choose-whom-to-meet": (
        "tests/staff_choice/test_meeting_otherwise.py::"
        "test_a_record_is_written_for_one_job_and_the_page_leads_there"
    ),
    # The view looks up the place as a witness; that who asked for the job holds none does the row.
    "anybody: confirm-staff-decision": (
        "tests/staff_choice/test_own_asking.py::test_a_witness_who_asked_for_it_is_asked_nothing"
    ),
    "without decides-staff: offer-trial": SPEAKS_ON_STAFF,
    "without decides-staff: agree-to-trial": SPEAKS_ON_STAFF,
    # What the register's world has no rows for: a trial that waits, an answer to write down.
    "anybody: agree-to-trial": SPEAKS_ON_STAFF,
    "without shared-staff-write: say-about-trial": (
        f"{WHO_SPEAKS}test_who_may_write_says_how_a_trial_was_and_who_only_sees_does_not"
    ),
    "without care-manager: record-staff-decision": WRITTEN_DOWN,
    "without professional: record-staff-decision": WRITTEN_DOWN,
    "without decides-staff: choose-panel": SPEAKS_ON_PANEL,
    "without decides-staff: run-panel": SPEAKS_ON_PANEL,
    "without told-about-staff: see-staff-answers": (
        f"{STAFF}test_a_separate_yes_opens_one_answer_to_the_managers"
    ),
    # In the register's world the one who reads staff answers reads all the rest too.
    "without shared-about-staff: see-check-in-files": (
        f"{STAFF}test_photos_of_it_are_as_closed_as_its_words"
    ),
    "without monthly-witness: see-monthly": MONTHLY,
    "without monthly-witness: say-monthly-read": MONTHLY,
}
# Changes that change nothing, each with its reason.
EQUIVALENT = {
    "anybody: see-check-in-files": (
        "The view gives files of what `seen_check_ins` finds: nothing, unless how it is going or"
        " what is said about staff is open to this account, and that is what the row asks."
    ),
    "anybody: count-benefits": (
        "The view counts for a place where this account holds one of the two roles that the row"
        " asks for, and refuses in the same way where there is none."
    ),
    "anybody: use-my-account": "Anybody who signed in holds it already: it is the same predicate.",
    "anybody: confirm-witnessed": "The view looks up the place as a witness that the row asks for.",
    "anybody: confirm-agreement": "The view looks up the place as a witness that the row asks for.",
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
        found.append(
            Hole(
                f"anybody: {permission.value}",
                _row_of_table(permission, widened(permission)),
                touched,
            )
        )
        for actor in MAY[permission]:
            name = f"without {actor.key}: {permission.value}"
            found.append(
                Hole(name, _row_of_table(permission, narrowed(permission, actor.key)), touched)
            )
    for actor in dict.fromkeys(actor for row in MAY.values() for actor in row):
        if actor.holds is not None:
            held = [p for p in by_permission if actor in MAY[p]]
            touched = tuple(row for permission in held for row in by_permission[permission])
            found.append(Hole(f"turned round: {actor.key}", _turned_round(actor, held), touched))
    return found


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


def test_every_permission_guards_a_page(world: World) -> None:
    """One that guards none could be wrong and nobody would notice."""
    marks = {
        view.policy_mark.permission  # type: ignore[attr-defined]
        for view in world.portal.view_functions.values()
    }
    assert set(MAY) - marks == set()


def test_every_excuse_is_of_a_hole(world: World) -> None:
    there = {hole.name for hole in holes(world)}
    assert (NAMED.keys() | EQUIVALENT.keys()) - there == set()
    assert NAMED.keys() & EQUIVALENT.keys() == set()


def test_twenty_random_holes_are_noticed(world: World) -> None:
    print(f"MUTATION_SEED={SEED}")  # noqa: T201
    every = [hole for hole in holes(world) if hole.name not in NAMED.keys() | EQUIVALENT.keys()]
    unnoticed = []
    for hole in random.Random(SEED).sample(every, min(HOLES, len(every))):
        with hole.open():
            # The first wrong answer is enough: the register's test would fail by it.
            if next(wrong_answers(world, hole.rows), None) is None:
                unnoticed.append(hole.name)
    assert unnoticed == [], f"MUTATION_SEED={SEED}"


def test_a_random_hole_is_noticed_by_the_test_that_is_named_for_it() -> None:
    print(f"MUTATION_SEED={SEED}")  # noqa: T201
    unnoticed = [
        name
        for name in random.Random(SEED).sample(sorted(NAMED), min(HOLES // 20, len(NAMED)))
        if not _is_noticed(name)
    ]
    assert unnoticed == [], f"MUTATION_SEED={SEED}"


def _is_noticed(name: str) -> bool:
    """Does the test fail in a run of its own, with this hole?"""
    run = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "tests.rules.holes"]
    run += ["-p", "no:cacheprovider", "-k", "not postgresql", NAMED[name]]
    told = subprocess.run(run, cwd=ROOT, env={**os.environ, "HOLE": name}, capture_output=True)
    # 1: collected, run, failed. Anything else would be no answer.
    assert told.returncode in (0, 1), told.stdout.decode()[-2000:] + told.stderr.decode()[-2000:]
    return told.returncode == 1
