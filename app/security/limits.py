"""Limits on failures: what goes wrong is counted, not what goes right.

Seventeen people who sign in from one house are welcome; the eleventh wrong password waits.
Keys are hashed, so that no address of anybody stands in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime

from flask import Response, current_app, request
from flask_limiter import RouteLimit
from flask_limiter.util import get_remote_address
from limits import parse

from app.extensions import limiter

WRONG_PASSWORDS = "10 per 15 minutes"
WRONG_PASSWORDS_FROM_ONE_PLACE = "100 per hour"
WRONG_PASSWORDS_OF_ONE_ACCOUNT = "100 per day"
LINKS_ASKED_FOR = "5 per hour"
LINKS_FROM_ONE_PLACE = "60 per hour"
BAD_LINKS = "30 per 15 minutes"
# Applying has seven steps, and a library one address.
STEPS_FROM_ONE_PLACE = "400 per hour"
APPLICATIONS_FROM_ONE_PLACE = "30 per hour"
UNMET_FROM_ONE_PLACE = "30 per hour"
BAD_PASSKEYS = "30 per 15 minutes"


def failures(limit: str, kind: str, key: Callable[[], str]) -> RouteLimit:
    """Decorator: count the answers 410 and 422 of a view, by `key`, together with all of `kind`."""
    return _limit(limit, kind, key, lambda response: response.status_code in (410, 422))


def requests(limit: str, kind: str, key: Callable[[], str]) -> RouteLimit:
    """Decorator: count what a view did not refuse, where asking often is the harm itself."""
    return _limit(limit, kind, key, lambda response: response.status_code < 400)


def kept(limit: str, kind: str, key: Callable[[], str]) -> RouteLimit:
    """Decorator: count what a view kept and answered with a way on (303), not its steps."""
    return _limit(limit, kind, key, lambda response: response.status_code == 303)


def within(limit: str, kind: str, key: Callable[[], str]) -> bool:
    """Count one of `kind`; False where that is too many. For what is then left out in silence."""
    if not current_app.config["RATE_LIMITS"]:
        return True
    return limiter.limiter.hit(parse(limit), kind, _hashed(kind, key))


def _hashed(kind: str, key: Callable[[], str]) -> str:
    return hashlib.sha256(f"{kind}|{key()}".encode()).hexdigest()


def _limit(
    limit: str, kind: str, key: Callable[[], str], counts: Callable[[Response], bool]
) -> RouteLimit:
    return limiter.shared_limit(
        limit,
        scope=kind,
        key_func=lambda: _hashed(kind, key),
        deduct_when=counts,
        exempt_when=lambda: not current_app.config["RATE_LIMITS"],
    )


def from_here() -> str:
    """Where the request comes from."""
    return get_remote_address()


def typed_email() -> str:
    """The address in the form, without case and outer spaces."""
    return request.form.get("email", "").strip().lower()[:254]


def typed_email_from_here() -> str:
    return f"{from_here()}|{typed_email()}"


def try_again_at() -> datetime | None:
    """When the limit that was just met ends, for the page of 429; None where there is none."""
    met = limiter.current_limit
    return datetime.fromtimestamp(met.reset_at, UTC) if met is not None else None
