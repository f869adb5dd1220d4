"""The person's separate yes: a provider may read one answer about staff. It can end."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import delete

from app.accounts.models import Account
from app.accounts.sessions import is_new_device
from app.audit import action, record
from app.extensions import db
from app.outcomes.models import CheckIn, Question, StaffAnswerYes
from app.outcomes.queries.staff_answers import places_of
from app.people.actions.sharing import NEW_DEVICE
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused, added

__all__ = ["Refused", "end_yes", "say_yes"]


@action
def say_yes(*, by: Account, viewer: Relation, check_in: CheckIn) -> None:
    """The managers of the place where that worker works may read this one answer from now on.

    Raises Refused: for anybody but the person, where there is no such place, and on a new device:
    whoever took the phone could open it.
    """
    _refuse_others(viewer, check_in)
    if is_new_device(by):
        raise Refused(NEW_DEVICE)
    places = places_of(check_in)
    if not places:
        raise Refused(NOT_YOURS)
    for place in places:
        made = StaffAnswerYes(check_in_id=check_in.id, organisation_id=place.id, said_by=by.id)
        if added(made):
            _note("staff-answer.opened", by, viewer, check_in, [place.id])


@action
def end_yes(*, by: Account, viewer: Relation, check_in: CheckIn) -> None:
    """Nobody at a provider may read this answer any more. A second tap changes nothing."""
    _refuse_others(viewer, check_in)
    ended = db.session.scalars(
        delete(StaffAnswerYes)
        .where(StaffAnswerYes.check_in_id == check_in.id)
        .returning(StaffAnswerYes.organisation_id)
    ).all()
    if ended:
        _note("staff-answer.closed", by, viewer, check_in, ended)


def _refuse_others(viewer: Relation, check_in: CheckIn) -> None:
    own = viewer.is_person and check_in.person_id == viewer.person.id
    if not own or check_in.question is not Question.STAFF:
        raise Refused(NOT_YOURS)


def _note(
    what: str, by: Account, viewer: Relation, check_in: CheckIn, places: Iterable[uuid.UUID]
) -> None:
    record(
        what,
        by=by,
        person=viewer.person.id,
        about=f"check_in:{check_in.id}",
        facts={"organisations": [str(place) for place in places]},
    )
