"""Writing down where the council's own plan is. It is named here, never copied or agreed."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.people.actions.records import today
from app.people.models import Person
from app.plans.actions.words import Refused
from app.plans.models import StatutoryPlanRef

# From this day on councils write care and support plans under the Care Act 2014, s25.
FIRST_DAY = date(2015, 4, 1)


class WrongDay(Refused):
    """A day that no plan of a council can have."""


@dataclass(frozen=True)
class Named:
    """Whose plan it is, of which day, and where a copy is. `needs`: what it says, in short."""

    council: str
    dated: date
    where_kept: str
    needs: str
    language: str


@action
def name_council_plan(
    *, by: Account, person: Person, key: uuid.UUID, named: Named
) -> StatutoryPlanRef:
    """The care manager says where the council's plan is. The newest stands, older ones end.

    `key` becomes the id: a form sent twice is kept once. Raises Refused, for the day WrongDay.
    """
    there = db.session.get(StatutoryPlanRef, key)
    if there is not None:
        if there.person_id != person.id or there.recorded_by != by.id:
            raise Refused(_l("Open this form again."))
        return there
    if named.dated > today():
        raise WrongDay(_l("The day of the plan cannot be later than today."))
    if named.dated < FIRST_DAY:
        raise WrongDay(_l("Choose a day after March 2015."))
    older = select(StatutoryPlanRef).where(
        StatutoryPlanRef.person_id == person.id, StatutoryPlanRef.ended_at.is_(None)
    )
    for each in db.session.scalars(older.with_for_update()).all():
        each.ended_at = now()
    made = StatutoryPlanRef(id=key, person_id=person.id, recorded_by=by.id, **vars(named))
    db.session.add(made)
    db.session.flush()
    record("council-plan.named", by=by, person=person.id, about=f"statutory_plan_ref:{made.id}")
    return made
