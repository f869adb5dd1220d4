"""What the person hid, as conditions for every query that reads it. Source: the design, hiding.

From one account, or from everybody who works at a place at this moment, whichever way they come
to read: new staff do not get it either.
"""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, and_, exists, false, or_

from app.organisations.queries import organisation_ids_of
from app.outcomes.models import CheckIn, HiddenThing, Hides, OutcomeText, Question
from app.people.parts import Part
from app.people.predicates import Relation


def _is_for(account_id: uuid.UUID, *at_a_place: ColumnElement[bool]) -> ColumnElement[bool]:
    """Is a row of HiddenThing about this account? By its place only where `at_a_place` holds."""
    own = HiddenThing.account_id == account_id
    places = organisation_ids_of(account_id)
    if not places:
        return own
    return or_(own, and_(HiddenThing.organisation_id.in_(places), *at_a_place))


def _row_of_a_view(account_id: uuid.UUID, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whoever said it, or on whose phone it was, would see that it is gone: their place hides it
    from the others alone."""
    not_theirs = (CheckIn.said_by != account_id, CheckIn.on_phone_of.is_distinct_from(account_id))
    about_it = HiddenThing.check_in_id == CheckIn.id
    return exists().where(about_it, _is_for(account_id, *not_theirs), *more)


def hides_view(account_id: uuid.UUID) -> ColumnElement[bool]:
    """Did the person hide a check-in from this account?

    Also where they hid its photo and it says nothing else: an empty view would be a trace.
    """
    is_photo_alone = and_(
        CheckIn.answer.is_(None),
        CheckIn.words == "",
        CheckIn.observed == "",
        CheckIn.sound_id.is_(None),
    )
    return _row_of_a_view(account_id, or_(HiddenThing.what == Hides.ALL, is_photo_alone))


def _of_a_view(viewer: Relation, hidden: ColumnElement[bool]) -> ColumnElement[bool]:
    """Does hiding a check-in from this viewer work? Nothing is hidden from the person.

    Nor from whom the council let in to keep them safe: whoever holds the person's phone could hide
    what the council must see. What the person says about staff opens by no override.
    """
    if viewer.is_person:
        return false()
    if _is_let_in(viewer):
        return and_(CheckIn.question == Question.STAFF, hidden)
    return hidden


def _is_let_in(viewer: Relation) -> bool:
    return Part.OUTCOMES in viewer.overridden


def hides_view_from(viewer: Relation) -> ColumnElement[bool]:
    return _of_a_view(viewer, hides_view(viewer.account_id))


def hides_photo_from(viewer: Relation) -> ColumnElement[bool]:
    """Did the person hide the photo of a check-in, or all of it?"""
    return _of_a_view(viewer, _row_of_a_view(viewer.account_id))


def hides_files_from(viewer: Relation) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Did the person hide the photo, and the sound, of the outcome of an `OutcomeText`?"""
    if viewer.is_person or _is_let_in(viewer):
        return false(), false()
    row = exists().where(
        HiddenThing.outcome_id == OutcomeText.outcome_id, _is_for(viewer.account_id)
    )
    return (
        row.where(HiddenThing.what.in_((Hides.PHOTO, Hides.BOTH))),
        row.where(HiddenThing.what.in_((Hides.SOUND, Hides.BOTH))),
    )
