"""When marks are shown: once, in one moment, for everybody on the panel."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import record
from app.database import now
from app.extensions import db
from app.staff_choice.actions.telling import tell_of_marks
from app.staff_choice.actions.unsent_marks import throw_unsent
from app.staff_choice.fairness.panel import are_all_in
from app.staff_choice.models import Interview, PanelMember, Vacancy
from app.staff_choice.predicates import is_the_applicant, sees_choosing
from app.staff_choice.queries.marks import given_by, gives_marks


def locked(*conditions: object) -> list[Interview]:
    """Talks, read anew, which nobody else changes until this request ends.

    On SQLite the write lock of the action does so already; PostgreSQL locks the rows.
    """
    return list(
        db.session.scalars(
            select(Interview)
            .where(*conditions)  # type: ignore[arg-type]
            .order_by(Interview.id)
            .with_for_update()
            .execution_options(populate_existing=True)
        )
    )


def close_where_all_are_in(by: Account, vacancy: Vacancy) -> None:
    """After the panel changed: talks that waited only for who is gone are shown."""
    open_ones = locked(
        Interview.vacancy_id == vacancy.id,
        Interview.left_at.is_not(None),
        Interview.closed_at.is_(None),
    )
    for interview in open_ones:
        close_if_all_are_in(by, vacancy, interview, sees_it=None)


def close_if_all_are_in(
    by: Account, vacancy: Vacancy, interview: Interview, sees_it: uuid.UUID | None
) -> bool:
    """Show the marks if nobody is waited for. `interview` is locked. Were they shown now?"""
    if interview.closed_at is not None:
        return False
    given = given_by(interview.id)
    if not are_all_in(interview.cards, _waited_for(vacancy, interview, given), given):
        return False
    show(by, vacancy, interview, closed_by=None, sees_it=sees_it)
    return True


def show(
    by: Account,
    vacancy: Vacancy,
    interview: Interview,
    closed_by: uuid.UUID | None,
    sees_it: uuid.UUID | None,
) -> None:
    """From now on the panel sees all marks, and hears so. `closed_by`: the chair, where not all
    were in. `sees_it`: who comes to them with this very step, and needs no message.
    """
    interview.closed_at = now()
    interview.closed_by = closed_by
    db.session.flush()
    record(
        "marks.shown",
        by=by,
        person=vacancy.person_id,
        about=f"interview:{interview.id}",
        facts={"all_in": closed_by is None},
    )
    throw_unsent(by, vacancy.person_id, interview.id)
    tell_of_marks(by, vacancy, interview, but=sees_it)


def _waited_for(
    vacancy: Vacancy, interview: Interview, given: dict[uuid.UUID, int]
) -> list[uuid.UUID]:
    """Whose marks are asked for: who has given all, and who still could.

    Whoever cannot see the choosing of staff any more cannot answer: nobody waits for them. Nor for
    somebody of the panel who wants the job themselves.
    """
    places = db.session.scalars(
        select(PanelMember)
        .where(PanelMember.vacancy_id == vacancy.id, PanelMember.ended_at.is_(None))
        .execution_options(populate_existing=True)
    ).unique()
    return [
        place.id
        for place in places
        if gives_marks(place, vacancy)
        and not is_the_applicant(place.account, interview.applicant)
        and (
            given.get(place.id, 0) >= len(interview.cards) or sees_choosing(place.account, vacancy)
        )
    ]
