"""The one commit of a request, with the log of reads.

An unsafe method that answers under 400 commits once; all else rolls back; GET never writes.
The log of reads and of refused sign-ins is the one exception: it is kept either way.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Response, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.extensions import db

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Portal(Flask):
    """Flask with the one commit: a response leaves only after its transaction is settled."""

    def dispatch_request(self) -> ResponseReturnValue:
        try:
            response = self.make_response(super().dispatch_request())
            settle(response)
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
