"""Choosing my staff: from "what I want" to the first day, with the person's say deciding."""

from __future__ import annotations

from flask import Blueprint, Flask


def init_app(app: Flask) -> None:
    """What the choosing of staff adds to what the worker does."""
    from app.notices.jobs import add_job
    from app.staff_choice.jobs import CLOSE_JOBS, ERASE_APPLICANTS, TELL_OF_LOST_LOCKS

    add_job(app, ERASE_APPLICANTS)
    add_job(app, CLOSE_JOBS)
    add_job(app, TELL_OF_LOST_LOCKS)


def blueprints() -> list[Blueprint]:
    from app.staff_choice import views

    return views.blueprints()
