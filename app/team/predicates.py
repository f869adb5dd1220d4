"""Who may do what about a team. All sight rests on live sharing of "my team".

To be in a team opens nothing of it: a worker reads their own page and no other worker's.
"""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, exists, select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation, Role
from app.organisations.queries import has_role, managed_by
from app.people.models import Relationship
from app.people.parts import Part
from app.people.predicates import Relation, is_care_manager_of, relation
from app.security.guard import Scope
from app.team.models import TeamMember, Worker

# Who could gain by it, or lead the person: they never say who works in the team.
GAINS = frozenset({Relationship.FAMILY, Relationship.FRIEND, Relationship.ATTORNEY})


def _shared(account: Account, scope: Scope) -> Relation | None:
    found = relation(account, scope["person_id"])
    if found is None or found.is_person or not found.shares(Part.TEAM):
        return None
    return found


def is_shared_team(account: Account, scope: Scope) -> bool:
    return _shared(account, scope) is not None


def is_team_manager(account: Account, scope: Scope) -> bool:
    """A manager of a provider, in the circle as that or by their organisation, and shared with.

    A brother who runs a provider is there as the brother.
    """
    found = _shared(account, scope)
    return found is not None and bool(places_of(account, found))


def places_of(account: Account, viewer: Relation) -> frozenset[uuid.UUID]:
    """The providers for which this account looks after workers in this person's team."""
    member = viewer.member
    managed = frozenset(place.id for place in managed_by(account))
    if member is None:
        return managed
    if member.relationship_kind is not Relationship.PROVIDER_MANAGER:
        return frozenset()
    return managed & {member.organisation_id} if member.organisation_id else managed


def offered_places(account: Account, viewer: Relation) -> list[Organisation]:
    """The same by name, for whoever has to say for which of them they add somebody."""
    places = places_of(account, viewer)
    return [each for each in managed_by(account) if each.id in places]


def is_team_care_manager(account: Account, scope: Scope) -> bool:
    return _shared(account, scope) is not None and is_care_manager_of(account, scope)


def is_worker(account: Account, scope: Scope) -> bool:
    """Somebody who supports people for pay: by their role, or written into a team."""
    return has_role(account, Role.PROVIDER_WORKER) or bool(
        db.session.scalar(select(is_written_in(account)))
    )


def is_written_in(account: Account) -> ColumnElement[bool]:
    """Is this account written into a team? For a query: home asks it beside something else."""
    return exists().where(Worker.account_id == account.id)


def may_change(account: Account, viewer: Relation, member: TeamMember) -> bool:
    """May this account say when this worker leaves or is away?

    The person: of everybody. A manager: of their own workers. A care manager: of those whom the
    person employs. The permission is asked before, by the guard.
    """
    place = member.worker.organisation_id
    if viewer.is_person:
        return True
    if place is not None:
        return place in places_of(account, viewer)
    return has_role(account, Role.CARE_MANAGER)
