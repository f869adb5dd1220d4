"""The command line: `flask --app wsgi worker`."""

from __future__ import annotations

import signal
from datetime import timedelta

import click
from flask import current_app

from app.notices.worker import LEASE, Worker


@click.command("worker")
@click.option("--once", is_flag=True, help="Deliver what is due now, do the jobs, then end.")
@click.option(
    "--lease",
    "seconds",
    type=float,
    default=LEASE.total_seconds(),
    show_default=True,
    help="For how many seconds a message is kept from other workers.",
)
def work(once: bool, seconds: float) -> None:
    """Deliver messages and do what is due, until SIGTERM."""
    worker = Worker(current_app._get_current_object(), timedelta(seconds=seconds))  # type: ignore[attr-defined]
    if once:
        while worker.deliver_due():
            pass
        worker.do_jobs()
        return
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop.set())
    worker.run()
