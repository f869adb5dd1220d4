"""The worker: delivers what is due, tries again what failed, does the jobs. It never gives up.

A lease, not a held lock: no transaction is open while a mail server thinks. A kill between
hand-over and commit leaves the lease to run out; then the same message goes once more, with the
same Message-ID.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from datetime import datetime, timedelta

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from app.audit import SYSTEM
from app.database import now
from app.extensions import db
from app.logs import log, log_failure
from app.notices import actions, queries
from app.notices.actions import Message
from app.notices.carriers import SECONDS_TO_WAIT, carrier_for
from app.notices.jobs import Job, jobs

LEASE = timedelta(minutes=3)
PAUSE = 1.0
PAUSE_WITHOUT_DATABASE = 5.0
# A hand-over begins only when it can end before the lease does: connect, greet, send.
ROOM = timedelta(seconds=3 * SECONDS_TO_WAIT)


class Worker:
    """One worker process. `stop` is set by SIGTERM; what is in hand is finished first."""

    def __init__(self, app: Flask, lease: timedelta = LEASE) -> None:
        self.app = app
        self.lease = lease
        self.stop = threading.Event()
        self._done: dict[str, float] = {}

    def run(self) -> None:
        """Until asked to stop. A database that is gone is waited for."""
        log.info("worker.began")
        while not self.stop.is_set():
            pause = PAUSE
            try:
                if self.deliver_due():
                    pause = 0.0
                self.do_jobs()
            except (DBAPIError, sqlite3.OperationalError, PoolTimeout) as problem:
                log_failure(problem)
                pause = PAUSE_WITHOUT_DATABASE
            self.stop.wait(pause)
        log.info("worker.ended")

    def deliver_due(self) -> int:
        """Deliver one batch. How many were leased."""
        with self.app.app_context():
            at = now()
            if not queries.is_anything_due(at):
                db.rollback()
                return 0
            with db.writing():
                batch = actions.lease(by=SYSTEM, until=at + self.lease, at=at)
            left = list(batch)
            try:
                while left and not self.stop.is_set() and self._has_room(left[0].lease_until):
                    self._deliver(left.pop(0))
            finally:
                if left:
                    with db.writing():
                        actions.release(by=SYSTEM, messages=left)
            return len(batch)

    def _has_room(self, until: datetime) -> bool:
        return now() < until - min(ROOM, self.lease / 2)

    def _deliver(self, message: Message) -> None:
        """Hand one message over and write what came of it."""
        if message.tries > actions.MOST_TRIES:
            self._failed(message, "Interrupted")
            return
        try:
            carrier = carrier_for(message.channel)
            carrier.hand_over(message)
        # Whatever a mail server or a network does, the others must still get their messages.
        except Exception as problem:
            self._failed(message, type(problem).__name__)
            return
        with db.writing():
            settle = actions.keep_in_outbox if carrier.shows else actions.mark_sent
            settle(by=SYSTEM, message=message)

    def _failed(self, message: Message, error: str) -> None:
        log.warning("notice.failed", tries=message.tries, error=error)
        with db.writing():
            actions.mark_failed(by=SYSTEM, message=message, error=error)

    def do_jobs(self) -> None:
        """Run each job that is due. One that fails is told and tried at its next time."""
        with self.app.app_context():
            due = [job for job in jobs() if self._is_due(job)]
        for job in due:
            self._done[job.name] = time.monotonic()
            with self.app.app_context():
                try:
                    job.run()
                except Exception as problem:
                    db.rollback()
                    log_failure(problem)

    def _is_due(self, job: Job) -> bool:
        last = self._done.get(job.name)
        return last is None or time.monotonic() - last >= job.every.total_seconds()
