"""What the worker does for the choosing of staff."""

from __future__ import annotations

from datetime import timedelta

from app.notices.jobs import Job
from app.staff_choice.actions.erasing import erase_due
from app.staff_choice.actions.lost_lock import tell_all_of_lost_locks
from app.staff_choice.actions.publishing import close_all_past

ERASE_APPLICANTS = Job("erase-applicants", timedelta(hours=1), erase_due)
CLOSE_JOBS = Job("close-jobs", timedelta(hours=1), close_all_past)
TELL_OF_LOST_LOCKS = Job("tell-of-lost-locks", timedelta(hours=1), tell_all_of_lost_locks)
