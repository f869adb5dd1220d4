"""Whom the person can be asked about, and who may read what they said."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import select

from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember
from app.organisations.queries import live_roles_of, read_roles
from app.outcomes.models import CheckIn, StaffAnswerYes
from app.people.models import CircleMember, SharingDecision
from app.people.parts import Part
from app.people.predicates import Relation, decisions_where
from app.people.queries.circle import members_for
from app.people.queries.names import called
from app.people.rules import PROVIDER_ROLES, opens, works_for_a_provider


def staff_of(viewer: Relation) -> list[CircleMember]:
    """The members who give support or work for a provider, as far as the viewer may see them."""
    members = members_for(viewer)
    read_roles(member.account_id for member in members if member.account_id is not None)
    return [member for member in members if works_for_a_provider(member)]


def staff_ever(viewer: Relation, member_id: uuid.UUID) -> CircleMember | None:
    """Whom an answer that waited is about: also staff who left since. None for anybody else."""
    member = db.session.get(CircleMember, member_id)
    if member is None or member.person_id != viewer.person.id or not viewer.is_person:
        return None
    return member if works_for_a_provider(member) else None


def places_of(check_in: CheckIn) -> list[Organisation]:
    """Where the worker works whom an answer is about: what the circle says, else their roles."""
    about = db.session.get_one(CircleMember, check_in.about_member_id)
    if about.organisation_id is not None:
        place = Organisation.id == about.organisation_id
    else:
        roles = select(OrganisationMember.organisation_id).where(
            live_roles_of(about.account_id or uuid.UUID(int=0)),
            OrganisationMember.role.in_(PROVIDER_ROLES),
            OrganisationMember.accepted_at.is_not(None),
        )
        place = Organisation.id.in_(roles)
    return list(db.session.scalars(select(Organisation).where(place).order_by(Organisation.name)))


def told_places(check_ins: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Check-in → the names of the places whose managers may read it by the person's yes."""
    rows = db.session.execute(
        select(StaffAnswerYes.check_in_id, Organisation.name)
        .join(Organisation, Organisation.id == StaffAnswerYes.organisation_id)
        .where(StaffAnswerYes.check_in_id.in_(list(check_ins)))
        .order_by(Organisation.name)
    )
    found: dict[uuid.UUID, list[str]] = {}
    for row in rows:
        found.setdefault(row.check_in_id, []).append(row.name)
    return found


def readers_of_staff_answers(viewer: Relation) -> list[str]:
    """The names of those to whom the person opens what they say about staff. For the person."""
    at = now()
    decisions = decisions_where(
        SharingDecision.person_id == viewer.person.id, SharingDecision.member_id.is_not(None)
    )
    return sorted(
        {
            decision.member.shown_name
            for decision in decisions
            if decision.member is not None and opens(decision, Part.ABOUT_STAFF, at) is not None
        }
    )


def names_of_staff(
    viewer: Relation, ids: Iterable[uuid.UUID | None], read: Iterable[CircleMember] = ()
) -> dict[uuid.UUID, str]:
    """Member → name, also of those who left.

    `read`: members who were read already; nothing is asked of the database where they are all.
    """
    found = {member.id: member for member in read}
    missing = {each for each in ids if each is not None} - set(found)
    if missing:
        rows = db.session.scalars(select(CircleMember).where(CircleMember.id.in_(missing)))
        found |= {row.id: row for row in rows}
    return {key: called(viewer, row) for key, row in found.items()}
