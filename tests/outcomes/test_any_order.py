"""Whatever is done in whatever order: no earlier row changes, and nobody reads what is not theirs.

Steps are drawn at random: make, say, strike out, hide, show again, move. After each, the database
is compared with what was written down by hand beside it, and each reader's sight with the rules
as a person would tell them.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, inspect, select

from app.extensions import db
from app.outcomes.actions.check_ins import Answered, check_in
from app.outcomes.actions.outcomes import TextSaid, make, move
from app.outcomes.actions.strikes import Reason, strike
from app.outcomes.models import (
    CheckIn,
    Difference,
    HiddenThing,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeText,
    Question,
    RowStrike,
    Said,
)
from app.outcomes.queries.check_ins import newest_views, seen_check_ins
from app.people.models import CircleMember, MeetingPoint
from app.plans.actions.said import Refused
from tests.outcomes.house import OutcomeHouse

ROLES = ("person", "sister", "worker", "friend")
READERS = ("sister", "worker", "friend")
KEPT = (Outcome, OutcomeText, OutcomeState, CheckIn, RowStrike, Difference)

step = st.tuples(
    st.sampled_from(["make", "say", "say", "say", "staff", "strike", "hide", "show", "move"]),
    st.sampled_from(ROLES),
    st.integers(0, 7),
    st.sampled_from([*Said, None]),
    st.sampled_from(list(Lifecycle)),
)


@dataclass
class Ledger:
    """What really happened, written down beside the portal: it knows nothing of its rules."""

    house: OutcomeHouse
    outcomes: list[uuid.UUID] = field(default_factory=list)
    # Check-in → who said it, and whether it is about staff.
    said: dict[uuid.UUID, tuple[str, bool]] = field(default_factory=dict)
    hidden: set[tuple[uuid.UUID, str]] = field(default_factory=set)
    # Table and id → the whole row as it was first seen.
    rows: dict[tuple[str, uuid.UUID], dict[str, Any]] = field(default_factory=dict)

    def may_read(self, role: str) -> set[uuid.UUID]:
        """As the person would tell it: the sister knows everybody, the worker only her, the friend
        nobody; and nobody reads what she says about staff, nor what she hid from them."""
        knows = {"sister": set(ROLES), "worker": {"person", "worker"}, "friend": set()}[role]
        return {
            each
            for each, (by, about_staff) in self.said.items()
            if by in knows and not about_staff and (each, role) not in self.hidden
        }


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Making a failing order shorter takes minutes; the long one is told at once.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=st.lists(step, min_size=6, max_size=24))
def test_no_order_changes_an_earlier_row_or_shows_a_view_to_somebody_else(
    home: OutcomeHouse, steps: list[tuple[Any, ...]]
) -> None:
    with home.portal.extensions["db_connection"].begin_nested() as undone:
        ledger = Ledger(home)
        _make(ledger, "person", 0, None, Lifecycle.ACTIVE, "First")
        for number, (what, role, which, answer, lifecycle) in enumerate(steps):
            # What the rules refuse must leave no trace: the comparison below would find it.
            with suppress(Refused):
                _STEPS[what](ledger, role, which, answer, lifecycle, f"words {number}")
            compare(ledger)
        undone.rollback()


def _make(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    with ledger.house.seen_by(role) as (by, viewer):
        made = make(by=by, viewer=viewer, key=uuid.uuid4(), said=TextSaid(title=text))
        ledger.outcomes.append(made.id)


def _say(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    outcome = ledger.outcomes[which % len(ledger.outcomes)]
    given = Answered(Question.OUTCOME, outcome_id=outcome, answer=answer, words=text)
    with ledger.house.seen_by(role) as (by, viewer):
        ledger.said[check_in(by=by, viewer=viewer, key=uuid.uuid4(), given=given).id] = (
            role,
            False,
        )


def _staff(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    with ledger.house.seen_by(role) as (by, viewer):
        about = db.session.get_one(CircleMember, ledger.house.members["worker"])
        given = Answered(Question.STAFF, about=about, answer=answer, words=text, alone=True)
        ledger.said[check_in(by=by, viewer=viewer, key=uuid.uuid4(), given=given).id] = (role, True)


def _strike(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    if ledger.said:
        chosen = list(ledger.said)[which % len(ledger.said)]
        with ledger.house.seen_by(role) as (by, viewer):
            row = db.session.get_one(CheckIn, chosen)
            strike(by=by, viewer=viewer, check_in=row, reason=Reason(text, "en"))


def _hide(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    """The person hides a view from a reader."""
    reader = READERS[which % len(READERS)]
    for chosen in list(ledger.said)[which : which + 1]:
        if (chosen, reader) not in ledger.hidden:
            house = ledger.house
            hidden = {"check_in_id": chosen, "account_id": house.accounts[reader]}
            house.add(HiddenThing(person_id=house.person_id, **hidden))
            ledger.hidden.add((chosen, reader))


def _show(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    """The person shows it again."""
    for chosen, reader in sorted(ledger.hidden, key=str)[:1]:
        with ledger.house.portal.app_context(), db.writing():
            db.session.execute(
                delete(HiddenThing).where(
                    HiddenThing.check_in_id == chosen,
                    HiddenThing.account_id == ledger.house.accounts[reader],
                )
            )
        ledger.hidden.discard((chosen, reader))


def _move(
    ledger: Ledger, role: str, which: int, answer: Any, lifecycle: Lifecycle, text: str
) -> None:
    outcome = ledger.outcomes[which % len(ledger.outcomes)]
    with ledger.house.seen_by(role) as (by, viewer):
        move(
            by=by,
            viewer=viewer,
            outcome_id=outcome,
            seen=1 + which % 3,
            lifecycle=lifecycle,
            read=1,
        )
        assert role == "person", "somebody else said where it stands"


_STEPS: dict[str, Callable[..., None]] = {
    "make": _make,
    "say": _say,
    "staff": _staff,
    "strike": _strike,
    "hide": _hide,
    "show": _show,
    "move": _move,
}


def compare(ledger: Ledger) -> None:
    """Every row that was there is there as it was; each reader reads what is theirs."""
    with ledger.house.portal.app_context():
        there = {}
        for table in KEPT:
            columns = [each.key for each in inspect(table).column_attrs]
            for row in db.session.scalars(select(table)).unique():
                there[(table.__tablename__, row.id)] = {key: getattr(row, key) for key in columns}
        assert there | ledger.rows == there, "an earlier row changed, or is gone"
        ledger.rows = there
        kept = {row_id for name, row_id in there if name == "check_in"}
        assert kept == set(ledger.said), "a row is there that nobody said"
        _compare_points(there)
    for role in READERS:
        with ledger.house.seen_by(role) as (_by, viewer):
            read = set(db.session.scalars(seen_check_ins(viewer).with_only_columns(CheckIn.id)))
            assert read == ledger.may_read(role), role
            for outcome in ledger.outcomes:
                for side in newest_views(viewer, outcome).values():
                    assert {view.check_in.id for view in side} <= read


def _compare_points(there: dict[tuple[str, uuid.UUID], dict[str, Any]]) -> None:
    """At most one point waits for each outcome, and each difference has its own."""
    differences = [row for (name, _), row in there.items() if name == "difference"]
    about = [row["outcome_id"] for row in differences]
    assert len(about) == len(set(about)), "two points wait for one outcome"
    points = db.session.scalars(select(MeetingPoint.id)).all()
    assert {row["meeting_point_id"] for row in differences} == set(points)
