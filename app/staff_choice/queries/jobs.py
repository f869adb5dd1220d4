"""Jobs as they stand: facts, lines of the sheet, texts, stage. For the circle and for everybody."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from flask import g
from sqlalchemy import ColumnElement, Select, and_, select
from sqlalchemy.orm import aliased, joinedload

from app.extensions import db
from app.people.actions.records import today
from app.people.models import CircleMember, Person
from app.people.predicates import Relation
from app.staff_choice.models import (
    Box,
    Criterion,
    PublicField,
    Vacancy,
    VacancyCriterion,
    VacancyStage,
    VacancyState,
    VacancyText,
)

# Nothing is written any more: a new job is a new row.
OVER = frozenset({VacancyStage.CLOSED, VacancyStage.WITHDRAWN})
# It was seen by everybody, so its address says kindly that it is gone.
WAS_PUBLIC = frozenset({VacancyStage.PUBLISHED, *OVER})


def stage_on(said: VacancyStage, closes_on: date, day: date) -> VacancyStage:
    """Where a job stands on a day. It closes by itself the day after its closing date.

    Asked at the moment of use: it closes in time, also while the worker process is down.
    """
    over = said is VacancyStage.PUBLISHED and day > closes_on
    return VacancyStage.CLOSED if over else said


def mark_of(*values: object) -> str:
    """What a form carries of what its writer saw, so that two editors overwrite nothing."""
    told = "\x1f".join(str(value) for value in values)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Job:
    """One job with all that its pages show. `states`: the oldest first, at least one."""

    vacancy: Vacancy
    states: Sequence[VacancyState]
    lines: Sequence[Criterion] = ()
    texts: tuple[VacancyText, ...] = ()

    @property
    def state(self) -> VacancyState:
        return self.states[-1]

    @cached_property
    def stage(self) -> VacancyStage:
        return stage_on(self.state.stage, self.vacancy.closes_on, today())

    @property
    def is_over(self) -> bool:
        return self.stage in OVER

    @property
    def was_public(self) -> bool:
        return any(each.stage is VacancyStage.PUBLISHED for each in self.states)

    @property
    def shown_texts(self) -> list[VacancyText]:
        """The short texts that say something, in their order."""
        return [each for each in self.texts if each.words]

    def text(self, field: PublicField) -> VacancyText | None:
        return next((each for each in self.texts if each.field is field), None)

    @property
    def boxes(self) -> list[tuple[Box, list[Criterion]]]:
        """What the job asks for, box by box, what must be first."""
        found = []
        for box in Box:
            lines = [line for line in self.lines if line.box is box]
            if lines:
                found.append((box, sorted(lines, key=lambda line: not line.essential)))
        return found

    @property
    def facts_mark(self) -> str:
        v = self.vacancy
        who = (v.employer.value, v.organisation_id, v.lock_member_id)
        return mark_of(*who, v.minutes_a_week, v.pay_pence, v.closes_on, v.district, v.town)

    @property
    def lines_mark(self) -> str:
        return mark_of(*sorted(line.id for line in self.lines))

    @property
    def texts_mark(self) -> str:
        return mark_of(*(each.id for each in self.texts))

    @property
    def risk_mark(self) -> str:
        return mark_of(self.vacancy.risk_text, self.vacancy.risk_agreed_by)

    @property
    def whole_mark(self) -> str:
        """All that a stranger reads, and where it stands: what a yes is a yes to."""
        return mark_of(self.facts_mark, self.lines_mark, self.texts_mark, self.state.number)


def read_job(vacancy_id: uuid.UUID) -> Job | None:
    """A job by its id, for nobody in particular: actions ask their own rules. Two queries."""
    return _one(Vacancy.id == vacancy_id)


def job_rows(vacancy_id: uuid.UUID, more: ColumnElement[Any]) -> Sequence[Any]:
    """The rows of a job, and something more of it that whoever asks has to know first.

    What comes next and shows the job (`job_for`) reads no row twice.
    """
    rows = _rows(Vacancy.id == vacancy_id, more)
    g.setdefault("job_rows", {})[vacancy_id] = rows
    return rows


def job_for(viewer: Relation, vacancy_id: uuid.UUID) -> Job | None:
    """A job of this person; None for another's."""
    rows = g.get("job_rows", {}).pop(vacancy_id, None)
    found = _job(rows) if rows is not None else read_job(vacancy_id)
    return found if found is not None and found.vacancy.person_id == viewer.person.id else None


