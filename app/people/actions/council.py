"""What the council does for a person: opening a page for them, and the tasks that wait."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import memberships
from app.people.models import CircleMember, Person, Relationship, Task, TaskKind


@action
def open_person(
    *, by: Account, key: uuid.UUID, called: str, contact: str, language: str
) -> Person | None:
    """Open a page for a person: name and contact, no account. The care manager is in the circle.

    `key` becomes the id, so that a form sent twice opens one page. None when the key is taken by
    something that is not this care manager's.
    """
    there = db.session.get(Person, key)
    if there is not None:
        return there if _opened_by(by, there) else None
    place = next(held for held in memberships(by) if held.role is Role.CARE_MANAGER)
    opened = Person(id=key, called=called, contact=contact, language=language)
    db.session.add(opened)
    db.session.flush()
    db.session.add(
        CircleMember(
            person_id=opened.id,
            account_id=by.id,
            organisation_id=place.organisation_id,
            name=by.name,
            relationship_kind=Relationship.CARE_MANAGER,
            invited_by=by.id,
            accepted_at=now(),
        )
    )
    record(
        "person.opened",
        by=by,
        person=opened.id,
        about=f"person:{opened.id}",
        facts={"organisation": str(place.organisation_id)},
    )
    return opened


def _opened_by(account: Account, person: Person) -> bool:
    return (
        db.session.scalar(
            select(CircleMember.id).where(
                CircleMember.person_id == person.id,
                CircleMember.account_id == account.id,
                CircleMember.relationship_kind == Relationship.CARE_MANAGER,
                CircleMember.ended_at.is_(None),
            )
        )
        is not None
    )


@action
def make_task(*, by: Actor, person_id: uuid.UUID, kind: TaskKind | str) -> Task:
    """Ask the care manager of a person to look. An open task of this kind is not made twice.

    `kind` is a TaskKind or its value. Raises ValueError for another.
    """
    kind = TaskKind(kind)
    waiting = db.session.scalar(
        select(Task).where(Task.person_id == person_id, Task.kind == kind, Task.done_at.is_(None))
    )
    if waiting is not None:
        return waiting
    made = Task(person_id=person_id, kind=kind, made_by=by.id)
    db.session.add(made)
    db.session.flush()
    record(
        "task.made", by=by, person=person_id, about=f"task:{made.id}", facts={"kind": kind.value}
    )
    return made


@action
def finish_task(*, by: Account, task: Task) -> None:
    """The care manager did it. A second tap changes nothing."""
    if task.done_at is not None:
        return
    task.done_at, task.done_by = now(), by.id
    record(
        "task.done",
        by=by,
        person=task.person_id,
        about=f"task:{task.id}",
        facts={"kind": task.kind.value},
    )
