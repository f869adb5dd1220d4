"""What the person, and the members of the circle, need to take part."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from app.extensions import db
from app.people.models import CircleMember, CommunicationNeed, NeedKind
from app.people.parts import Part
from app.people.predicates import Relation


def needs_of_person(person_id: uuid.UUID) -> Sequence[CommunicationNeed]:
    """The person's own needs, in the order of their kinds. Ask only behind the part "needs"."""
    return _live(CommunicationNeed.person_id == person_id, CommunicationNeed.member_id.is_(None))


def needs_of_member(member: CircleMember) -> Sequence[CommunicationNeed]:
    """What a member of the circle said of themselves."""
    return _live(CommunicationNeed.member_id == member.id)


def needs_told_by_members(person_id: uuid.UUID) -> Sequence[tuple[CommunicationNeed, CircleMember]]:
    """What members let the person know of their own needs, with who it is."""
    rows = db.session.execute(
        select(CommunicationNeed, CircleMember)
        .join(CircleMember, CommunicationNeed.member_id == CircleMember.id)
        .where(
            CommunicationNeed.person_id == person_id,
            CommunicationNeed.may_be_shared,
            CommunicationNeed.ended_at.is_(None),
            CircleMember.ended_at.is_(None),
        )
        .order_by(CommunicationNeed.id)
    )
    return [(need, member) for need, member in rows]


def need_of(
    person_id: uuid.UUID, need_id: uuid.UUID, member: CircleMember | None = None
) -> CommunicationNeed | None:
    """One live need of this person, or with `member` of that member; None for others'."""
    return next(
        iter(
            _live(
                CommunicationNeed.person_id == person_id,
                CommunicationNeed.id == need_id,
                CommunicationNeed.member_id == (member.id if member else None),
            )
        ),
        None,
    )


def flags(person_id: uuid.UUID, viewer: Relation) -> Sequence[CommunicationNeed]:
    """What to show at the top of a person's pages; empty for who may not see the part.

    The page that shows it logs `looked(person_id, "needs")`. Source: DAPB1605, "flag".
    """
    return needs_of_person(person_id) if viewer.may(Part.NEEDS) else ()


def _live(*conditions: ColumnElement[bool]) -> Sequence[CommunicationNeed]:
    order = list(NeedKind)
    found = db.session.scalars(
        select(CommunicationNeed)
        .where(CommunicationNeed.ended_at.is_(None), *conditions)
        .order_by(CommunicationNeed.id)
    ).all()
    return sorted(found, key=lambda need: order.index(need.kind))
