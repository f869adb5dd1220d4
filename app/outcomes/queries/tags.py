"""The tags behind an outcome."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.extensions import db
from app.outcomes.models import OutcomeTag


def tags_of(outcome_id: uuid.UUID) -> set[str]:
    return set(
        db.session.scalars(select(OutcomeTag.tag).where(OutcomeTag.outcome_id == outcome_id))
    )
