"""What is published, and the counts of a quarter before anything is hidden."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Subquery, and_, case, exists, func, select

from app.extensions import db
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    Outcome,
    OutcomeState,
    PublishedCell,
    PublishedQuarter,
    Question,
)
from app.outcomes.quarters import Quarter, quarter_of
from app.outcomes.queries.counted import EVERYBODY, counted_check_ins
from app.outcomes.queries.figures import OWN, changes_by_person
from app.outcomes.sheets import SHEETS, TOTAL, Cell, Sheet
from app.outcomes.suppression import Kept
from app.plans.models import PlanReview, PlanStart

Counts = dict[str, dict[str, int]]


def quarters_published() -> list[Quarter]:
    """The quarters that are out, the newest first. One query."""
    rows = db.session.execute(
        select(PublishedQuarter.year, PublishedQuarter.quarter).order_by(
            PublishedQuarter.year.desc(), PublishedQuarter.quarter.desc()
        )
    )
    return [Quarter(*row) for row in rows]


def next_to_publish(at: datetime) -> Quarter | None:
    """The one quarter that can be published now: each in its turn, none left out.

    A gap would be worked out from the quarters around it. The first is the last that is over.
    """
    out = quarters_published()
    found = out[0].after if out else quarter_of(at).before
    return found if found.is_over(at) else None


def published_cells(only: Quarter | None = None) -> dict[Cell, Kept]:
    """Every number that is out, of one quarter or of all. One query."""
    chosen = select(
        PublishedQuarter.year,
        PublishedQuarter.quarter,
        PublishedCell.sheet,
        PublishedCell.cell,
        PublishedCell.counted,
        PublishedCell.few,
    ).join(PublishedQuarter, PublishedQuarter.id == PublishedCell.quarter_id)
    if only is not None:
        chosen = chosen.where(
            PublishedQuarter.year == only.year, PublishedQuarter.quarter == only.number
        )
    return {
        (Quarter(row.year, row.quarter), row.sheet, row.cell): Kept(row.counted, row.few)
        for row in db.session.execute(chosen)
    }


def counts_of(quarter: Quarter) -> dict[Cell, int]:
    """The true numbers of every table of one quarter. Five queries, however many people."""
    tables: Counts = {sheet.key: dict.fromkeys(sheet.cells, 0) for sheet in SHEETS}
    _changes(quarter, tables)
    _took_part(quarter, tables)
    _ever(quarter, tables)
    _reached(quarter, tables)
    _reviews(quarter, tables)
    for cells in tables.values():
        cells[TOTAL] = sum(cells.values())
    return {
        (quarter, sheet, cell): number
        for sheet, cells in tables.items()
        for cell, number in cells.items()
    }


def _said_in(quarter: Quarter) -> Subquery:
    """Of whom something was said in the quarter, and whether they said it from their account."""
    return (
        select(CheckIn.person_id, func.max(case((OWN, 1), else_=0)).label("own"))
        .where(
            *counted_check_ins(EVERYBODY),
            CheckIn.answered_at >= quarter.begins,
            CheckIn.answered_at < quarter.ends,
        )
        .group_by(CheckIn.person_id)
        .subquery()
    )


def _changes(quarter: Quarter, tables: Counts) -> None:
    """How life goes for those who said it, all and by when they began."""
    said = _said_in(quarter)
    went = changes_by_person(EVERYBODY, [quarter], OWN)
    first = (
        select(CheckIn.person_id, func.min(CheckIn.created_at).label("at"))
        .where(OWN, CheckIn.question != Question.STAFF)
        .group_by(CheckIn.person_id)
        .subquery()
    )
    year_ago = quarter.before.before.before.begins
    began = case((first.c.at >= year_ago, "change-new"), else_="change-long").label("began")
    kind = func.coalesce(went.c.kind, "other").label("kind")
    rows = db.session.execute(
        select(began, kind, func.count())
        .select_from(said)
        .join(first, first.c.person_id == said.c.person_id)
        .outerjoin(went, and_(went.c.person_id == said.c.person_id, went.c.place == 1))
        .where(said.c.own == 1)
        .group_by(began, kind)
    )
    for sheet, cell, people in rows:
        tables[sheet][cell] = people
        tables["change"][cell] += people


def _took_part(quarter: Quarter, tables: Counts) -> None:
    said = _said_in(quarter)
    wanting = _wanting(quarter)
    own, others = db.session.execute(
        select(
            func.coalesce(func.sum(said.c.own), 0),
            func.coalesce(func.sum(1 - said.c.own), 0),
        )
    ).one()
    silent = db.session.scalar(
        # A join: SQLite would work out the group anew for each person of a NOT EXISTS.
        select(func.count())
        .select_from(wanting)
        .outerjoin(said, said.c.person_id == wanting.c.person_id)
        .where(said.c.person_id.is_(None))
    )
    tables["took-part"] = {"self": own, "others": others, "nobody": silent or 0}


def _wanting(quarter: Quarter) -> Subquery:
    """Who wanted something at the end of the quarter."""
    newest = (
        select(OutcomeState.outcome_id, func.max(OutcomeState.number).label("number"))
        .where(OutcomeState.created_at < quarter.ends)
        .group_by(OutcomeState.outcome_id)
        .subquery()
    )
    return (
        select(Outcome.person_id)
        .join(newest, newest.c.outcome_id == Outcome.id)
        .join(
            OutcomeState,
            and_(
                OutcomeState.outcome_id == newest.c.outcome_id,
                OutcomeState.number == newest.c.number,
            ),
        )
        .where(OutcomeState.lifecycle == Lifecycle.ACTIVE)
        .distinct()
        .subquery()
    )


def _ever(quarter: Quarter, tables: Counts) -> None:
    """By when the portal got it, struck out or not: a number that is out stays true."""
    first = (
        select(func.min(CheckIn.created_at).label("at"))
        .where(OWN, CheckIn.question != Question.STAFF)
        .group_by(CheckIn.person_id)
        .subquery()
    )
    new, before = db.session.execute(
        select(
            func.count(case((and_(first.c.at >= quarter.begins, first.c.at < quarter.ends), 1))),
            func.count(case((first.c.at < quarter.begins, 1))),
        )
    ).one()
    tables["ever"] = {"new": new, "before": before}


def _reached(quarter: Quarter, tables: Counts) -> None:
    came = (
        select(Outcome.person_id)
        .join(OutcomeState, OutcomeState.outcome_id == Outcome.id)
        .where(
            OutcomeState.lifecycle == Lifecycle.COMPLETED,
            OutcomeState.created_at >= quarter.begins,
            OutcomeState.created_at < quarter.ends,
        )
        .distinct()
        .subquery()
    )
    wanting = _wanting(quarter)
    yes = select(func.count()).select_from(came).scalar_subquery()
    no = (
        select(func.count())
        .select_from(wanting)
        .outerjoin(came, came.c.person_id == wanting.c.person_id)
        .where(came.c.person_id.is_(None))
        .scalar_subquery()
    )
    row = db.session.execute(select(yes, no)).one()
    tables["reached"] = {"yes": row[0], "no": row[1]}


def _reviews(quarter: Quarter, tables: Counts) -> None:
    held = exists().where(
        PlanReview.person_id == PlanStart.person_id,
        PlanReview.held_on >= quarter.begins.date(),
        PlanReview.held_on <= quarter.last_day,
    )
    people: Any = func.distinct(case((held, PlanStart.person_id)))
    row = db.session.execute(
        select(func.count(people), func.count(func.distinct(PlanStart.person_id))).where(
            PlanStart.created_at < quarter.ends
        )
    ).one()
    tables["reviews"] = {"yes": row[0], "no": row[1] - row[0]}


def as_table(kept: dict[Cell, Kept], sheet: Sheet) -> dict[str, int | None]:
    """The numbers of one table in the order of reading; None: not shown."""
    found = {(key, cell): each.counted for (_, key, cell), each in kept.items()}
    return {cell: found.get((sheet.key, cell)) for cell in sheet.keys}
