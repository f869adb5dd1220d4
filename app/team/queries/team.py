"""The team as its viewer may see it. At most three queries, for one worker as for twenty."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.parts import Part
from app.people.predicates import Relation
from app.team.models import Absence, TeamMember, ThankYou, Worker
from app.team.predicates import may_change
from app.team.rules import MOST_PEOPLE, ThirdReason, not_taken_back, reason_of, still_there, today


@dataclass(frozen=True)
class Shared:
    """With how many people a worker works, and why it is more than two."""

    people: int
    reason: ThirdReason | None = None

    @property
    def is_many(self) -> bool:
        return self.people > MOST_PEOPLE


@dataclass(frozen=True)
class Mate:
    """A worker in the team. `phone` is empty for those who may not call them by it."""

    member: TeamMember
    shared: Shared
    phone: str = ""

    @property
    def worker(self) -> Worker:
        return self.member.worker

    @property
    def is_to_come(self) -> bool:
        """Is the first day still to come?"""
        return self.member.since > today()


@dataclass(frozen=True)
class Away:
    """Somebody cannot come, and who comes instead, once that is known."""

    absence: Absence
    who: TeamMember
    comes: TeamMember | None

    @property
    def is_open(self) -> bool:
        """Is it open to others than the team, and nobody is found yet?"""
        settled = self.comes is not None or bool(self.absence.other)
        return not settled and self.absence.open_to_others_at is not None


def shared_by(worker_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Shared]:
    """With how many people each of these workers works. Numbers and reasons, never who."""
    wanted = set(worker_ids)
    if not wanted:
        return {}
    people: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    reasons: dict[uuid.UUID, str] = {}
    rows = db.session.execute(
        select(TeamMember.worker_id, TeamMember.person_id, TeamMember.third_reason)
        .where(TeamMember.worker_id.in_(wanted), still_there())
        .order_by(TeamMember.id)
    )
    for worker_id, person_id, reason in rows:
        people[worker_id].add(person_id)
        if reason:
            reasons[worker_id] = reason
    return {
        each: Shared(len(found), reason_of(reasons.get(each, ""))) for each, found in people.items()
    }


def team_for(viewer: Relation, account: Account) -> list[Mate]:
    """Who supports the person, in the order in which they came; nothing without sharing."""
    if not viewer.shares(Part.TEAM):
        return []
    members = db.session.scalars(
        select(TeamMember)
        .options(joinedload(TeamMember.worker).joinedload(Worker.organisation))
        .where(TeamMember.person_id == viewer.person.id, still_there())
        .order_by(TeamMember.since, TeamMember.id)
    ).all()
    shared = shared_by(each.worker_id for each in members)
    return [
        Mate(each, shared[each.worker_id], _phone_for(viewer, account, each)) for each in members
    ]


def _phone_for(viewer: Relation, account: Account, member: TeamMember) -> str:
    """A worker's number is for the person, and for whoever looks after the worker."""
    return member.worker.phone if may_change(account, viewer, member) else ""


def mate_for(viewer: Relation, account: Account, member_id: uuid.UUID) -> Mate | None:
    return next((m for m in team_for(viewer, account) if m.member.id == member_id), None)


def gone_for(viewer: Relation) -> list[TeamMember]:
    """Who left, the newest first, for the person alone: to say thank you, or to remember."""
    if not viewer.is_person:
        return []
    return list(
        db.session.scalars(
            select(TeamMember)
            .where(TeamMember.person_id == viewer.person.id, TeamMember.ended_at.is_not(None))
            .order_by(TeamMember.ended_on.desc(), TeamMember.id.desc())
            .limit(6)
        )
    )


def left_for(viewer: Relation, member_id: uuid.UUID) -> TeamMember | None:
    """One who leaves or left, for the person alone."""
    if not viewer.is_person:
        return None
    return db.session.scalar(
        select(TeamMember).where(
            TeamMember.id == member_id,
            TeamMember.person_id == viewer.person.id,
            TeamMember.ended_at.is_not(None),
        )
    )


def thanks_of(member: TeamMember) -> list[ThankYou]:
    """What the person said to this worker. For the two of them."""
    return list(
        db.session.scalars(
            select(ThankYou).where(ThankYou.team_member_id == member.id).order_by(ThankYou.id)
        )
    )


def away_for(viewer: Relation) -> list[Away]:
    """Who cannot come from now on, and who comes; nothing without sharing. One query or two."""
    if not viewer.shares(Part.TEAM):
        return []
    absences = db.session.scalars(
        select(Absence)
        .where(Absence.person_id == viewer.person.id, Absence.ends_at > now(), not_taken_back())
        .order_by(Absence.starts_at, Absence.id)
    ).all()
    named = {each.team_member_id for each in absences} | {
        each.covered_by for each in absences if each.covered_by is not None
    }
    if not named:
        return []
    found = {
        each.id: each
        for each in db.session.scalars(select(TeamMember).where(TeamMember.id.in_(named)))
    }
    return [
        Away(
            each,
            found[each.team_member_id],
            found.get(each.covered_by) if each.covered_by else None,
        )
        for each in absences
    ]
