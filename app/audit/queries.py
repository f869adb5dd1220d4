"""Reading the audit back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import select

from app.audit.models import AccessEvent
from app.extensions import db


def looks_at(
    person_id: uuid.UUID, most: int = 50, before: uuid.UUID | None = None
) -> Sequence[AccessEvent]:
    """Who looked at a person's parts, newest first, at most `most` from `before` on."""
    chosen = select(AccessEvent).where(AccessEvent.person_id == person_id)
    if before is not None:
        chosen = chosen.where(AccessEvent.id < before)
    return db.session.scalars(chosen.order_by(AccessEvent.id.desc()).limit(most)).all()
