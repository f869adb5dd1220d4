"""The lists of people at work: a care manager's people and tasks, whom a provider supports."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import memberships, organisation_ids
from app.people.models import CircleMember, HiddenPart, Person, Relationship, SharingDecision, Task
from app.people.parts import ABOUT_ME, PLAN_PARTS, Part
from app.people.predicates import decisions_where
from app.people.queries.mine import open_parts
from app.people.rules import opens

PAGE = 50


@dataclass(frozen=True)
class Listed:
    """A line of the care manager's list: the name and how many tasks wait. No content of a part."""

    id: uuid.UUID
    called: str
    tasks: int


def people_of(manager: Account, words: str = "", page: int = 1) -> tuple[list[Listed], bool]:
    """A page of the people on this care manager's list, by name, and whether there are more."""
    waiting = (
        select(Task.person_id, func.count().label("tasks"))
        .where(Task.done_at.is_(None))
        .group_by(Task.person_id)
        .subquery()
    )
    chosen = (
        select(Person.id, Person.called, func.coalesce(waiting.c.tasks, 0))
        .outerjoin(waiting, waiting.c.person_id == Person.id)
        .where(Person.id.in_(_on_list(manager)))
        .order_by(func.lower(Person.called), Person.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    if words:
        chosen = chosen.where(Person.called.icontains(words, autoescape=True))
    rows = [Listed(*row) for row in db.session.execute(chosen)]
    return rows[:PAGE], len(rows) > PAGE


def open_task_count(manager: Account) -> int:
    """How many tasks wait on this care manager's list: for home. One query."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(Task)
            .where(Task.done_at.is_(None), Task.person_id.in_(_on_list(manager)))
        )
        or 0
    )


def tasks_of(person_id: uuid.UUID) -> Sequence[Task]:
    """What waits for the care manager of this person, oldest first."""
    return db.session.scalars(
        select(Task).where(Task.person_id == person_id, Task.done_at.is_(None)).order_by(Task.id)
    ).all()


def task_of(person_id: uuid.UUID, task_id: uuid.UUID) -> Task | None:
    """One task of this person; None for another person's."""
    return db.session.scalar(select(Task).where(Task.id == task_id, Task.person_id == person_id))


@dataclass(frozen=True)
class Supported:
    """Somebody whom a provider supports: the name, and the room that opens; "" where none does."""

    id: uuid.UUID
    called: str
    room: str


def supported_by(worker: Account) -> list[Supported]:
    """Whom somebody at a provider supports, by name. At most 8 queries.

    Those whose circle they are in for their provider, and those who share a part with it. A part
    that is hidden from this account does not count: the list must not tell of it.
    """
    members = db.session.scalars(
        select(CircleMember)
        .options(joinedload(CircleMember.person))
        .where(
            CircleMember.account_id == worker.id,
            CircleMember.ended_at.is_(None),
            CircleMember.organisation_id.in_(organisation_ids(worker)),
        )
    ).all()
    opened = open_parts(worker, members)
    found = _shared_with_places_of(worker)
    for member in members:
        room = _reading_room(opened.get(member.person_id, set())) or "circle"
        found[member.person_id] = Supported(member.person_id, member.person.called, room)
    return sorted(found.values(), key=lambda each: (each.called.casefold(), each.id))


def _on_list(manager: Account) -> Select[uuid.UUID]:
    return select(CircleMember.person_id).where(
        CircleMember.account_id == manager.id,
        CircleMember.relationship_kind == Relationship.CARE_MANAGER,
        CircleMember.ended_at.is_(None),
    )


def _shared_with_places_of(worker: Account) -> dict[uuid.UUID, Supported]:
    managed = {
        held.organisation_id for held in memberships(worker) if held.role is Role.PROVIDER_MANAGER
    }
    if not managed:
        return {}
    at = now()
    hidden = {
        (row.person_id, row.part)
        for row in db.session.scalars(select(HiddenPart).where(HiddenPart.account_id == worker.id))
    }
    parts: dict[uuid.UUID, set[Part]] = {}
    for decision in decisions_where(SharingDecision.organisation_id.in_(managed)):
        for each in decision.parts:
            if (decision.person_id, each.part) not in hidden and opens(decision, each.part, at):
                parts.setdefault(decision.person_id, set()).add(each.part)
    rows = db.session.execute(select(Person.id, Person.called).where(Person.id.in_(parts)))
    return {each: Supported(each, called, _room(parts[each])) for each, called in rows}


def _room(parts: set[Part]) -> str:
    return _reading_room(parts) or ("needs" if Part.NEEDS in parts else "")


def _reading_room(parts: set[Part]) -> str:
    """About me first, else the plan: the first of the two that is open; "" for none."""
    if parts.intersection(ABOUT_ME):
        return "about-me"
    return "plan" if parts.intersection(PLAN_PARTS) else ""
