"""My story: what the person wanted, said, did and does now, newest first, in pictures.

Only the person's own words stand in it, never what others think. A step, or what they do themselves
now, may be written down by somebody else: then it says by whom. Others read it as far as they
may read each thing. What the person says about staff is no part of it.
"""

from __future__ import annotations

import uuid
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select

from app.extensions import db
from app.language.formats import LONDON
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    LifeEntry,
    LifeKind,
    OutcomeState,
    OutcomeText,
    Question,
    RowStrike,
    Step,
    StepStands,
    StepState,
    ViewFrom,
)
from app.outcomes.models.check_ins import ON_SCALE
from app.outcomes.queries.check_ins import not_struck, seen_check_ins
from app.outcomes.queries.hidden import hides_photo_from
from app.outcomes.queries.life import seen_life
from app.outcomes.queries.outcomes import seen_outcomes
from app.outcomes.queries.steps import newest_state, seen_steps
from app.outcomes.queries.texts import TextSeen, file_columns, seen
from app.people.predicates import Relation
from app.people.queries.names import Names, Who

PAGE = 10
MONTHS = 6
TOLD = (Lifecycle.ACTIVE, Lifecycle.COMPLETED)
DONE_MYSELF = (LifeKind.MYSELF, LifeKind.LIMIT_LIFTED)


@dataclass(frozen=True)
class Moment:
    """One thing of the story. `row` is what it came from; `text` the outcome it belongs to.

    `writer`: who wrote it down, where that was not the person.
    """

    at: datetime
    kind: str
    row: Any
    text: TextSeen | None = None
    shows_photo: bool = False
    writer: Who | None = None

    @property
    def id(self) -> uuid.UUID:
        found: uuid.UUID = self.row.id
        return found


@dataclass(frozen=True)
class After:
    """Where a page of the story ended: the moment and id of its last thing."""

    at: datetime
    id: uuid.UUID

    @classmethod
    def read(cls, given: str | None) -> After | None:
        """From an address; None for none, and for what is not one of ours."""
        moment, _dot, last = (given or "").partition("~")
        try:
            return cls(datetime.fromtimestamp(int(moment) / 1_000_000, UTC), uuid.UUID(last))
        except (ValueError, OverflowError, OSError):
            return None

    def __str__(self) -> str:
        whole = int(self.at.timestamp()) * 1_000_000 + self.at.microsecond
        return f"{whole}~{self.id}"


def story(viewer: Relation, after: After | None = None) -> tuple[list[Moment], After | None]:
    """A page of the story, and where it goes on. Six queries at most, however long it is."""
    found = [*_said(viewer, after), *_wanted(viewer, after)]
    found += [*_steps(viewer, after), *_life(viewer, after)]
    found.sort(key=lambda moment: (moment.at, moment.id), reverse=True)
    shown = found[:PAGE]
    more = After(shown[-1].at, shown[-1].id) if len(found) > PAGE else None
    return _with_writers(viewer, shown), more


def _with_writers(viewer: Relation, moments: list[Moment]) -> list[Moment]:
    """Whose words they are, where somebody else wrote them into the story of the person."""
    wrote = {moment.id: _written_by(moment) for moment in moments}
    others = {each for each in wrote.values() if each not in (None, viewer.person.account_id)}
    if not others:
        return moments
    names = Names(viewer, others)
    return [
        replace(moment, writer=names.who(by)) if (by := wrote[moment.id]) in others else moment
        for moment in moments
    ]


def _written_by(moment: Moment) -> uuid.UUID | None:
    """Of a step and of what changed in their life; what they want and said is their own."""
    row = moment.row.step if moment.kind == "step" else moment.row
    return row.written_by if moment.kind in ("step", "life") else None


def _before(after: After | None, at: Any, row_id: Any) -> list[ColumnElement[bool]]:
    if after is None:
        return []
    return [or_(at < after.at, and_(at == after.at, row_id < after.id))]


def own_words(viewer: Relation) -> Any:
    """What the person said of their life, as far as this viewer may read it, without mistakes."""
    return seen_check_ins(viewer).where(
        CheckIn.view_from == ViewFrom.ME,
        CheckIn.question != Question.STAFF,
        not_struck(),
        or_(
            CheckIn.answer.in_(ON_SCALE),
            CheckIn.words != "",
            CheckIn.photo_id.is_not(None),
            CheckIn.sound_id.is_not(None),
        ),
    )


