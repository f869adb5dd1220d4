"""Points for the next meeting, as far as the viewer sees the part and may know who raised them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import Select, or_, select

from app.extensions import db
from app.people.models import MeetingPoint, PointFrom
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who, known_to

PAGE = 20


@dataclass(frozen=True)
class Point:
    """A point with who raised it."""

    point: MeetingPoint
    raiser: Who


def _seen(viewer: Relation) -> Select[MeetingPoint]:
    """The person reads all. Others read what waits, and what was done since they see the part."""
    seen = [part for part in Part if viewer.may(part)]
    chosen = select(MeetingPoint).where(
        MeetingPoint.person_id == viewer.person.id,
        MeetingPoint.part.in_(seen),
        known_to(viewer, MeetingPoint.raised_by),
    )
    if viewer.is_person:
        return chosen
    done_since = [
        (MeetingPoint.part == part) & (MeetingPoint.done_at >= viewer.since[part])
        for part in seen
        if part in viewer.since
    ]
    mine = MeetingPoint.raised_by == viewer.account_id
    # A difference tells that somebody sees it otherwise, who may be unknown or hidden.
    chosen = chosen.where(MeetingPoint.point_from != PointFrom.DIFFERENCE)
    return chosen.where(or_(MeetingPoint.done_at.is_(None), mine, *done_since))


def points_for(
    viewer: Relation, *, done: bool, before: uuid.UUID | None = None
) -> tuple[list[Point], uuid.UUID | None]:
    """A page of points, newest first, and the id to go on from. Three queries at most."""
    is_done = MeetingPoint.done_at.is_not(None)
    chosen = _seen(viewer).where(is_done if done else ~is_done)
    if before is not None:
        chosen = chosen.where(MeetingPoint.id < before)
    rows = db.session.scalars(chosen.order_by(MeetingPoint.id.desc()).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    names = Names(viewer, {row.raised_by for row in shown}) if shown else None
    points = [Point(row, names.who(row.raised_by)) for row in shown] if names else []
    return points, shown[-1].id if len(rows) > PAGE else None


def point_for(viewer: Relation, point_id: uuid.UUID) -> MeetingPoint | None:
    """One point that this viewer may read."""
    return db.session.scalar(_seen(viewer).where(MeetingPoint.id == point_id))
