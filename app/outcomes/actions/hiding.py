"""Hiding a view, or only its photo, from one member. It leaves no trace, and ends the same way."""

from __future__ import annotations

import uuid
from enum import Enum

from sqlalchemy import select

from app.accounts.models import Account
from app.accounts.sessions import is_new_device
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.outcomes.models import CheckIn, HiddenView
from app.people.actions.sharing import NEW_DEVICE
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused, added

__all__ = ["Hides", "Refused", "hide_view", "hides"]


class Hides(Enum):
    """How much of a view one member does not see."""

    NOTHING = "nothing"
    PHOTO = "photo"
    ALL = "all"

    @property
    def words(self) -> LazyWords:
        return _HIDES[self]


_HIDES = {
    Hides.ALL: _l("Hide it"),
    Hides.PHOTO: _l("Hide only the photo"),
    Hides.NOTHING: _l("They may see it"),
}
_HOW_MUCH = list(Hides)


def hides(row: HiddenView | None) -> Hides:
    if row is None:
        return Hides.NOTHING
    return Hides.PHOTO if row.photo_only else Hides.ALL


@action
def hide_view(
    *, by: Account, viewer: Relation, check_in: CheckIn, account_id: uuid.UUID, how: Hides
) -> None:
    """From now on this account sees so much of it. What is shown again leaves no row behind.

    Raises Refused when more is shown on a new device: that is sharing more.
    """
    if not viewer.is_person or check_in.person_id != viewer.person.id:
        raise Refused(NOT_YOURS)
    row = db.session.scalar(
        select(HiddenView).where(
            HiddenView.check_in_id == check_in.id, HiddenView.account_id == account_id
        )
    )
    before = hides(row)
    if how is before:
        return
    if _HOW_MUCH.index(how) < _HOW_MUCH.index(before) and is_new_device(by):
        raise Refused(NEW_DEVICE)
    if how is Hides.NOTHING:
        db.session.delete(row)
    elif row is not None:
        row.photo_only = how is Hides.PHOTO
    else:
        made = HiddenView(
            person_id=viewer.person.id,
            check_in_id=check_in.id,
            account_id=account_id,
            photo_only=how is Hides.PHOTO,
        )
        if not added(made):
            raise Refused(NOT_YOURS)
    db.session.flush()
    record("view.hidden", by=by, person=viewer.person.id, facts={"how": how.value})
