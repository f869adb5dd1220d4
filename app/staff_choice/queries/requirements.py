"""What an approver of the council is asked about jobs: the line, the task, the reason. No name.

Nobody answers who asked, who is in the circle of the person, or who works for a provider.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import has_role
from app.people.let_in import OF_A_PROVIDER
from app.people.models import CircleMember, Person
from app.people.overrides import circle_of
from app.staff_choice.models import Criterion, OccupationalRequirement
from app.staff_choice.queries.approvers import free_approvers, is_free

MOST = 50


def may_answer(account: Account, requirement: OccupationalRequirement) -> bool:
    """Is this an approver of the council who has no part in it?"""
    return is_free(account, circle_of(requirement.person_id), {requirement.asked_by})


def who_may_answer(requirement: OccupationalRequirement) -> list[Account]:
    """The approvers who have no part in it. Three queries."""
    return free_approvers(requirement.person_id, {requirement.asked_by})


def _stands() -> ColumnElement[bool]:
    """The words that were asked about still stand: nobody said them anew or took them out."""
    newer = aliased(Criterion)
    return ~exists().where(
        newer.line_id == Criterion.line_id, newer.number > Criterion.number
    ) & Criterion.taken_out.is_(False)


def is_open(requirement: OccupationalRequirement) -> bool:
    """Do the words that it asks about still stand?"""
    return bool(
        db.session.scalar(
            select(Criterion.id).where(Criterion.id == requirement.criterion_id, _stands())
        )
    )


def waiting_for(approver: Account) -> Sequence[OccupationalRequirement]:
    """What this approver may answer now, the oldest first. One query beside their roles."""
    if has_role(approver, *OF_A_PROVIDER) or not has_role(approver, Role.APPROVER):
        return []
    in_circle = exists().where(
        CircleMember.person_id == OccupationalRequirement.person_id,
        CircleMember.account_id == approver.id,
        CircleMember.ended_at.is_(None),
    )
    is_theirs = exists().where(
        Person.id == OccupationalRequirement.person_id, Person.account_id == approver.id
    )
    return db.session.scalars(
        select(OccupationalRequirement)
        .join(OccupationalRequirement.criterion)
        .options(joinedload(OccupationalRequirement.criterion))
        .where(
            OccupationalRequirement.approved.is_(None),
            OccupationalRequirement.asked_by != approver.id,
            ~in_circle,
            ~is_theirs,
            _stands(),
        )
        .order_by(OccupationalRequirement.id)
        .limit(MOST)
    ).all()


def requirement_for(approver: Account, requirement_id: uuid.UUID) -> OccupationalRequirement | None:
    """One that this approver may answer, or answered; None for whoever has a part in it."""
    found = db.session.scalar(
        select(OccupationalRequirement)
        .options(
            joinedload(OccupationalRequirement.criterion),
            joinedload(OccupationalRequirement.asker),
        )
        .where(OccupationalRequirement.id == requirement_id)
    )
    if found is None or not may_answer(approver, found):
        return None
    if found.approved is not None:
        return found if found.answered_by == approver.id else None
    return found if is_open(found) else None
