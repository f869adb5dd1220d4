"""We see this differently: one point for the next meeting, raised by a rule and never a verdict.

Source: practice B3 and requirement 31. Two steps apart on the scale of three, or the person
against all others. One point at a time for an outcome, and no second one for the same answers.
"""

from __future__ import annotations

import uuid

from sqlalchemy import func, select

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.outcomes.models import CheckIn, Difference, OutcomeText, Said, ViewFrom
from app.outcomes.models.check_ins import ON_SCALE
from app.people.actions.meeting_points import raise_point
from app.people.models import MeetingPoint, PointFrom
from app.people.parts import Part
from app.people.predicates import Relation

APART = 2


def differ(mine: Said | None, others: list[Said]) -> bool:
    """Do these newest answers differ? Answers that stand on no scale say nothing here."""
    heights = [said.height for said in (mine, *others) if said is not None]
    on_scale = [height for height in heights if height is not None]
    if on_scale and max(on_scale) - min(on_scale) >= APART:
        return True
    if mine is None or mine.height is None:
        return False
    beside = [said.height for said in others if said.height is not None]
    return bool(beside) and all(height != mine.height for height in beside)


@action
def raise_if_different(*, by: Account, viewer: Relation, check_in: CheckIn) -> Difference | None:
    """After a new view on an outcome: the one point that comes of it, or None."""
    assert check_in.outcome_id is not None
    newest = _newest(check_in.outcome_id)
    mine = next((said for side, said in newest.values() if side is ViewFrom.ME), None)
    others = [said for side, said in newest.values() if side is not ViewFrom.ME]
    if not differ(mine, others) or _is_raised(check_in.outcome_id, newest):
        return None
    point = raise_point(
        by=by,
        person=viewer.person,
        part=Part.OUTCOMES,
        point_from=PointFrom.DIFFERENCE,
        source_id=check_in.outcome_id,
        words=_title(check_in.outcome_id),
        language=check_in.language,
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


def _newest(outcome_id: uuid.UUID) -> dict[uuid.UUID, tuple[ViewFrom, Said]]:
    """Account → its newest answer on the scale, whoever may read it."""
    place = (
        func.row_number()
        .over(
            partition_by=(CheckIn.said_by, CheckIn.view_from),
            order_by=(CheckIn.answered_at.desc(), CheckIn.id.desc()),
        )
        .label("place")
    )
    ranked = (
        select(CheckIn.said_by, CheckIn.view_from, CheckIn.answer, place)
        .where(CheckIn.outcome_id == outcome_id, CheckIn.answer.in_(ON_SCALE))
        .subquery()
    )
    rows = db.session.execute(select(ranked).where(ranked.c.place == 1))
    return {row.said_by: (row.view_from, row.answer) for row in rows}


def _as_kept(newest: dict[uuid.UUID, tuple[ViewFrom, Said]]) -> dict[str, str]:
    return {str(account): said.value for account, (_side, said) in sorted(newest.items())}


def _is_raised(outcome_id: uuid.UUID, newest: dict[uuid.UUID, tuple[ViewFrom, Said]]) -> bool:
    """Is a point still open for this outcome, or was one talked about for these very answers?"""
    rows = db.session.execute(
        select(Difference.views, MeetingPoint.done_at)
        .join(MeetingPoint, MeetingPoint.id == Difference.meeting_point_id)
        .where(Difference.outcome_id == outcome_id)
        .order_by(Difference.id.desc())
    ).all()
    if any(row.done_at is None for row in rows):
        return True
    return bool(rows) and rows[0].views == _as_kept(newest)


def _title(outcome_id: uuid.UUID) -> str:
    title = db.session.scalar(
        select(OutcomeText.title)
        .where(OutcomeText.outcome_id == outcome_id)
        .order_by(OutcomeText.number.desc())
        .limit(1)
    )
    return title or ""
