"""The one commit of a request, with the log of reads.

An unsafe method that answers under 400 commits once; all else rolls back; GET never writes.
The log of reads and of refused sign-ins is one exception: it is kept either way. A count that
nobody would miss is the other: it is written when all else is settled, or not at all.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException

from app.extensions import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Portal(Flask):
    """Flask with the one commit: a response leaves only after its transaction is settled."""

    def dispatch_request(self) -> ResponseReturnValue:
        try:
            response = self.make_response(super().dispatch_request())
            settle(response)
            _keep_what_is_possible()
        except HTTPException:
            # A view that aborts is a refusal too: what is kept in any case is kept.
            settle_refusal()
            raise
        except BaseException:
            db.rollback()
            raise
        return response


def keep_in_any_case(write: Callable[[], None]) -> None:
    """Run `write` when the request is settled, even if everything else is rolled back."""
    g.setdefault("kept_in_any_case", []).append(write)


def keep_if_possible(write: Callable[[], None]) -> None:
    """Run `write` by itself when the request is settled. Where that fails, the answer stands."""
    g.setdefault("kept_if_possible", []).append(write)


def _keep_what_is_possible() -> None:
    for write in g.pop("kept_if_possible", []):
        try:
            with db.writing():
                write()
        except DBAPIError:
            current_app.log_exception(sys.exc_info())


def settle(response: Response) -> None:
    """Commit or roll back, and write what is kept in any case."""
    if request.method in SAFE_METHODS or response.status_code >= 400:
        settle_refusal()
        return
    for write in g.pop("kept_in_any_case", []):
        write()
    if "db_session" in g:
        db.commit()


def settle_refusal() -> None:
    """Roll back, then write what is kept in any case in a transaction of its own."""
    kept = g.pop("kept_in_any_case", [])
    db.rollback()
    if kept:
        db.begin_writing()
        for write in kept:
            write()
        db.commit()
