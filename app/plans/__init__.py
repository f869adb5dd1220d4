"""The support plan: written together, agreed part by part, never lost."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Flask


def init_app(app: Flask) -> None:
    """What the plan adds to pages of slices below it, and to what the worker does."""
    from app.notices.jobs import Job, add_job
    from app.people.queries.profile import more_sources
    from app.plans.queries.passport import of_profile
    from app.plans.reminders import remind_all

    more_sources(app, of_profile)
    add_job(app, Job("remind-of-reviews", timedelta(hours=1), remind_all))


def blueprints() -> list[Blueprint]:
    from app.plans import views

    return views.blueprints()
