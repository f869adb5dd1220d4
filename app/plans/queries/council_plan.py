"""The council's own plan, as far as it is named here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.people.queries.names import Names, Who
from app.plans.models import StatutoryPlanRef

MOST_OLDER = 20


def council_plans(viewer: Relation) -> Sequence[StatutoryPlanRef]:
    """What is named of the council's plans, newest first: the one that stands, then older ones.

    Those who may see the part see what stands, the person the older ones too. Others see the
    newest that they wrote down themselves.
    """
    chosen = select(StatutoryPlanRef).where(StatutoryPlanRef.person_id == viewer.person.id)
    if not viewer.is_person:
        chosen = chosen.where(StatutoryPlanRef.ended_at.is_(None))
    if not viewer.may(Part.PLAN_COUNCIL):
        chosen = chosen.where(StatutoryPlanRef.recorded_by == viewer.account_id)
    return db.session.scalars(
        chosen.order_by(StatutoryPlanRef.created_at.desc(), StatutoryPlanRef.id.desc()).limit(
            MOST_OLDER + 1
        )
    ).all()


def recorder_of(viewer: Relation, named: StatutoryPlanRef) -> Who:
    """Who wrote down where the council's plan is."""
    return Names(viewer, [named.recorded_by]).who(named.recorded_by)
