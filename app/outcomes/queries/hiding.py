"""From whom the person hid a view. For the person alone."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.extensions import db
from app.outcomes.models import CheckIn, HiddenView
from app.people.models import CircleMember
from app.people.predicates import Relation
from app.people.queries.circle import member_for, members_for


def hidden_rows(check_in: CheckIn) -> dict[uuid.UUID | None, HiddenView]:
    """Account → how much of this view it does not see."""
    rows = db.session.scalars(select(HiddenView).where(HiddenView.check_in_id == check_in.id))
    return {row.account_id: row for row in rows}


def can_be_hidden_from(viewer: Relation, check_in: CheckIn) -> list[CircleMember]:
    """Members with an account, but not whoever said it: they would see that it is gone."""
    return [each for each in members_for(viewer) if _can(each, check_in)]


def one_to_hide_from(
    viewer: Relation, check_in: CheckIn, member_id: uuid.UUID
) -> CircleMember | None:
    found = member_for(viewer, member_id)
    return found if found is not None and _can(found, check_in) else None


def _can(member: CircleMember, check_in: CheckIn) -> bool:
    said = (check_in.said_by, check_in.on_phone_of)
    return member.account_id is not None and member.account_id not in said
