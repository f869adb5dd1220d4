"""Health, for machines: alive, and ready. No cookies, no words about anybody."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify
from sqlalchemy.exc import SQLAlchemyError

from app.logs import log_failure
from app.security import public

health = Blueprint("health", __name__)


@health.get("/healthz")
@public
def show_alive() -> Response:
    """This process answers. The database is not asked: a dead database is no reason to restart."""
    return _answer({"alive": True})


@health.get("/readyz")
@public
def show_ready() -> Response:
    """The database is reachable and its migrations are at head; else 503 and which of the two."""
    try:
        at_head: bool = current_app.extensions["is_at_head"]()
    except SQLAlchemyError as error:
        log_failure(error)
        return _answer({"ready": False, "lacking": "database"}, 503)
    if not at_head:
        return _answer({"ready": False, "lacking": "migrations"}, 503)
    return _answer({"ready": True})


def _answer(facts: dict[str, object], status: int = 200) -> Response:
    response = jsonify(facts)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
