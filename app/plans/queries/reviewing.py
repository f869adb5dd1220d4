"""Looking at the plan again: when, what each thinks of it, and what came of it before."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, exists, or_, select, true
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from app.extensions import db
from app.people.models import Person
from app.people.parts import PLAN_SECTIONS, PROFESSIONALS_ONLY, Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import (
    PlanReview,
    PlanStart,
    PlanVersion,
    ReviewView,
    SupportPlan,
    VersionSection,
)
from app.plans.queries.reading import reads_words_of_all

HELD_PAGE = 12


def sees_sections(viewer: Relation) -> bool:
    """Is some of the plan shared with this viewer, so that they take part in looking at it?

    The council's own plan alone is none of it. A safeguarding override opens parts, no talk.
    """
    return any(viewer.shares(part) for part in PLAN_SECTIONS)


@dataclass(frozen=True)
class PointOfView:
    """What somebody thinks of the plan: their newest words, and the older ones.

    The older ones are for the person and for whoever wrote them. `helper`: who helped the person
    to say it; its name is None where this viewer may not know them.
    """

    who: Who
    view: ReviewView
    earlier: tuple[ReviewView, ...]
    helper: Who | None


def followed(person_id: uuid.UUID) -> PlanVersion | None:
    """The version that everybody follows now."""
    return db.session.scalar(
        select(PlanVersion)
        .join(PlanStart, PlanStart.version_id == PlanVersion.id)
        .where(PlanVersion.person_id == person_id)
        .order_by(PlanVersion.number.desc())
        .limit(1)
    )


def coming_views(viewer: Relation) -> list[PointOfView]:
    """What everybody thinks since the plan was looked at last. Two queries.

    The viewer's own first, then the person's, then others' in the order of writing. What a member
    thinks whom this viewer may not know, or of sections that the viewer may not see, is absent.
    """
    return _points(viewer, [_since_the_last(viewer.person.id)])


def _since_the_last(person_id: uuid.UUID) -> ColumnElement[bool]:
    """Said after the review that was written down last."""
    return ~(
        exists()
        .where(
            PlanReview.person_id == person_id,
            PlanReview.created_at >= ReviewView.created_at,
        )
        .correlate(ReviewView)
    )


def views_at(viewer: Relation, review: PlanReview) -> list[PointOfView]:
    """What everybody thought when that review was held, as far as it was open to the viewer."""
    other = aliased(PlanReview)
    an_earlier_one = exists().where(
        other.person_id == viewer.person.id,
        other.created_at < review.created_at,
        other.created_at >= ReviewView.created_at,
    )
    conditions = [
        ReviewView.created_at <= review.created_at,
        ~an_earlier_one.correlate(ReviewView),
    ]
    if not viewer.is_person:
        own = ReviewView.written_by == viewer.account_id
        since = _since(viewer)
        conditions.append(or_(own, ReviewView.created_at >= since) if since else own)
    return _points(viewer, conditions)


def newest_view(person_id: uuid.UUID, account_id: uuid.UUID) -> ReviewView | None:
    """The newest words of one account since the last review."""
    return db.session.scalar(
        select(ReviewView)
        .where(
            ReviewView.person_id == person_id,
            ReviewView.written_by == account_id,
            _since_the_last(person_id),
        )
        .order_by(*_newest_first(ReviewView))
        .limit(1)
    )


def _points(viewer: Relation, conditions: Iterable[ColumnElement[bool]]) -> list[PointOfView]:
    rows = db.session.scalars(
        select(ReviewView)
        .where(ReviewView.person_id == viewer.person.id, _is_for(viewer), *conditions)
        .order_by(*_newest_first(ReviewView))
    ).all()
    if not rows:
        return []
    by_writer: dict[uuid.UUID, list[ReviewView]] = {}
    for row in rows:
        by_writer.setdefault(row.written_by, []).append(row)
    names = Names(viewer, by_writer)
    found = [
        _point(names, account_id, views)
        # Whoever spoke first stands first.
        for account_id, views in reversed(by_writer.items())
        if names.who(account_id).is_known
    ]
    return sorted(found, key=lambda each: (not each.who.is_viewer, not each.who.is_person))


def _is_for(viewer: Relation) -> ColumnElement[bool]:
    """Whose words about the plan a viewer may read: their own, and the person's.

    What somebody else thinks of the whole may tell of any section: it is for the person, and for
    whoever sees every section of that version but for the rules by law.
    """
    if viewer.is_person:
        return true()
    hidden = exists().where(
        VersionSection.version_id == ReviewView.version_id,
        VersionSection.section.in_(_unseen(viewer)),
    )
    said_by = [ReviewView.written_by == viewer.account_id, ~hidden]
    if viewer.person.account_id is not None:
        said_by.append(ReviewView.written_by == viewer.person.account_id)
    return or_(*said_by)


def _unseen(viewer: Relation) -> list[Part]:
    return [
        part for part in PLAN_SECTIONS if part not in PROFESSIONALS_ONLY and not viewer.may(part)
    ]


def _point(names: Names, account_id: uuid.UUID, views: list[ReviewView]) -> PointOfView:
    who = names.who(account_id)
    reads_older = names.viewer.is_person or who.is_viewer
    return PointOfView(
        who=who,
        view=views[0],
        earlier=tuple(views[1:]) if reads_older else (),
        helper=_helper(names, views[0]),
    )


def _helper(names: Names, view: ReviewView) -> Who | None:
    member = names.by_member.get(view.helped_by[0]) if view.helped_by else None
    if member is None:
        return None
    is_viewer = member.account_id is not None and member.account_id == names.viewer.account_id
    return Who(name=names.of_member(member), is_person=False, is_viewer=is_viewer)


def _newest_first(
    model: type[ReviewView] | type[PlanReview],
) -> tuple[ColumnElement[datetime], ...]:
    return (model.created_at.desc(), model.id.desc())  # type: ignore[return-value]


def _since(viewer: Relation) -> datetime | None:
    """Since when some of the plan is open to this viewer."""
    return min(
        (
            viewer.since[part]
            for part in PLAN_SECTIONS
            if viewer.shares(part) and part in viewer.since
        ),
        default=None,
    )


def may_read(viewer: Relation) -> list[ColumnElement[bool]]:
    """Which reviews a viewer may read, among whom are only those who see some of the plan.

    The person reads all. Others read the last one, those written down since they see some of the
    plan, and their own: what came before was never shared with them.
    """
    mine = PlanReview.person_id == viewer.person.id
    if viewer.is_person:
        return [mine]
    other = aliased(PlanReview)
    last = (
        select(other.id)
        .where(other.person_id == viewer.person.id)
        .order_by(other.created_at.desc(), other.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    since = _since(viewer)
    open_to_them = [PlanReview.recorded_by == viewer.account_id, PlanReview.id == last]
    if since is not None:
        open_to_them.append(PlanReview.created_at >= since)
    return [mine, or_(*open_to_them)]


@dataclass(frozen=True)
class Looking:
    """When the plan is looked at again, and the reviews that the viewer may read, newest first.

    `is_followed`: there is a plan to look at. `further`: the review to go on from.
    """

    review_on: date | None
    is_followed: bool
    held: Sequence[PlanReview]
    further: PlanReview | None


def looking(viewer: Relation, before: uuid.UUID | None = None) -> Looking:
    """All that the page of reviews says but what people think. One query."""
    read = may_read(viewer)
    if before is not None:
        other = aliased(PlanReview)
        read.append(
            PlanReview.created_at
            < select(other.created_at)
            .where(other.id == before, other.person_id == viewer.person.id)
            .scalar_subquery()
        )
    rows = db.session.execute(
        select(
            SupportPlan.review_on,
            exists().where(PlanStart.person_id == Person.id).correlate(Person),
            PlanReview,
        )
        .select_from(Person)
        .outerjoin(SupportPlan, SupportPlan.person_id == Person.id)
        .outerjoin(PlanReview, and_(*read))
        .where(Person.id == viewer.person.id)
        .order_by(*_newest_first(PlanReview))
        .limit(HELD_PAGE + 1)
    ).all()
    review_on, is_followed, _ = rows[0]
    held = [review for _, _, review in rows if review is not None]
    more = len(held) > HELD_PAGE
    held = held[:HELD_PAGE]
    return Looking(review_on, is_followed, held, held[-1] if more else None)


def reads_changes(viewer: Relation, review: PlanReview) -> bool:
    """May this viewer read what a review changes? It may tell of any section of the plan.

    Whoever wrote it may, and whoever sees every section but for the rules by law.
    """
    if review.recorded_by == viewer.account_id:
        return True
    return reads_words_of_all(viewer, review.version_id)


def review_held(viewer: Relation, review_id: uuid.UUID) -> PlanReview | None:
    """One review that the viewer may read."""
    return db.session.scalar(
        select(PlanReview).where(PlanReview.id == review_id, *may_read(viewer))
    )


def writer_of(viewer: Relation, review: PlanReview) -> Who:
    """Who wrote a review down."""
    return Names(viewer, [review.recorded_by]).who(review.recorded_by)


def reads_names(viewer: Relation, review: PlanReview) -> bool:
    """May the viewer read who was there? It names the circle, which is shared apart."""
    return viewer.shares(Part.CIRCLE) or review.recorded_by == viewer.account_id


@dataclass(frozen=True)
class Due:
    """When the plan is looked at again. `days` from today: 0 is today, less than 0 is past."""

    on: date
    days: int

    @property
    def is_past(self) -> bool:
        return self.days < 0


def due(review_on: date | None, today: date) -> Due | None:
    """The day of the next review, and how far off it is; None while no day is set."""
    return Due(review_on, (review_on - today).days) if review_on is not None else None
