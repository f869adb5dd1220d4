"""We see this differently: one point for the next meeting, raised by a rule and never a verdict.

Source: practice B3 and requirement 31. Two steps apart on the scale of three, or the person
against all others. One point at a time for an outcome, and no second one for the same answers.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.outcomes.models import CheckIn, Difference, OutcomeText, Said, ViewFrom
from app.outcomes.queries.check_ins import not_struck, one_voice
from app.outcomes.queries.differences import differ
from app.people.actions.meeting_points import raise_point
from app.people.models import MeetingPoint, Person, PointFrom
from app.people.parts import Part
from app.people.predicates import Relation

# The voices of the person in `Difference.views`; the others stand there by their account.
MINE = "me"
ON_A_PHONE = "me-on-a-phone"


@action
def raise_if_different(*, by: Account, viewer: Relation, check_in: CheckIn) -> Difference | None:
    """After a new view on an outcome: the one point that comes of it, or None."""
    assert check_in.outcome_id is not None
    # Two at once on PostgreSQL: the second waits here, then sees the point of the first.
    alone = select(Person.id).where(Person.id == viewer.person.id)
    db.session.execute(alone.with_for_update(key_share=True))
    newest = _newest(check_in.outcome_id)
    others = [said for voice, said in newest.items() if voice not in (MINE, ON_A_PHONE)]
    mine = newest.get(MINE) or newest.get(ON_A_PHONE)
    if not differ(mine, others) or _is_raised(check_in.outcome_id, newest):
        return None
    title, language = _title(check_in.outcome_id)
    point = raise_point(
        by=by,
        person=viewer.person,
        part=Part.OUTCOMES,
        point_from=PointFrom.DIFFERENCE,
        source_id=check_in.outcome_id,
        words=title,
        language=language,
    )
    made = Difference(
        person_id=viewer.person.id,
        outcome_id=check_in.outcome_id,
        views=_as_kept(newest),
        meeting_point_id=point.id,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _newest(outcome_id: uuid.UUID) -> dict[str, Said]:
    """Voice → its newest answer that nobody struck out, whoever may read it."""
    place = (
        func.row_number()
        .over(
            partition_by=one_voice(),
            order_by=(CheckIn.answered_at.desc(), CheckIn.id.desc()),
        )
        .label("place")
    )
    ranked = (
        select(CheckIn.id, place)
        .where(CheckIn.outcome_id == outcome_id, CheckIn.answer.is_not(None), not_struck())
        .subquery()
    )
    rows = db.session.execute(
        select(CheckIn.said_by, CheckIn.view_from, CheckIn.on_phone_of, CheckIn.answer)
        .join(ranked, ranked.c.id == CheckIn.id)
        .where(ranked.c.place == 1)
    )
    return {_voice(row): row.answer for row in rows}


def _voice(row: Any) -> str:
    """Whose view it is, as `Difference.views` names it."""
    if row.view_from is not ViewFrom.ME:
        return str(row.said_by)
    return MINE if row.on_phone_of is None else ON_A_PHONE


def _as_kept(newest: dict[str, Said]) -> dict[str, str]:
    return {voice: said.value for voice, said in sorted(newest.items())}


def _is_raised(outcome_id: uuid.UUID, newest: dict[str, Said]) -> bool:
    """Is a point still open for this outcome, or was one talked about for these very answers?

    Who agreed since and differs again is at another point: that is not the same answer.
    """
    rows = db.session.execute(
        select(Difference.views, Difference.created_at, MeetingPoint.done_at)
        .join(MeetingPoint, MeetingPoint.id == Difference.meeting_point_id)
        .where(Difference.outcome_id == outcome_id)
        .order_by(Difference.created_at.desc(), Difference.id.desc())
    ).all()
    if any(row.done_at is None for row in rows):
        return True
    if not rows or rows[0].views != _as_kept(newest):
        return False
    return not _changed_since(outcome_id, rows[0].created_at, rows[0].views)


def _changed_since(outcome_id: uuid.UUID, at: datetime, views: dict[str, str]) -> bool:
    """Did one of the voices say something else after that?"""
    rows = db.session.execute(
        select(CheckIn.said_by, CheckIn.view_from, CheckIn.on_phone_of, CheckIn.answer).where(
            CheckIn.outcome_id == outcome_id,
            CheckIn.created_at > at,
            CheckIn.answer.is_not(None),
            not_struck(),
        )
    )
    return any(views.get(_voice(row)) != row.answer.value for row in rows)


def _title(outcome_id: uuid.UUID) -> tuple[str, str]:
    """What it is called, and in which language that is."""
    row = db.session.execute(
        select(OutcomeText.title, OutcomeText.language)
        .where(OutcomeText.outcome_id == outcome_id)
        .order_by(OutcomeText.number.desc())
        .limit(1)
    ).one()
    return row.title, row.language
