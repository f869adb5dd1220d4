"""What a review leaves to talk about: what it changes, and where people see things differently."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import and_, or_, select

from app.extensions import db
from app.people.models import MeetingPoint
from app.people.predicates import Relation
from app.plans.models import PlanReview, ReviewView
from app.plans.queries.reviewing import PointOfView, may_read, reads_changes, views_at


@dataclass(frozen=True)
class ToTalkAbout:
    """What the review changes; or that something does not work for one and works for others.

    `source_id`: the review, or the view of the one. `is_kept`: it is a point for the next meeting.
    """

    source_id: uuid.UUID
    is_kept: bool
    one: PointOfView | None = None
    others: tuple[PointOfView, ...] = ()


def held_with_points(
    viewer: Relation, review_id: uuid.UUID
) -> tuple[PlanReview, set[uuid.UUID]] | None:
    """A review that the viewer may read, and of what points were made already. One query."""
    of_views = select(ReviewView.id).where(ReviewView.person_id == viewer.person.id)
    rows = db.session.execute(
        select(PlanReview, MeetingPoint.source_id)
        .outerjoin(
            MeetingPoint,
            and_(
                MeetingPoint.person_id == PlanReview.person_id,
                or_(
                    MeetingPoint.source_id == PlanReview.id,
                    MeetingPoint.source_id.in_(of_views),
                ),
            ),
        )
        .where(PlanReview.id == review_id, *may_read(viewer))
    ).all()
    return (rows[0][0], {source for _review, source in rows if source}) if rows else None


def to_talk_about(viewer: Relation, review: PlanReview, kept: set[uuid.UUID]) -> list[ToTalkAbout]:
    """As far as this viewer may read the review and what people thought. Four queries at most.

    `kept`: of what points were made already.
    """
    views = views_at(viewer, review)
    differences = {
        one.view.id: (one, others)
        for one in views
        if one.view.not_working
        and (others := tuple(each for each in views if each is not one and each.view.working))
    }
    changes = [review.id] if reads_changes(viewer, review) else []
    return [
        *(ToTalkAbout(each, each in kept) for each in changes),
        *(ToTalkAbout(each, each in kept, *both) for each, both in differences.items()),
    ]


def point_from(person_id: uuid.UUID, source_id: uuid.UUID) -> MeetingPoint | None:
    """The point that was made of it."""
    return db.session.scalar(
        select(MeetingPoint).where(
            MeetingPoint.person_id == person_id, MeetingPoint.source_id == source_id
        )
    )
