"""Notices: a message to one account, on screen, by email or text, delivered by the worker.

A notice knows an account only by its id: this slice stands below accounts.
"""

from __future__ import annotations

from flask import Blueprint, Flask


def init_app(app: Flask) -> None:
    """Give the command line `worker`, and the worker its own cleaning job."""
    from app.notices.commands import work
    from app.notices.jobs import add_jobs

    app.cli.add_command(work)
    add_jobs(app)


def blueprints() -> list[Blueprint]:
    from app.notices.views import views

    return [views]
