"""My people to ask: the person says who stands there. It tells nobody anything."""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.people.models import Person
from app.people.predicates import Relation
from app.team.actions.members import NOT_YOURS
from app.team.models import PersonToAsk
from app.team.rules import Refused

MOST = 4
FULL = _l("4 people stand there already. Take one away first.")


@action
def choose(
    *,
    by: Account,
    viewer: Relation,
    member_id: uuid.UUID | None,
    team_member_id: uuid.UUID | None,
    phone: str,
    who: str,
) -> None:
    """Put somebody there, or change how they stand there. Raises Refused.

    The caller looked them up among those whom the person may see.
    """
    if not viewer.is_person:
        raise Refused(NOT_YOURS)
    # Two taps at one instant on two phones: the person's row is the lock of the list.
    db.session.execute(select(Person.id).where(Person.id == viewer.person.id).with_for_update())
    found = _there(viewer, member_id, team_member_id)
    if found is None:
        number = db.session.scalar(
            select(func.count()).where(PersonToAsk.person_id == viewer.person.id)
        )
        if (number or 0) >= MOST:
            raise Refused(FULL)
        found = PersonToAsk(
            person_id=viewer.person.id,
            member_id=member_id,
            team_member_id=team_member_id,
            place=number or 0,
        )
        db.session.add(found)
    found.phone, found.who = phone, who
    db.session.flush()
    record("ask.chosen", by=by, person=viewer.person.id, about=f"person_to_ask:{found.id}")


@action
def take_away(
    *,
    by: Account,
    viewer: Relation,
    member_id: uuid.UUID | None,
    team_member_id: uuid.UUID | None,
) -> None:
    if not viewer.is_person:
        raise Refused(NOT_YOURS)
    found = _there(viewer, member_id, team_member_id)
    if found is not None:
        db.session.delete(found)
        record("ask.taken-away", by=by, person=viewer.person.id)


def _there(
    viewer: Relation, member_id: uuid.UUID | None, team_member_id: uuid.UUID | None
) -> PersonToAsk | None:
    return db.session.scalar(
        select(PersonToAsk).where(
            PersonToAsk.person_id == viewer.person.id,
            PersonToAsk.member_id == member_id
            if member_id is not None
            else PersonToAsk.team_member_id == team_member_id,
        )
    )