def jobs_for(viewer: Relation) -> list[Job]:
    """All jobs of this person, the newest first, without their words. Two queries."""
    found = db.session.scalars(
        select(Vacancy).where(Vacancy.person_id == viewer.person.id).order_by(Vacancy.id.desc())
    ).all()
    return with_states(found)


def open_jobs(district: str = "") -> list[Job]:
    """What everybody may see now, by closing date; of one district where one is named."""
    chosen = at_stage(VacancyStage.PUBLISHED).where(Vacancy.closes_on >= today())
    if district:
        chosen = chosen.where(Vacancy.district == district)
    found = db.session.scalars(chosen.order_by(Vacancy.closes_on, Vacancy.id)).all()
    return with_states(found)


def job_by_number(number: str) -> Job | None:
    """A job by its public name, if it was ever public and is not being written anew."""
    job = _one(Vacancy.number == number)
    return job if job is not None and job.stage in WAS_PUBLIC and job.was_public else None


def _one(which: ColumnElement[bool]) -> Job | None:
    """One job: its states and its newest texts come along with it, its lines in a second query."""
    return _job(_rows(which))


def _rows(which: ColumnElement[bool], *more: ColumnElement[Any]) -> Sequence[Any]:
    newer = aliased(VacancyText)
    newest = ~(
        select(newer.id)
        .where(
            newer.vacancy_id == VacancyText.vacancy_id,
            newer.field == VacancyText.field,
            newer.number > VacancyText.number,
        )
        .exists()
    )
    return db.session.execute(
        select(Vacancy, VacancyState, VacancyText, *more)
        .join(VacancyState, VacancyState.vacancy_id == Vacancy.id)
        .outerjoin(VacancyText, and_(VacancyText.vacancy_id == Vacancy.id, newest))
        .options(
            joinedload(Vacancy.person).joinedload(Person.account),
            joinedload(Vacancy.organisation),
            joinedload(Vacancy.lock_member).joinedload(CircleMember.account),
        )
        .where(which)
    ).all()


def _job(rows: Sequence[Any]) -> Job | None:
    if not rows:
        return None
    vacancy: Vacancy = rows[0].Vacancy
    states = {row.VacancyState.number: row.VacancyState for row in rows}
    texts = {row.VacancyText.field: row.VacancyText for row in rows if row.VacancyText}
    return Job(
        vacancy,
        [states[number] for number in sorted(states)],
        _lines([vacancy.id])[vacancy.id],
        tuple(texts[field] for field in PublicField if field in texts),
    )


def at_stage(stage: VacancyStage) -> Select[Vacancy]:
    """Vacancies whose newest state is this one."""
    later = aliased(VacancyState)
    newer = (
        select(later.id)
        .where(later.vacancy_id == VacancyState.vacancy_id, later.number > VacancyState.number)
        .exists()
    )
    return (
        select(Vacancy)
        .join(VacancyState, VacancyState.vacancy_id == Vacancy.id)
        .where(VacancyState.stage == stage, ~newer)
    )


def with_states(found: Sequence[Vacancy]) -> list[Job]:
    """Vacancies with where they stand, without their words. One query."""
    states = _states(found)
    return [Job(each, states[each.id]) for each in found]


def _states(found: Iterable[Vacancy]) -> dict[uuid.UUID, list[VacancyState]]:
    ids = [each.id for each in found]
    states: dict[uuid.UUID, list[VacancyState]] = {each: [] for each in ids}
    if ids:
        rows = select(VacancyState).where(VacancyState.vacancy_id.in_(ids))
        for state in db.session.scalars(rows.order_by(VacancyState.number)):
            states[state.vacancy_id].append(state)
    return states


def _lines(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Criterion]]:
    lines: dict[uuid.UUID, list[Criterion]] = {each: [] for each in ids}
    rows = select(VacancyCriterion).where(VacancyCriterion.vacancy_id.in_(ids))
    for link in db.session.scalars(rows.order_by(VacancyCriterion.id)):
        lines[link.vacancy_id].append(link.criterion)
    return lines


def job_ids_past(day: date) -> list[uuid.UUID]:
    """Published, and past their closing date on that day."""
    past = at_stage(VacancyStage.PUBLISHED).where(Vacancy.closes_on < day)
    return [each.id for each in db.session.scalars(past)]
