"""Reading the audit back."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import ColumnElement, select

from app.audit.models import AccessEvent
from app.extensions import db


def looks_at(
    person_id: uuid.UUID,
    most: int = 50,
    before: uuid.UUID | None = None,
    only: Sequence[ColumnElement[bool]] = (),
) -> Sequence[AccessEvent]:
    """Who looked at a person's parts, newest first, at most `most` from `before` on.

    `only`: conditions of the slice that asks, on the rows of AccessEvent.
    """
    chosen = select(AccessEvent).where(AccessEvent.person_id == person_id, *only)
    if before is not None:
        chosen = chosen.where(AccessEvent.id < before)
    return db.session.scalars(chosen.order_by(AccessEvent.id.desc()).limit(most)).all()
