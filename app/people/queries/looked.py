"""Who looked: the rows of the log, told as visits. Gone accounts stay without a name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import Account
from app.audit.models import AccessEvent
from app.audit.queries import looks_at
from app.extensions import db
from app.language.formats import LONDON
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.let_in import OVERRIDE_ROLE
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Part
from app.people.queries.overrides import told_looks

ROWS = 200
_KEPT_SAFE = _l("To keep you safe")
_HOW = {
    "print": _l("as a print"),
    "photo": _l("a photo"),
    "sound": _l("a sound"),
    "export": _l("as a copy"),
}


@dataclass
class Visit:
    """All that one account looked at on one day: who, as what, when first, which parts and how."""

    account_id: uuid.UUID
    name: str
    is_me: bool
    role: LazyWords | None
    at: datetime
    what: list[str] = field(default_factory=list)


def visits(person: Person, before: uuid.UUID | None = None) -> tuple[list[Visit], uuid.UUID | None]:
    """A page of visits of others, newest first, and the id to go on from. Four queries.

    The person's own stand apart: whoever reads their plan every day would push everybody else off
    the first page, and the page would say that nobody looked.
    """
    others = AccessEvent.actor_id != person.account_id
    rows = looks_at(person.id, ROWS + 1, before, [*told_looks(person.id), others])
    names = _names(person, {row.actor_id for row in rows})
    return _told(person, rows[:ROWS], names), _further(rows)


def own_visits(
    person: Person, before: uuid.UUID | None = None
) -> tuple[list[Visit], uuid.UUID | None]:
    """A page of the person's own visits, and the id to go on from. One query."""
    rows = looks_at(person.id, ROWS + 1, before, [AccessEvent.actor_id == person.account_id])
    return _told(person, rows[:ROWS], {}), _further(rows)


def _further(rows: Sequence[AccessEvent]) -> uuid.UUID | None:
    return rows[ROWS - 1].id if len(rows) > ROWS else None


def _names(person: Person, ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What the person calls them, else their own name."""
    found = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(ids))).all()
    called = db.session.execute(
        select(CircleMember.account_id, CircleMember.who).where(
            CircleMember.person_id == person.id, CircleMember.account_id.in_(ids)
        )
    ).all()
    names = {row.id: row.name for row in found}
    return names | {id_: who for id_, who in called if id_ and who}


def _told(person: Person, rows: Iterable[AccessEvent], names: dict[uuid.UUID, str]) -> list[Visit]:
    told: dict[tuple[uuid.UUID, object, bool], Visit] = {}
    for row in rows:
        to_keep_safe = row.actor_role.startswith(OVERRIDE_ROLE)
        key = (row.actor_id, row.looked_at.astimezone(LONDON).date(), to_keep_safe)
        visit = told.get(key)
        if visit is None:
            is_me = row.actor_id == person.account_id
            role = None if is_me else _role(row.actor_role)
            visit = Visit(row.actor_id, names.get(row.actor_id, ""), is_me, role, row.looked_at)
            told[key] = visit
        what = _what(row)
        if what not in visit.what:
            visit.what.append(what)
    return list(told.values())


def _role(value: str) -> LazyWords | None:
    if value.startswith(OVERRIDE_ROLE):
        return _KEPT_SAFE
    try:
        return Relationship(value).words
    except ValueError:
        return None


def _what(row: AccessEvent) -> str:
    try:
        words = str(Part(row.part).words)
    except ValueError:
        words = str(_l("Your page"))
    return f"{words}: {_HOW[row.how]}" if row.how in _HOW else words
