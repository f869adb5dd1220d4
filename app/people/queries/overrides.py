"""Safeguarding overrides as each reader may know of them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Account
from app.audit.models import AccessEvent
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import approvers, has_role
from app.people.let_in import LET_IN, OF_A_PROVIDER, OVERRIDE_ROLE
from app.people.models import CircleMember, OverrideReview, Person, SafeguardingOverride
from app.people.overrides import circle_of, is_override_approver, why_not_approve
from app.people.predicates import Relation, is_care_manager_of

# A review that says "not safe yet" is asked for again.
AGAIN_AFTER = timedelta(days=28)
MOST_LISTED = 50
_NAMES = (
    joinedload(SafeguardingOverride.person),
    joinedload(SafeguardingOverride.account),
    joinedload(SafeguardingOverride.asker),
    joinedload(SafeguardingOverride.approver),
)


def shown_to(viewer: Relation) -> Sequence[SafeguardingOverride]:
    """What the person is told of, newest first. Nobody else is told anything here."""
    if not viewer.is_person:
        return ()
    return db.session.scalars(
        select(SafeguardingOverride)
        .options(*_NAMES, selectinload(SafeguardingOverride.reviews))
        .where(
            SafeguardingOverride.person_id == viewer.person.id,
            SafeguardingOverride.shown_from <= now(),
        )
        .order_by(SafeguardingOverride.shown_from.desc(), SafeguardingOverride.id.desc())
        .limit(MOST_LISTED)
    ).all()


def told_looks(person_id: uuid.UUID) -> list[ColumnElement[bool]]:
    """What "who looked" may tell: the condition on the rows of the log.

    A look that an override opened is left out, in the database itself, until the person is told
    of that override: no gap, no shorter page, no count gives it away. One query.
    """
    ids = db.session.scalars(
        select(SafeguardingOverride.id).where(
            SafeguardingOverride.person_id == person_id, SafeguardingOverride.shown_from <= now()
        )
    )
    roles = {f"{OVERRIDE_ROLE}{each}" for each in ids}
    return [
        or_(~AccessEvent.actor_role.startswith(OVERRIDE_ROLE), AccessEvent.actor_role.in_(roles))
    ]


def asked_about(viewer: Relation, account: Account) -> Sequence[SafeguardingOverride]:
    """The overrides about one person, newest first: all to the care manager, else one's own."""
    chosen = (
        select(SafeguardingOverride)
        .options(*_NAMES)
        .where(SafeguardingOverride.person_id == viewer.person.id)
        .order_by(SafeguardingOverride.id.desc())
        .limit(MOST_LISTED)
    )
    if not is_care_manager_of(account, {"person_id": viewer.person.id}):
        chosen = chosen.where(_party(account))
    return db.session.scalars(chosen).all()


def _party(account: Account) -> ColumnElement[bool]:
    return or_(
        SafeguardingOverride.asked_by == account.id, SafeguardingOverride.account_id == account.id
    )


def full(override_id: uuid.UUID) -> SafeguardingOverride | None:
    """One override with its names and reviews. The guard has let the reader in."""
    return db.session.scalar(
        select(SafeguardingOverride)
        .options(
            *_NAMES,
            selectinload(SafeguardingOverride.reviews).joinedload(OverrideReview.writer),
        )
        .where(SafeguardingOverride.id == override_id)
    )


def waiting_for(approver: Account) -> Sequence[SafeguardingOverride]:
    """The requests that this approver may answer, oldest first. One query."""
    waiting = _for_approver(approver)
    if waiting is None:
        return ()
    return db.session.scalars(
        waiting.where(
            SafeguardingOverride.approved_at.is_(None),
            SafeguardingOverride.refused_at.is_(None),
            SafeguardingOverride.ended_at.is_(None),
        )
        .order_by(SafeguardingOverride.id)
        .limit(MOST_LISTED)
    ).all()


def in_sight_of(approver: Account) -> Sequence[SafeguardingOverride]:
    """What is open, or was open and is not settled: the approvers keep it in sight. Two queries."""
    mine = _for_approver(approver)
    if mine is None:
        return ()
    at = now()
    due = [each.id for each in unsettled(at)]
    is_open = SafeguardingOverride.ended_at.is_(None) & (SafeguardingOverride.ends_at > at)
    return db.session.scalars(
        mine.where(
            SafeguardingOverride.approved_at.is_not(None),
            or_(is_open, SafeguardingOverride.id.in_(due)),
        )
        .order_by(SafeguardingOverride.id)
        .limit(MOST_LISTED)
    ).all()


def _for_approver(approver: Account) -> Select[SafeguardingOverride] | None:
    """Those in which the approver has no part: what they may not answer, they do not learn of."""
    if not has_role(approver, Role.APPROVER) or has_role(approver, *OF_A_PROVIDER):
        return None
    circles = select(CircleMember.person_id).where(
        CircleMember.account_id == approver.id, CircleMember.ended_at.is_(None)
    )
    return (
        select(SafeguardingOverride)
        .join(SafeguardingOverride.person)
        .options(*_NAMES)
        .where(
            ~_party(approver),
            SafeguardingOverride.person_id.not_in(circles),
            or_(Person.account_id.is_(None), Person.account_id != approver.id),
        )
    )


def may_answer(account: Account, override: SafeguardingOverride) -> bool:
    """Is this an approver who has no part in it?"""
    return is_override_approver(account, {"override_id": override.id})


def who_may_answer(override: SafeguardingOverride) -> list[Account]:
    """The approvers who have no part in this request. Three queries."""
    circle = circle_of(override.person_id)
    return [
        each for each in approvers() if why_not_approve(each, override, each.id in circle) is None
    ]


def open_to(account: Account) -> Sequence[SafeguardingOverride]:
    """The overrides that open parts to this account now, for its home. One query at most."""
    if not has_role(account, *LET_IN):
        return ()
    at = now()
    rows = db.session.scalars(
        select(SafeguardingOverride)
        .options(joinedload(SafeguardingOverride.person))
        .where(
            SafeguardingOverride.account_id == account.id,
            SafeguardingOverride.ends_at > at,
            SafeguardingOverride.ended_at.is_(None),
        )
        .order_by(SafeguardingOverride.id)
    )
    return [each for each in rows if each.is_live(at)]


def unsettled(at: datetime) -> Sequence[SafeguardingOverride]:
    """Over, and either never reviewed, or not told and last reviewed 28 days ago. One query."""
    last = (
        select(OverrideReview.override_id, func.max(OverrideReview.created_at).label("at"))
        .group_by(OverrideReview.override_id)
        .subquery()
    )
    return db.session.scalars(
        select(SafeguardingOverride)
        .outerjoin(last, last.c.override_id == SafeguardingOverride.id)
        .where(
            SafeguardingOverride.approved_at.is_not(None),
            or_(SafeguardingOverride.ended_at <= at, SafeguardingOverride.ends_at <= at),
            or_(
                last.c.at.is_(None),
                SafeguardingOverride.shown_from.is_(None) & (last.c.at <= at - AGAIN_AFTER),
            ),
        )
        .order_by(SafeguardingOverride.id)
    ).all()
