"""Outcomes: what I want in my life, and how it is going, said by me first."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask

from app.config import BadSetting


def init_app(app: Flask) -> None:
    """Check the council's framework of tags; what outcomes add to what the worker does.

    Raises BadSetting.
    """
    from app.notices.jobs import Job, add_job
    from app.outcomes.actions.monthly import make_all
    from app.outcomes.framework import BadFramework, framework
    from app.outcomes.reminders import remind_all

    if named := app.config["OUTCOME_FRAMEWORK"]:
        try:
            framework(Path(named))
        except BadFramework as problem:
            raise BadSetting(f"OUTCOME_FRAMEWORK is no framework of tags. {problem}") from problem
    add_job(app, Job("remind-to-say-how-it-goes", timedelta(hours=1), remind_all))
    add_job(app, Job("make-monthly-pages", timedelta(hours=6), make_all))


def blueprints() -> list[Blueprint]:
    from app.outcomes import views

    return views.blueprints()
