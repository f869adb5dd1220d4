"""The circle as its viewer may see it, and the people an account helps."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import and_, false, select, true
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.extensions import db
from app.people.models import CircleMember, Person
from app.people.parts import Part
from app.people.predicates import Relation
from app.security import Permission, allowed


def person_of(account: Account) -> Person | None:
    """The person whose own account this is."""
    return db.session.scalar(select(Person).where(Person.account_id == account.id))


def contacts_of(account: Account) -> list[Account]:
    """Whom a person may name to be told of a new device: the accounts in their own circle.

    Nobody else's: members of a circle do not see each other.
    """
    return list(
        db.session.scalars(
            select(Account)
            .join(CircleMember, CircleMember.account_id == Account.id)
            .join(Person, CircleMember.person_id == Person.id)
            .where(
                Person.account_id == account.id,
                CircleMember.ended_at.is_(None),
                Account.closed_at.is_(None),
            )
            .order_by(CircleMember.created_at)
        ).unique()
    )


def people_helped_by(account: Account) -> Sequence[CircleMember]:
    """The circles that an account is in, with their people, by name."""
    return db.session.scalars(
        select(CircleMember)
        .join(CircleMember.person)
        .options(joinedload(CircleMember.person))
        .where(CircleMember.account_id == account.id, CircleMember.ended_at.is_(None))
        .order_by(Person.called)
    ).all()


def members_for(viewer: Relation) -> Sequence[CircleMember]:
    """The members that this viewer may see: the person sees all; a member sees themselves.

    Others see the rest of the circle only when the person shares it. Whoever asked somebody in
    sees that one too; whoever may write down decisions sees those who come for their work.
    """
    chosen = select(CircleMember).where(
        CircleMember.person_id == viewer.person.id, CircleMember.ended_at.is_(None)
    )
    if not viewer.may(Part.CIRCLE):
        records = (
            true() if allowed(Permission.RECORD_SHARING, person_id=viewer.person.id) else false()
        )
        chosen = chosen.where(
            (CircleMember.account_id == viewer.account_id)
            | (CircleMember.invited_by == viewer.account_id)
            | and_(records, CircleMember.organisation_id.is_not(None))
        )
    return db.session.scalars(
        chosen.options(joinedload(CircleMember.organisation)).order_by(CircleMember.created_at)
    ).all()


def member_for(viewer: Relation, member_id: uuid.UUID) -> CircleMember | None:
    """One member that this viewer may see, still in the circle."""
    return next((each for each in members_for(viewer) if each.id == member_id), None)


def waiting_member(member_id: uuid.UUID) -> CircleMember | None:
    """The membership that an invitation speaks of, while nobody said yes to it."""
    return db.session.scalar(
        select(CircleMember)
        .options(joinedload(CircleMember.person))
        .where(
            CircleMember.id == member_id,
            CircleMember.ended_at.is_(None),
            CircleMember.accepted_at.is_(None),
        )
    )
