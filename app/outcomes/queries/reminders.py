"""What the person chose about being asked."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.extensions import db
from app.outcomes.models import Reminder


def reminder_of(person_id: uuid.UUID) -> Reminder | None:
    return db.session.scalar(select(Reminder).where(Reminder.person_id == person_id))
