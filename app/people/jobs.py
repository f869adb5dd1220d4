"""What the worker does for the people slice."""

from __future__ import annotations

from datetime import timedelta

from app.audit import SYSTEM
from app.extensions import db
from app.notices.jobs import Job
from app.people.actions.overrides import look_after
from app.people.actions.stored_files import tidy_files


def look_after_overrides() -> None:
    """Note the safeguarding overrides that ran out, and ask for the reviews that are due."""
    with db.writing():
        look_after(by=SYSTEM)


def tidy_the_store() -> None:
    """Throw away the files of uploads that were never kept."""
    tidy_files(by=SYSTEM)


TIDY_FILES = Job("tidy-files", timedelta(hours=6), tidy_the_store)
LOOK_AFTER_OVERRIDES = Job("look-after-overrides", timedelta(minutes=15), look_after_overrides)
