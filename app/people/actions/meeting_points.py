"""Points for the next meeting: raised in one room or another, kept until there are meetings."""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.people.models import MeetingPoint, Person, PointFrom
from app.people.parts import Part


@action
def raise_point(
    *,
    by: Account,
    person: Person,
    part: Part,
    point_from: PointFrom,
    source_id: uuid.UUID | None,
    words: str,
    language: str,
) -> MeetingPoint:
    """Keep something to talk about. Who may see `part` and know the raiser may read it."""
    made = MeetingPoint(
        person_id=person.id,
        part=part,
        point_from=point_from,
        source_id=source_id,
        words=words,
        language=language,
        raised_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    record(
        "meeting-point.raised",
        by=by,
        person=person.id,
        about=f"meeting_point:{made.id}",
        facts={"part": part.value, "from": point_from.value},
    )
    return made


@action
def finish_point(*, by: Account, point: MeetingPoint) -> None:
    """We talked about it. A second tap changes nothing."""
    if point.done_at is not None:
        return
    point.done_at, point.done_by = now(), by.id
    record(
        "meeting-point.done",
        by=by,
        person=point.person_id,
        about=f"meeting_point:{point.id}",
        facts={"part": point.part.value},
    )
