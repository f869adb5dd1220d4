"""Portals that fail on purpose, with errors shown as pages, as in production."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from flask.typing import ResponseReturnValue

from app import create_app
from app.config import Settings
from app.extensions import csrf, db
from app.security import public


@csrf.exempt
@public
def keep_words() -> ResponseReturnValue:
    """A view of the tests alone: it takes the write lock, as every action does."""
    db.begin_writing()
    return "kept"


@public
def send_words() -> ResponseReturnValue:
    """A view of the tests alone: any form of ours, with its token."""
    return "sent"


@public
def break_down() -> ResponseReturnValue:
    """A view of the tests alone: a fault whose text holds somebody's words."""
    raise RuntimeError("Zephyrine told nobody but us")


def make_failing(url: str, files: Path) -> Flask:
    """A portal with no tables made and errors shown as pages, as in production."""
    settings = Settings.from_environment(
        {"DATABASE_URL": url, "FILES_URL": str(files), "RATE_LIMITS": "0"}
    )
    portal = create_app(settings)
    portal.add_url_rule("/keep", "keep_words", keep_words, methods=["POST"])
    portal.add_url_rule("/send", "send_words", send_words, methods=["POST"])
    portal.add_url_rule("/break", "break_down", break_down)
    return portal
