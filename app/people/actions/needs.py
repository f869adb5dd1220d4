"""What helps somebody take part: added, and taken away when it no longer holds."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.people.models import CommunicationNeed, NeedKind


@dataclass(frozen=True)
class Said:
    """A need as somebody wrote it, in their language."""

    kind: NeedKind
    need: str
    how_met: str
    language: str
    may_be_shared: bool = False


@action
def add_need(
    *,
    by: Account,
    person_id: uuid.UUID,
    key: uuid.UUID,
    said: Said,
    member_id: uuid.UUID | None = None,
) -> bool:
    """Add a need of the person, or with `member_id` of a member. False when the key is taken.

    `key` becomes the id: a form sent twice is kept once.
    """
    there = db.session.get(CommunicationNeed, key)
    if there is not None:
        return there.person_id == person_id and there.written_by == by.id
    db.session.add(
        CommunicationNeed(
            id=key, person_id=person_id, member_id=member_id, written_by=by.id, **vars(said)
        )
    )
    record(
        "need.added",
        by=by,
        person=person_id,
        about=f"communication_need:{key}",
        facts={"kind": said.kind.value, "of": "member" if member_id else "person"},
    )
    return True


@action
def end_need(*, by: Account, need: CommunicationNeed) -> None:
    """It no longer holds. A second tap changes nothing."""
    if need.ended_at is None:
        need.ended_at = now()
        record("need.ended", by=by, person=need.person_id, about=f"communication_need:{need.id}")
