"""Whose figures, and which check-ins count: for a provider what its manager may read, no more."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import organisation_ids_of
from app.outcomes.models import CheckIn, Question, ViewFrom
from app.outcomes.queries.check_ins import not_struck
from app.outcomes.queries.hidden import hides_view
from app.people.models import CircleMember, HiddenPart, Person, SharingDecision
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import decisions_where
from app.people.rules import opens


@dataclass(frozen=True)
class Counted:
    """Whose figures. `account_id` None: the whole council's, without a name."""

    account_id: uuid.UUID | None = None
    # Those who share how it is going with this account now, and what else that needs.
    people: frozenset[uuid.UUID] = field(default_factory=frozenset)
    with_circle: frozenset[uuid.UUID] = field(default_factory=frozenset)
    with_plan: frozenset[uuid.UUID] = field(default_factory=frozenset)

    @property
    def is_everybody(self) -> bool:
        return self.account_id is None

    def of(self, column: InstrumentedAttribute[uuid.UUID]) -> ColumnElement[bool]:
        """Is the person in this column one whose life is counted?"""
        return true() if self.is_everybody else column.in_(self.people)

    def of_plans(self, column: InstrumentedAttribute[uuid.UUID]) -> ColumnElement[bool]:
        """Is the person in this column one whose plan is counted?"""
        return true() if self.is_everybody else column.in_(self.people & self.with_plan)


EVERYBODY = Counted()


def shared_with_manager(account: Account) -> Counted:
    """The people who share "How it is going" with a manager, asked at this moment.

    By the manager's own place in the circle, or by a share to a provider that they manage: the
    rules of the guard for all people at once. What is hidden from the manager does not count.
    At most three queries.
    """
    managed = organisation_ids_of(account.id, Role.PROVIDER_MANAGER)
    places = organisation_ids_of(account.id)
    own = select(CircleMember.id).where(
        CircleMember.account_id == account.id,
        CircleMember.ended_at.is_(None),
        or_(CircleMember.organisation_id.is_(None), CircleMember.organisation_id.in_(places)),
    )
    hidden = {
        (row.person_id, row.part)
        for row in db.session.scalars(select(HiddenPart).where(HiddenPart.account_id == account.id))
    }
    at = now()
    opened: dict[Part, set[uuid.UUID]] = {}
    to_me = or_(SharingDecision.member_id.in_(own), SharingDecision.organisation_id.in_(managed))
    for decision in decisions_where(to_me):
        for shared in decision.parts:
            if (decision.person_id, shared.part) not in hidden and opens(decision, shared.part, at):
                opened.setdefault(shared.part, set()).add(decision.person_id)
    sections = [opened.get(part, set()) for part in PLAN_SECTIONS]
    return Counted(
        account_id=account.id,
        people=frozenset(opened.get(Part.OUTCOMES, set())),
        with_circle=frozenset(opened.get(Part.CIRCLE, set())),
        with_plan=frozenset(set().union(*sections)),
    )


def counted_check_ins(counted: Counted) -> list[ColumnElement[bool]]:
    """Which rows of CheckIn count. The rule of `seen_check_ins`, for many.

    What somebody says about staff never counts, nor what was struck out.
    """
    rules = [
        CheckIn.question != Question.STAFF,
        not_struck(),
        counted.of(CheckIn.person_id),
    ]
    if counted.account_id is None:
        return rules
    known = or_(
        CheckIn.view_from == ViewFrom.ME,
        known_to_counted(counted, CheckIn.person_id, CheckIn.said_by),
    )
    return [*rules, ~hides_view(counted.account_id), known]


def known_to_counted(
    counted: Counted,
    person_id: InstrumentedAttribute[uuid.UUID],
    column: InstrumentedAttribute[uuid.UUID],
) -> ColumnElement[bool]:
    """Does the account in `column` belong to somebody whom this manager may know?

    The rule of `known_to`, for many. The whole council's figures tell nobody apart.
    """
    if counted.is_everybody:
        return true()
    is_theirs = exists().where(Person.id == person_id, Person.account_id == column)
    in_the_circle = exists().where(
        CircleMember.person_id == person_id, CircleMember.account_id == column
    )
    return or_(
        column == counted.account_id,
        is_theirs,
        person_id.in_(counted.with_circle) & in_the_circle,
    )
