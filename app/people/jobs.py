"""What the worker does for the people slice."""

from __future__ import annotations

from datetime import timedelta

from app.audit import SYSTEM
from app.extensions import db
from app.notices.jobs import Job
from app.people.actions.overrides import look_after


def look_after_overrides() -> None:
    """Note the safeguarding overrides that ran out, and ask for the reviews that are due."""
    with db.writing():
        look_after(by=SYSTEM)


LOOK_AFTER_OVERRIDES = Job("look-after-overrides", timedelta(minutes=15), look_after_overrides)