def _texts(viewer: Relation) -> Any:
    """The newest words of each outcome that this viewer may see: their ids."""
    return seen_outcomes(viewer).with_only_columns(OutcomeText.id)


def _said(viewer: Relation, after: After | None) -> list[Moment]:
    of_it = and_(OutcomeText.outcome_id == CheckIn.outcome_id, OutcomeText.id.in_(_texts(viewer)))
    rows = db.session.execute(
        own_words(viewer)
        .add_columns(hides_photo_from(viewer), OutcomeText, *file_columns(viewer))
        .outerjoin(OutcomeText, of_it)
        .where(*_before(after, CheckIn.answered_at, CheckIn.id))
        .order_by(CheckIn.answered_at.desc(), CheckIn.id.desc())
        .limit(PAGE + 1)
    )
    return [
        Moment(
            row.answered_at,
            "said",
            row,
            seen(viewer, text, *without) if text is not None else None,
            row.photo is not None and not hidden,
        )
        for row, hidden, text, *without in rows
    ]


def _wanted(viewer: Relation, after: After | None) -> list[Moment]:
    """From when the person wanted something, and when they had it."""
    rows = db.session.execute(
        select(OutcomeState, OutcomeText, *file_columns(viewer))
        .join(OutcomeText, OutcomeText.outcome_id == OutcomeState.outcome_id)
        .where(
            OutcomeText.id.in_(_texts(viewer)),
            OutcomeState.lifecycle.in_(TOLD),
            *_before(after, OutcomeState.created_at, OutcomeState.id),
        )
        .order_by(OutcomeState.created_at.desc(), OutcomeState.id.desc())
        .limit(PAGE + 1)
    )
    return [
        Moment(row.created_at, row.lifecycle.value, row, seen(viewer, text, *without))
        for row, text, *without in rows
    ]


@dataclass(frozen=True)
class StepDone:
    """A step, by the id of the row that says it is done."""

    id: uuid.UUID
    step: Step


def _steps(viewer: Relation, after: After | None) -> list[Moment]:
    """Steps that are done now, from when somebody said so."""
    rows = db.session.execute(
        seen_steps(viewer)
        .add_columns(StepState, OutcomeText, *file_columns(viewer))
        .join(StepState, StepState.thread == Step.thread)
        .join(OutcomeText, OutcomeText.outcome_id == Step.outcome_id)
        .where(
            StepState.id == newest_state(viewer),
            StepState.stands == StepStands.DONE,
            OutcomeText.id.in_(_texts(viewer)),
            *_before(after, StepState.created_at, StepState.id),
        )
        .order_by(StepState.created_at.desc(), StepState.id.desc())
        .limit(PAGE + 1)
    )
    return [
        Moment(state.created_at, "step", StepDone(state.id, step), seen(viewer, text, *without))
        for step, state, text, *without in rows
    ]


def _life(viewer: Relation, after: After | None) -> list[Moment]:
    """Things the person does themselves now, and limits that are gone."""
    chosen = seen_life(viewer).where(
        LifeEntry.kind.in_(DONE_MYSELF), LifeEntry.id.not_in(select(RowStrike.row_id))
    )
    if after is not None:
        day = after.at.date()
        if after.at > midnight(day):
            # A day begins at midnight, before every moment of it.
            chosen = chosen.where(LifeEntry.happened_on <= day)
        else:
            chosen = chosen.where(
                or_(
                    LifeEntry.happened_on < day,
                    and_(LifeEntry.happened_on == day, LifeEntry.id < after.id),
                )
            )
    rows = db.session.scalars(
        chosen.order_by(LifeEntry.happened_on.desc(), LifeEntry.id.desc()).limit(PAGE + 1)
    )
    return [Moment(midnight(row.happened_on), "life", row) for row in rows]


def midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def months_of(viewer: Relation, today: date) -> list[tuple[date, int]]:
    """How often the person said something in each of the last months, the oldest first.

    A count of times, for whoever chooses the chart: never of answers, never better or worse.
    """
    firsts = [_month_before(today, back) for back in reversed(range(MONTHS))]
    begins = datetime.combine(firsts[0], time.min, LONDON)
    rows = db.session.scalars(
        own_words(viewer)
        .where(CheckIn.answered_at >= begins)
        .with_only_columns(CheckIn.answered_at)
    )
    counts = Counter(at.astimezone(LONDON).date().replace(day=1) for at in rows)
    return [(first, counts[first]) for first in firsts]


def _month_before(day: date, back: int) -> date:
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
