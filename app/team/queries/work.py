"""A worker's own page: whom they support, who asks them to come, and what people thanked for.

Each query takes the account: a worker reads their own rows, and no other worker's.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.organisations.models import OrganisationMember, Role
from app.organisations.queries import managed_by
from app.people.models import Person, Relationship
from app.people.predicates import Relation, is_care_manager_of
from app.people.queries.circle import members_for
from app.team.models import Absence, CoverAnswer, TeamMember, ThankYou, Worker
from app.team.queries.team import Shared, shared_by, team_for
from app.team.rules import not_taken_back, still_there


def own_worker(account: Account) -> Worker | None:
    return db.session.scalar(select(Worker).where(Worker.account_id == account.id))


def own_teams(account: Account) -> list[TeamMember]:
    """The people this account supports now or soon, by name. One query."""
    return list(
        db.session.scalars(
            select(TeamMember)
            .join(Worker, TeamMember.worker_id == Worker.id)
            .join(Person, TeamMember.person_id == Person.id)
            .options(joinedload(TeamMember.person))
            .where(Worker.account_id == account.id, still_there())
            .order_by(Person.called, TeamMember.id)
        ).unique()
    )


def own_place(account: Account, member_id: uuid.UUID) -> TeamMember | None:
    return next((each for each in own_teams(account) if each.id == member_id), None)


@dataclass(frozen=True)
class Asked:
    """A time when somebody of a team cannot come, and this account's place in that team."""

    absence: Absence
    mine: TeamMember


def asked_for_cover(account: Account, teams: list[TeamMember]) -> list[Asked]:
    """What waits for this account's yes or no. One query."""
    by_person = {each.person_id: each for each in teams}
    if not by_person:
        return []
    answered = exists().where(
        CoverAnswer.absence_id == Absence.id,
        CoverAnswer.team_member_id.in_([each.id for each in teams]),
    )
    # Who said that they cannot come then is not asked to.
    own = aliased(Absence)
    away = exists().where(
        own.team_member_id.in_([each.id for each in teams]),
        own.person_id == Absence.person_id,
        own.starts_at < Absence.ends_at,
        own.ends_at > Absence.starts_at,
        not_taken_back(own),
    )
    rows = db.session.scalars(
        select(Absence)
        .where(
            Absence.person_id.in_(by_person),
            Absence.ends_at > now(),
            Absence.covered_by.is_(None),
            Absence.other == "",
            not_taken_back(),
            Absence.team_member_id.not_in([each.id for each in teams]),
            ~answered,
            ~away,
        )
        .order_by(Absence.starts_at)
    )
    return [
        Asked(each, by_person[each.person_id])
        for each in rows
        if _is_there_then(by_person[each.person_id], each.starts_at, each.ends_at)
    ]


def _is_there_then(member: TeamMember, starts_at: datetime, ends_at: datetime) -> bool:
    first, last = starts_at.astimezone(LONDON).date(), ends_at.astimezone(LONDON).date()
    return member.since <= first and (member.ended_on is None or member.ended_on >= last)


def asked_one(account: Account, absence_id: uuid.UUID) -> Asked | None:
    """One of those that wait for this account."""
    waiting = asked_for_cover(account, own_teams(account))
    return next((each for each in waiting if each.absence.id == absence_id), None)


def own_times(account: Account, teams: list[TeamMember]) -> list[Absence]:
    """When this account is away, or comes for somebody. One query."""
    mine = [each.id for each in teams]
    if not mine:
        return []
    return list(
        db.session.scalars(
            select(Absence)
            .where(
                Absence.ends_at > now(),
                not_taken_back(),
                or_(Absence.team_member_id.in_(mine), Absence.covered_by.in_(mine)),
            )
            .order_by(Absence.starts_at)
        )
    )


def own_absence(account: Account, absence_id: uuid.UUID) -> Absence | None:
    """One that this account wrote about itself, while it can still be taken back."""
    times = own_times(account, own_teams(account))
    return next((e for e in times if e.id == absence_id and e.said_by == account.id), None)


def thanks_to(account: Account) -> list[tuple[ThankYou, str]]:
    """What people said as a goodbye, each with what the person is called. The newest first."""
    rows = db.session.execute(
        select(ThankYou, Person.called)
        .join(TeamMember, ThankYou.team_member_id == TeamMember.id)
        .join(Worker, TeamMember.worker_id == Worker.id)
        .join(Person, TeamMember.person_id == Person.id)
        .where(Worker.account_id == account.id)
        .order_by(ThankYou.id.desc())
        .limit(20)
    )
    return [(thanks, called) for thanks, called in rows]


@dataclass(frozen=True)
class Known:
    """Somebody who can be added. `key`: "account:<id>" or "worker:<id>"."""

    key: str
    name: str


def known_to(account: Account, viewer: Relation, place: uuid.UUID | None) -> list[Known]:
    """Whom this viewer can add: workers of their `place`; or who is in the circle as one.

    Never family, friends or whoever holds legal papers, never the viewer, nobody who is there.
    """
    there = {
        key
        for mate in team_for(viewer, account)
        for key in (f"account:{mate.worker.account_id}", f"worker:{mate.worker.id}")
    }
    return [each for each in _known(account, viewer, place) if each.key not in there]


def _known(account: Account, viewer: Relation, place: uuid.UUID | None) -> list[Known]:
    if place is None:
        return [
            Known(f"account:{each.account_id}", each.name)
            for each in members_for(viewer)
            if each.account_id is not None
            and each.organisation_id is None
            and each.relationship_kind is Relationship.SUPPORT_WORKER
            and (viewer.is_person or is_care_manager_of(account, {"person_id": viewer.person.id}))
        ]
    roles = db.session.scalars(
        select(OrganisationMember)
        .options(joinedload(OrganisationMember.account))
        .where(
            OrganisationMember.organisation_id == place,
            OrganisationMember.role == Role.PROVIDER_WORKER,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
            OrganisationMember.account_id != account.id,
        )
    )
    known = {
        each.account_id: Known(f"account:{each.account_id}", each.account.name) for each in roles
    }
    others = db.session.scalars(
        select(Worker).where(Worker.organisation_id == place, Worker.account_id.is_(None))
    )
    found = [*known.values(), *(Known(f"worker:{each.id}", each.name) for each in others)]
    return sorted(found, key=lambda each: each.name.casefold())


def workers_of(account: Account) -> list[tuple[str, list[tuple[Worker, Shared]]]]:
    """For each provider this account manages, its workers in a team, with for how many people."""
    places = managed_by(account)
    rows = db.session.scalars(
        select(Worker)
        .where(Worker.organisation_id.in_([p.id for p in places]))
        .order_by(Worker.name)
    ).all()
    shared = shared_by(each.id for each in rows)
    return [
        (
            place.name,
            [(w, shared.get(w.id, Shared(0))) for w in rows if w.organisation_id == place.id],
        )
        for place in places
    ]
