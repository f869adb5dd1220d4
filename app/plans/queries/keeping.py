"""What the plan's keeper is told, and on home: whose comments wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember, Role
from app.organisations.queries import has_role
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import PLAN_SECTIONS, Part
from app.people.predicates import Relation
from app.people.queries.circle import members_for
from app.plans.models import Comment, Suggestion, SupportPlan
from app.plans.queries.comments import WAITS, waiting
from app.plans.queries.reviewing import Due, due

# Days before a review when everybody is reminded of it. Source: the issue of the support plan.
REVIEW_SOON = 14


@dataclass(frozen=True)
class Keeping:
    """What waits for the keeper of a plan.

    `waiting`: section → comments that they may read. `others_wait`: some wait that they may not
    read. They are told so and no more: no number, no section. Source: the design, "a plan's
    keeper without live sharing".
    """

    waiting: dict[Part, int]
    others_wait: bool
    review: Due | None
    suggestions: int

    @property
    def is_quiet(self) -> bool:
        """Is there nothing to do? A review that is far off is none."""
        soon = self.review is not None and self.review.days <= REVIEW_SOON
        return not (self.waiting or self.others_wait or soon or self.suggestions)


def keeping(viewer: Relation, at: datetime, today: date) -> Keeping:
    """What waits in this plan, as far as its keeper may know it. Two queries."""
    found, others_wait = waiting(viewer, at)
    person_id = viewer.person.id
    seen = [part for part in PLAN_SECTIONS if viewer.may(part)]
    review_on, suggestions = db.session.execute(
        select(
            select(SupportPlan.review_on)
            .where(SupportPlan.person_id == person_id)
            .scalar_subquery(),
            select(func.count())
            .select_from(Suggestion)
            .where(
                Suggestion.person_id == person_id,
                Suggestion.section.in_(seen),
                ~Suggestion.answer.has(),
            )
            .scalar_subquery(),
        )
    ).one()
    return Keeping(found, others_wait, due(review_on, today), suggestions)


def possible_keepers(viewer: Relation) -> Sequence[CircleMember]:
    """Whom the person may name: members who said yes, for they need an account. One query."""
    return [each for each in members_for(viewer) if each.account_id is not None]


def people_with_waiting_comments(account: Account, at: datetime, most: int) -> list[Person]:
    """The people whose plan this account keeps and where a comment waits for 7 days. One query.

    The same rules as `app.plans.predicates.is_keeper`, for everybody at once.
    """
    mine, keeper = aliased(CircleMember), aliased(CircleMember)
    chosen = (
        select(Person)
        .join(mine, mine.person_id == Person.id)
        .outerjoin(SupportPlan, SupportPlan.person_id == Person.id)
        .outerjoin(keeper, and_(keeper.id == SupportPlan.keeper_id, _still_keeps(keeper)))
        .where(
            mine.account_id == account.id,
            mine.ended_at.is_(None),
            or_(keeper.id == mine.id, _by_default(account, mine, keeper)),
            select(Comment.id)
            .where(
                Comment.person_id == Person.id,
                Comment.created_at < at - WAITS,
                ~Comment.end.has(),
            )
            .correlate(Person)
            .exists(),
        )
        .order_by(func.lower(Person.called), Person.id)
        .limit(most)
    )
    return list(db.session.scalars(chosen).unique())


def _still_keeps(keeper: type[CircleMember]) -> ColumnElement[bool]:
    """In the circle, and still at the place that they came for."""
    works_there = (
        select(OrganisationMember.id)
        .join(Organisation)
        .where(
            OrganisationMember.account_id == keeper.account_id,
            OrganisationMember.organisation_id == keeper.organisation_id,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
            Organisation.closed_at.is_(None),
        )
        .correlate(keeper)
        .exists()
    )
    return and_(
        keeper.ended_at.is_(None),
        keeper.account_id.is_not(None),
        or_(keeper.organisation_id.is_(None), works_there),
    )


def _by_default(
    account: Account, mine: type[CircleMember], keeper: type[CircleMember]
) -> ColumnElement[bool]:
    """Where nobody keeps the plan, the care manager does."""
    if not has_role(account, Role.CARE_MANAGER):
        return keeper.id == mine.id
    return and_(keeper.id.is_(None), mine.relationship_kind == Relationship.CARE_MANAGER)
