"""Do views differ? The rule, and what a viewer may know of it.

Source: practice B3 and requirement 31. Two steps apart on the scale of three, or the person
against all others.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import exists, select

from app.extensions import db
from app.outcomes.models import Difference, Said, ViewFrom
from app.outcomes.queries.check_ins import View
from app.people.models import MeetingPoint

APART = 2


def differ(mine: Said | None, others: Iterable[Said | None]) -> bool:
    """Do these newest answers differ? Answers that stand on no scale say nothing here."""
    beside = [said.height for said in others if said is not None and said.height is not None]
    own = mine.height if mine is not None else None
    on_scale = [*beside, own] if own is not None else beside
    if on_scale and max(on_scale) - min(on_scale) >= APART:
        return True
    return own is not None and bool(beside) and all(height != own for height in beside)


def seen_to_differ(views: Mapping[ViewFrom, list[View]]) -> bool:
    """The rule over what one viewer may read: nobody learns of a view that is hidden from them."""
    own = views.get(ViewFrom.ME) or []
    mine = own[0].check_in.answer if own else None
    others = [
        view.check_in.answer
        for side, found in views.items()
        if side is not ViewFrom.ME
        for view in found
    ]
    return differ(mine, others)


def is_point_open(outcome_id: uuid.UUID) -> bool:
    """Does a point about this difference wait for the next meeting? For the person alone."""
    waits = (
        select(Difference.id)
        .join(MeetingPoint, MeetingPoint.id == Difference.meeting_point_id)
        .where(Difference.outcome_id == outcome_id, MeetingPoint.done_at.is_(None))
    )
    return bool(db.session.scalar(select(exists(waits))))
