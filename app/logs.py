"""Structured logs: one line a request. No personal words, no addresses, no ids of people."""

from __future__ import annotations

import logging
import sys
import time
import traceback
import uuid
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request

log = structlog.get_logger()

# Asking for help and leaving fast leave no line: when somebody did it is nobody's to read.
UNLOGGED = ("/help", "/leave")


def init_app(app: Flask) -> None:
    """JSON lines to standard error; each request with its id, endpoint, status and time."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    app.before_request(_begin)
    app.after_request(_end)
    # Flask's own words for a failure hold the address and the values that were being written.
    app.log_exception = lambda exc_info: log_failure(exc_info[1])  # type: ignore[method-assign]


def log_failure(error: BaseException | None) -> None:
    """One line for a failure: its kind, and where in the code. Its words may be personal."""
    log.error(
        "failure",
        id=g.get("request_id", ""),
        kind=type(error).__name__,
        cause=type(error.__cause__).__name__ if error is not None and error.__cause__ else "",
        where=_places(error.__traceback__ if error is not None else None),
    )


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = uuid.uuid4().hex[:12]


def _end(response: Response) -> Response:
    response.headers["X-Request-Id"] = g.request_id
    if request.path.rstrip("/").startswith(UNLOGGED):
        return response
    # The endpoint, not the path: a path can hold the id of a person.
    log.info(
        "request",
        id=g.request_id,
        method=request.method,
        endpoint=request.endpoint or "none",
        status=response.status_code,
        ms=round((time.perf_counter() - g.began) * 1000, 1),
    )
    return response


def _places(trace: TracebackType | None) -> list[str]:
    """The last places of a traceback, without values: "views.py:31 show_help"."""
    frames: Any = traceback.extract_tb(trace)[-8:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
