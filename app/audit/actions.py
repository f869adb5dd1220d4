"""Writing the audit: one place, in the transaction of what it tells."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Protocol, TypeVar

from flask import g
from flask_login import current_user

from app.audit.models import AccessEvent, AuditEvent
from app.database import now
from app.extensions import db
from app.transactions import keep_in_any_case


class Actor(Protocol):
    """Who does something: an account, or the system itself."""

    @property
    def id(self) -> uuid.UUID | None: ...


@dataclass(frozen=True)
class System:
    """The worker and the command line: nobody's account."""

    id: None = None
    name: str = "system"


SYSTEM = System()
Result = TypeVar("Result")


def action(write: Callable[..., Result]) -> Callable[..., Result]:
    """Decorator of every write: keyword-only, with its actor, under the write lock."""

    @wraps(write)
    def under_lock(*, by: Actor, **given: Any) -> Result:
        db.begin_writing()
        return write(by=by, **given)

    return under_lock


def record(
    name: str,
    *,
    by: Actor,
    person: uuid.UUID | None = None,
    about: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """Write an audit event into this transaction. `facts` holds ids and enums, never words."""
    db.session.add(
        AuditEvent(name=name, actor_id=by.id, person_id=person, about=about, facts=facts or {})
    )


def record_in_any_case(
    name: str,
    *,
    by: Actor,
    person: uuid.UUID | None = None,
    about: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """Like `record`, kept even when the request is refused: a wrong password, a refused share."""
    keep_in_any_case(lambda: record(name, by=by, person=person, about=about, facts=facts))


def looked(person_id: uuid.UUID, part: str, how: str = "screen") -> None:
    """This request's account looks at `part` of a person. How: screen, print, export, api, photo.

    The person's own account is logged too: somebody else may have opened it.
    """
    # Whoever read what the account is to the person says as what it looks at this part.
    role_at = g.get("viewer_roles", {}).get(person_id)
    role = role_at(part) if role_at is not None else g.get("viewer_role", "account")
    actor_id = current_user.id
    seen: set[tuple[uuid.UUID, str, str]] = g.setdefault("looked_at", set())
    if (person_id, part, how) in seen:
        return
    seen.add((person_id, part, how))
    event = AccessEvent(
        person_id=person_id, actor_id=actor_id, actor_role=role, part=part, how=how, looked_at=now()
    )
    keep_in_any_case(lambda: db.session.add(event))
