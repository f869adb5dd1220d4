"""What a review leaves to talk about: what it changes, and where people see things differently."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.people.models import MeetingPoint, PointFrom
from app.people.predicates import Relation
from app.plans.models import PlanReview
from app.plans.queries.reviewing import PointOfView, reads_changes, views_at


@dataclass(frozen=True)
class ToTalkAbout:
    """What the review changes; or that something does not work for one and works for others.

    `source_id`: the review, or the view of the one. `is_kept`: it is a point for the next meeting.
    """

    source_id: uuid.UUID
    is_kept: bool
    one: PointOfView | None = None
    others: tuple[PointOfView, ...] = ()

    @property
    def point_from(self) -> PointFrom:
        return PointFrom.DIFFERENCE if self.one is not None else PointFrom.REVIEW


def to_talk_about(viewer: Relation, review: PlanReview) -> list[ToTalkAbout]:
    """As far as this viewer may read the review and what people thought. Five queries at most."""
    views = views_at(viewer, review)
    differences = {
        one.view.id: (one, others)
        for one in views
        if one.view.not_working
        and (others := tuple(each for each in views if each is not one and each.view.working))
    }
    changes = [review.id] if reads_changes(viewer, review) else []
    kept = _kept(viewer, [*changes, *differences])
    return [
        *(ToTalkAbout(each, each in kept) for each in changes),
        *(ToTalkAbout(each, each in kept, *both) for each, both in differences.items()),
    ]


def _kept(viewer: Relation, sources: list[uuid.UUID]) -> set[uuid.UUID | None]:
    rows = db.session.scalars(
        select(MeetingPoint.source_id).where(
            MeetingPoint.person_id == viewer.person.id, MeetingPoint.source_id.in_(sources)
        )
    )
    return set(rows)


def point_from(person_id: uuid.UUID, source_id: uuid.UUID) -> MeetingPoint | None:
    """The point that was made of it."""
    return db.session.scalar(
        select(MeetingPoint).where(
            MeetingPoint.person_id == person_id, MeetingPoint.source_id == source_id
        )
    )
