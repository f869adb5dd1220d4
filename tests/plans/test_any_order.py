"""Whatever is done in whatever order: a published version never changes, and no agreement shows
that nobody gave.

Steps are drawn at random: suggest, write, take, say no, publish, answer, strike out, and a paper
that runs out. After each, the database is compared with what was written down by hand beside it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import (
    Area,
    AuthorityKind,
    LegalAuthority,
    Relationship,
    SpokenFor,
)
from app.people.parts import Level, Part
from app.people.predicates import relation
from app.plans.actions import agreements, publishing, words
from app.plans.actions.said import Refused
from app.plans.models import (
    Agreement,
    AgreementAnswer,
    PlanStart,
    PlanVersion,
    SectionText,
    StartedAs,
    Suggestion,
    VersionSection,
    Whose,
)
from app.plans.queries.agreements import states
from tests.plans.house import PlanHouse

SECTIONS = (Part.PLAN_WANTS, Part.PLAN_HOME)
ROLES = ("person", "sister", "friend", "aunt")
ANSWERS = tuple(AgreementAnswer)

# One step: what is done, by whom, on which section or none, and which of what is there.
step = st.tuples(
    st.sampled_from(
        ["suggest", "write", "take", "no", "publish", "answer", "answer", "strike", "expire"]
    ),
    st.sampled_from(ROLES),
    st.sampled_from((*SECTIONS, None)),
    st.integers(0, 5),
    st.booleans(),
)


@dataclass
class Ledger:
    """What really happened, written down beside the portal: it knows nothing of its rules."""

    house: PlanHouse
    # Version id → section → text id and words, as they were when it was published.
    published: dict[uuid.UUID, dict[Part, tuple[uuid.UUID, str]]] = field(default_factory=dict)
    # Text id or version id → what the person's own account answered last.
    person_said: dict[uuid.UUID, AgreementAnswer] = field(default_factory=dict)
    # The version of the person's last word about the whole, and what it was.
    last_about_whole: tuple[uuid.UUID, AgreementAnswer] | None = None
    # What the aunt answered for the person while her paper and the record held.
    aunt_said: dict[uuid.UUID, AgreementAnswer] = field(default_factory=dict)
    # Versions to which the person said yes while they were the newest.
    yes_to_whole: set[uuid.UUID] = field(default_factory=set)
    struck: set[uuid.UUID] = field(default_factory=set)
    paper_holds: bool = True

    def still_wants_change(self, about: uuid.UUID) -> bool:
        """Did the person say "change this" of an earlier whole, and nothing of any since?"""
        if self.last_about_whole is None or about not in self.published:
            return False
        (version_id, said), order = self.last_about_whole, list(self.published)
        return said is AgreementAnswer.CHANGE and order.index(version_id) < order.index(about)


@pytest.fixture
def plan_of_four(plan_home: PlanHouse) -> PlanHouse:
    """A sister who may write, a friend who speaks for the person, an aunt with a paper."""
    plan_home.add_member("aunt", "Ulrika Auntwick", Relationship.ATTORNEY)
    for role, level in (("sister", Level.WRITE), ("friend", Level.WRITE), ("aunt", Level.WRITE)):
        plan_home.share(role, *SECTIONS, level=level)
    plan_home.add(
        SpokenFor(
            person_id=plan_home.person_id, member_id=plan_home.members["friend"], area=Area.PLAN
        ),
        LegalAuthority(
            person_id=plan_home.person_id,
            member_id=plan_home.members["aunt"],
            kind=AuthorityKind.HEALTH_ATTORNEY,
            scope=[],
            recorded_by=plan_home.accounts["person"],
            verified_by=plan_home.accounts["person"],
            verified_at=now(),
            starts_on=now().date() - timedelta(days=9),
        ),
    )
    # She may decide about what is wanted, not about the home.
    plan_home.capacity(Part.PLAN_WANTS)
    return plan_home


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    # Making a failing order shorter takes minutes; the long one is told at once.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(steps=st.lists(step, min_size=6, max_size=24))
def test_no_order_of_steps_changes_a_version_or_shows_a_yes_that_nobody_gave(
    plan_of_four: PlanHouse, steps: list[tuple[Any, ...]]
) -> None:
    connection = plan_of_four.portal.extensions["db_connection"]
    with connection.begin_nested() as undone:
        ledger = Ledger(plan_of_four)
        begin(ledger)
        for number, (what, role, section, which, old) in enumerate(steps):
            # What the rules refuse must leave no trace: the comparison below would find it.
            with suppress(Refused):
                _STEPS[what](ledger, role, section, which, old, f"words {number}")
            compare(ledger)
        undone.rollback()


def begin(ledger: Ledger) -> None:
    """A first version of both sections, so that each step finds something to do."""
    for section in SECTIONS:
        _write(ledger, "person", section, 1, False, f"First words of {section.value}")
    _publish(ledger, "person", None, 1, False, "")


def _suggest(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    if section is not None:
        ledger.house.suggest(section, text, role=role)


def _write(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    if section is not None:
        ledger.house.write(section, "" if which == 0 else text, role=role)


def _waiting(which: int) -> Suggestion | None:
    rows = [each for each in db.session.scalars(select(Suggestion)).unique() if not each.answer]
    return rows[which % len(rows)] if rows else None


def _take(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    with ledger.house.portal.app_context():
        found = _waiting(which)
    if found is not None:
        ledger.house.take(found.id, role=role, other=text if old else "")


def _no(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    with ledger.house.acting(role) as (by, person):
        found = _waiting(which)
        if found is not None:
            words.say_no(by=by, person=person, suggestion=found)


def _publish(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    with ledger.house.acting(role) as (by, person):
        seen = len(ledger.published) - (1 if old and which == 0 else 0)
        made = publishing.publish(by=by, person=person, seen_number=max(0, seen))
        if isinstance(made, PlanVersion):
            assert made.number == len(ledger.published) + 1
            ledger.published[made.id] = _contents(made.id)


def _contents(version_id: uuid.UUID) -> dict[Part, tuple[uuid.UUID, str]]:
    rows = db.session.scalars(select(VersionSection).where(VersionSection.version_id == version_id))
    return {row.section: (row.text_id, str(row.text.content)) for row in rows}


def _answer(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    if not ledger.published:
        return
    versions = list(ledger.published)
    asked_id = versions[which % len(versions)] if old else versions[-1]
    text_id = ledger.published[asked_id].get(section, (None, ""))[0] if section else None
    if section is not None and text_id is None:
        return
    given_ = agreements.Given(ANSWERS[which % 3])
    for_person = role == "aunt"
    with ledger.house.acting(role) as (by, person):
        made = agreements.answer(
            by=by,
            person=person,
            key=uuid.uuid4(),
            asked=agreements.Asked(versions.index(asked_id) + 1, section, text_id),
            given=given_,
            for_person=for_person,
        )
    if not isinstance(made, Agreement):
        return
    about = text_id or asked_id
    assert text_id is not None or asked_id == versions[-1], "answered an old version"
    if role == "person":
        ledger.person_said[about] = given_.answer
        if text_id is None:
            ledger.last_about_whole = (asked_id, given_.answer)
        if text_id is None and given_.answer is AgreementAnswer.YES:
            ledger.yes_to_whole.add(asked_id)
    elif for_person:
        assert ledger.paper_holds, "a paper that ran out still answered"
        ledger.aunt_said[about] = given_.answer


def _strike(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    texts = [text_id for held in ledger.published.values() for text_id, _words in held.values()]
    if not texts:
        return
    chosen = texts[which % len(texts)]
    with ledger.house.acting(role) as (by, person):
        found = db.session.get_one(SectionText, chosen)
        publishing.strike(by=by, person=person, text=found, reason="A mistake", language="en")
    ledger.struck.add(chosen)


def _expire(ledger: Ledger, role: str, section: Any, which: int, old: bool, text: str) -> None:
    with ledger.house.portal.app_context(), db.writing():
        paper = db.session.scalars(select(LegalAuthority)).one()
        paper.ends_on = now().date() - timedelta(days=1)
    ledger.paper_holds = False


_STEPS: dict[str, Callable[..., None]] = {
    "suggest": _suggest,
    "write": _write,
    "take": _take,
    "no": _no,
    "publish": _publish,
    "answer": _answer,
    "strike": _strike,
    "expire": _expire,
}


def compare(ledger: Ledger) -> None:
    """The portal against the ledger: every version, every answer, every start."""
    house = ledger.house
    with house.portal.app_context():
        viewer = relation(db.session.get_one(Account, house.accounts["person"]), house.person_id)
        assert viewer is not None
        versions = list(db.session.scalars(select(PlanVersion).order_by(PlanVersion.number)))
        assert [each.id for each in versions] == list(ledger.published)
        for version in versions:
            assert _contents(version.id) == ledger.published[version.id]
            for part, state in states(viewer, version).items():
                about = ledger.published[version.id][part][0] if part else version.id
                _compare_answer(ledger, about, state)
        for begun in db.session.scalars(select(PlanStart)):
            if begun.started_as is StartedAs.AGREED:
                assert begun.version_id in ledger.yes_to_whole
            else:
                assert ledger.aunt_said.get(begun.version_id) is AgreementAnswer.YES


def _compare_answer(ledger: Ledger, about: uuid.UUID, state: Any) -> None:
    if about in ledger.struck:
        assert state.answer is None, "what is struck out is agreed by nobody"
    elif about in ledger.person_said:
        assert (state.answer, state.whose) == (ledger.person_said[about], Whose.PERSON)
        assert not state.is_older
    elif ledger.still_wants_change(about):
        assert (state.answer, state.whose) == (AgreementAnswer.CHANGE, Whose.PERSON)
        assert state.is_older
    elif about in ledger.aunt_said:
        assert (state.answer, state.whose) == (ledger.aunt_said[about], Whose.REPRESENTATIVE)
    else:
        assert state.answer is None, "silence is never agreement"


def test_the_steps_reach_what_they_are_about(plan_of_four: PlanHouse) -> None:
    """A property that no step could break proves nothing: one known order reaches each state."""
    ledger = Ledger(plan_of_four)
    order: list[tuple[str, str, Any, int, bool]] = [
        ("suggest", "sister", Part.PLAN_WANTS, 0, False),
        ("take", "friend", None, 0, False),
        ("publish", "friend", None, 0, False),
        ("answer", "person", Part.PLAN_WANTS, 0, False),
        ("answer", "person", None, 0, False),
        ("write", "aunt", Part.PLAN_WANTS, 3, False),
        ("publish", "aunt", None, 0, False),
        ("answer", "aunt", None, 0, False),
        ("strike", "person", None, 0, False),
    ]
    for number, (what, role, section, which, old) in enumerate(order):
        _STEPS[what](ledger, role, section, which, old, f"words {number}")
        compare(ledger)
    starts = [each.started_as for each in plan_of_four.rows(PlanStart)]
    assert starts == [StartedAs.AGREED, StartedAs.BY_REPRESENTATIVE]
    assert len(ledger.published) == 2 and len(ledger.struck) == 1
