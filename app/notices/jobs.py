"""What the worker does besides delivering: a list of jobs, each with how often it is due.

Slices add theirs in their `init_app`; the worker runs those that are due between two messages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from flask import Flask, current_app

from app.audit import SYSTEM
from app.extensions import db
from app.logs import log_failure
from app.notices import actions

Item = TypeVar("Item")


@dataclass(frozen=True)
class Job:
    """One thing to do again and again. `run` writes in a transaction of its own."""

    name: str
    every: timedelta
    run: Callable[[], None]


def add_job(app: Flask, job: Job) -> None:
    """Let the worker of this app do `job`. The same name again replaces it."""
    app.extensions.setdefault("jobs", {})[job.name] = job


def jobs() -> list[Job]:
    """Every job, in the order in which they were added."""
    return list(current_app.extensions.get("jobs", {}).values())


def one_by_one(items: Iterable[Item], do: Callable[[Item], object]) -> None:
    """Each in its own transaction: what fails for one is told, and leaves the others theirs."""
    for item in items:
        try:
            with db.writing():
                do(item)
        # Whatever is wrong with one, the others must not wait for it.
        except Exception as problem:
            db.rollback()
            log_failure(problem)


def add_jobs(app: Flask) -> None:
    add_job(app, Job("forget-old-messages", timedelta(hours=6), _forget_old_messages))


def _forget_old_messages() -> None:
    actions.forget_old_messages(by=SYSTEM)
