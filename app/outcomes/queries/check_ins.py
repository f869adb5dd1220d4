"""What people said of how it is going, as far as a viewer may read it. Never averaged."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, false, func, or_, select

from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import organisation_ids_of
from app.outcomes.models import (
    CheckIn,
    HiddenView,
    Question,
    RowStrike,
    StaffAnswerYes,
    ViewFrom,
)
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

# The order in which views stand beside each other: the person's first.
SIDES = tuple(ViewFrom)


@dataclass(frozen=True)
class View:
    """One check-in with who said it, and whether its photo is for this viewer."""

    check_in: CheckIn
    who: Who
    shows_photo: bool
    strike: RowStrike | None = None


def seen_check_ins(viewer: Relation) -> Select[CheckIn]:
    """The check-ins that a viewer may read: the one rule, for pages, counts and files alike.

    Others read what is shared, from those whom they may know, without what the person hid from
    them. What the person says about staff opens by its own part, or by a separate yes.
    """
    chosen = select(CheckIn).where(CheckIn.person_id == viewer.person.id)
    if viewer.is_person:
        return chosen
    hidden = select(HiddenView.check_in_id).where(
        HiddenView.person_id == viewer.person.id,
        HiddenView.account_id == viewer.account_id,
        HiddenView.photo_only.is_(False),
    )
    return chosen.where(
        known_to(viewer, CheckIn.said_by),
        CheckIn.id.not_in(hidden),
        or_(_about_life(viewer), _about_staff(viewer)),
    )


def _about_life(viewer: Relation) -> ColumnElement[bool]:
    if not viewer.may(Part.OUTCOMES):
        return false()
    return CheckIn.question != Question.STAFF


def _about_staff(viewer: Relation) -> ColumnElement[bool]:
    is_about_staff = CheckIn.question == Question.STAFF
    if viewer.shares(Part.ABOUT_STAFF):
        return is_about_staff
    if not viewer.shares(Part.OUTCOMES):
        return false()
    # Those who run the provider, never the worker whom it is about.
    places = organisation_ids_of(viewer.account_id, Role.PROVIDER_MANAGER)
    if not places:
        return false()
    said_yes = select(StaffAnswerYes.check_in_id).where(StaffAnswerYes.organisation_id.in_(places))
    return is_about_staff & CheckIn.id.in_(said_yes)


def newest_views(viewer: Relation, outcome_id: uuid.UUID) -> dict[ViewFrom, list[View]]:
    """The newest view of each account on one outcome, by side, the person's side first.

    At most four queries, however many views there are.
    """
    newest = (
        seen_check_ins(viewer)
        .where(CheckIn.outcome_id == outcome_id)
        .with_only_columns(
            CheckIn.id,
            func.row_number()
            .over(
                partition_by=(CheckIn.said_by, CheckIn.view_from),
                order_by=(CheckIn.answered_at.desc(), CheckIn.id.desc()),
            )
            .label("place"),
        )
        .subquery()
    )
    rows = db.session.scalars(
        select(CheckIn)
        .join(newest, newest.c.id == CheckIn.id)
        .where(newest.c.place == 1)
        .order_by(CheckIn.answered_at.desc(), CheckIn.id.desc())
    ).all()
    views = told(viewer, rows)
    return {side: [view for view in views if view.check_in.view_from is side] for side in SIDES}


def told(viewer: Relation, rows: Sequence[CheckIn]) -> list[View]:
    """Check-ins with who said them, their strikes, and whether their photos show."""
    if not rows:
        return []
    names = Names(viewer, {row.said_by for row in rows})
    ids = [row.id for row in rows]
    strikes = {
        strike.row_id: strike
        for strike in db.session.scalars(select(RowStrike).where(RowStrike.row_id.in_(ids)))
    }
    without_photo = _photos_hidden(viewer, ids)
    return [
        View(row, names.who(row.said_by), row.id not in without_photo, strikes.get(row.id))
        for row in rows
    ]


def _photos_hidden(viewer: Relation, ids: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    if viewer.is_person:
        return set()
    return set(
        db.session.scalars(
            select(HiddenView.check_in_id).where(
                HiddenView.account_id == viewer.account_id,
                HiddenView.check_in_id.in_(list(ids)),
            )
        )
    )


def check_in_for(viewer: Relation, check_in_id: uuid.UUID) -> View | None:
    """One check-in that the viewer may read."""
    row = db.session.scalar(seen_check_ins(viewer).where(CheckIn.id == check_in_id))
    return told(viewer, [row])[0] if row is not None else None
