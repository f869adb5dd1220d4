"""Private notes between the person and one advocate: read by these two, on these pages alone.

Nothing else may import this file: no list, count, search or print knows of a note.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.organisations.queries import read_roles
from app.people.models import CircleMember, Relationship
from app.people.predicates import Relation, works_as_advocate
from app.plans.models import PrivateNote

PAGE = 20


@dataclass(frozen=True)
class Advocates:
    """`now`: advocates to write to. `before`: who is not one any more, and notes are still here."""

    now: list[CircleMember]
    before: list[CircleMember]


def advocates_of(viewer: Relation) -> Advocates:
    """For the person alone. Three queries at most."""
    if not viewer.is_person:
        return Advocates([], [])
    with_notes = select(PrivateNote.member_id).where(PrivateNote.person_id == viewer.person.id)
    rows = db.session.scalars(
        select(CircleMember)
        .options(joinedload(CircleMember.account))
        .where(
            CircleMember.person_id == viewer.person.id,
            CircleMember.account_id.is_not(None),
            (CircleMember.relationship_kind == Relationship.ADVOCATE)
            | CircleMember.id.in_(with_notes),
        )
        .order_by(CircleMember.created_at)
    ).all()
    read_roles(row.account_id for row in rows if row.account_id is not None)
    now = [row for row in rows if works_as_advocate(row)]
    kept = set(db.session.scalars(with_notes))
    return Advocates(now, [row for row in rows if row not in now and row.id in kept])


def advocate(viewer: Relation, member_id: uuid.UUID) -> tuple[CircleMember, bool] | None:
    """One of them, and whether the person can still write to them."""
    found = advocates_of(viewer)
    for member in (*found.now, *found.before):
        if member.id == member_id:
            return member, member in found.now
    return None


def notes_between(
    viewer: Relation, member: CircleMember, before: uuid.UUID | None = None
) -> tuple[Sequence[PrivateNote], uuid.UUID | None]:
    """A page of the notes of these two, newest first, for one of them; the id to go on from."""
    if not (viewer.is_person or _is_the_advocate(viewer, member)):
        return [], None
    chosen = select(PrivateNote).where(
        PrivateNote.person_id == viewer.person.id, PrivateNote.member_id == member.id
    )
    if before is not None:
        # Ids come from forms: time alone says what is older.
        at = select(PrivateNote.created_at).where(PrivateNote.id == before).scalar_subquery()
        older = (PrivateNote.created_at == at) & (PrivateNote.id < before)
        chosen = chosen.where(or_(PrivateNote.created_at < at, older))
    newest_first = (PrivateNote.created_at.desc(), PrivateNote.id.desc())
    rows = db.session.scalars(chosen.order_by(*newest_first).limit(PAGE + 1)).all()
    shown = rows[:PAGE]
    return shown, shown[-1].id if len(rows) > PAGE else None


def _is_the_advocate(viewer: Relation, member: CircleMember) -> bool:
    return viewer.member is not None and viewer.member.id == member.id


def note_of(viewer: Relation, member_id: uuid.UUID, note_id: uuid.UUID) -> PrivateNote | None:
    """One note, for the person alone."""
    if not viewer.is_person:
        return None
    return db.session.scalar(
        select(PrivateNote).where(
            PrivateNote.id == note_id,
            PrivateNote.person_id == viewer.person.id,
            PrivateNote.member_id == member_id,
        )
    )
