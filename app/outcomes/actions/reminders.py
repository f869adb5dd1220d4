"""The person sets when we ask how it is going. Nobody else does."""

from __future__ import annotations

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.outcomes.models import HowOften, Reminder
from app.outcomes.reminders import next_day
from app.people.actions.records import today
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused, added

__all__ = ["Refused", "set_reminder"]


@action
def set_reminder(*, by: Account, viewer: Relation, how_often: HowOften, weekday: int) -> Reminder:
    """How often, and on which day. Raises Refused for anybody but the person."""
    if not viewer.is_person:
        raise Refused(NOT_YOURS)
    next_on = next_day(how_often, weekday, today(), first=True)
    chosen = select(Reminder).where(Reminder.person_id == viewer.person.id).with_for_update()
    row = db.session.scalar(chosen)
    if row is None:
        made = Reminder(
            person_id=viewer.person.id, how_often=how_often, weekday=weekday, next_on=next_on
        )
        row = made if added(made) else db.session.scalars(chosen).one()
    row.how_often, row.weekday, row.next_on = how_often, weekday, next_on
    db.session.flush()
    record(
        "check-in.reminder-set",
        by=by,
        person=viewer.person.id,
        facts={"how_often": how_often.value},
    )
    return row
