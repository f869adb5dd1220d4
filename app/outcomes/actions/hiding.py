"""Hiding a thing from one member or a whole place. It leaves no trace, and ends the same way."""

from __future__ import annotations

from app.accounts.models import Account
from app.accounts.sessions import is_new_device
from app.audit import action, record
from app.extensions import db
from app.outcomes.models import HiddenThing, Hides
from app.outcomes.queries.hiding import HiddenFrom, Thing, row_for
from app.people.actions.sharing import NEW_DEVICE
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused, added

__all__ = ["Refused", "hide"]


@action
def hide(*, by: Account, viewer: Relation, thing: Thing, whom: HiddenFrom, how: Hides) -> None:
    """From now on they do not get so much of it. What is shown again leaves no row behind.

    Raises Refused when more is shown on a new device: that is sharing more.
    """
    if not viewer.is_person or thing.person_id != viewer.person.id or how not in whom.ways:
        raise Refused(NOT_YOURS)
    row = row_for(thing, whom)
    before = row.what if row is not None else Hides.NOTHING
    after = whom.after(before, how)
    if after is before:
        return
    if not before.what <= after.what and is_new_device(by):
        raise Refused(NEW_DEVICE)
    if row is None:
        made = HiddenThing(person_id=viewer.person.id, what=after, **thing.key, **whom.key)
        if not added(made):
            raise Refused(NOT_YOURS)
    elif after is Hides.NOTHING:
        db.session.delete(row)
    else:
        row.what = after
    db.session.flush()
    record("thing.hidden", by=by, person=viewer.person.id, facts={"how": after.value})
