"""The circle: ask somebody in, say yes, leave. Belonging grants nothing by itself."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationKind
from app.organisations.queries import memberships
from app.people.models import CircleMember, Person, Relationship

# Who comes to a circle for their work, and from what kind of place. Nobody else brings theirs.
COMES_FROM = {
    Relationship.SUPPORT_WORKER: OrganisationKind.PROVIDER,
    Relationship.PROVIDER_MANAGER: OrganisationKind.PROVIDER,
    Relationship.HEALTH_PROFESSIONAL: OrganisationKind.NHS,
    Relationship.ADVOCATE: OrganisationKind.ADVOCACY,
}


@action
def invite(
    *,
    by: Account,
    person: Person,
    key: uuid.UUID,
    name: str,
    who: str,
    kind: Relationship,
    email: str,
) -> CircleMember | None:
    """Ask somebody in. They are in the circle once they say yes themselves.

    `key` becomes the id. None for a form that was sent before: nobody is asked twice.
    """
    there = db.session.get(CircleMember, key)
    if there is not None and (there.person_id, there.invited_email) == (person.id, email):
        return None
    made = CircleMember(
        # Somebody went back and asks another one in with the same form.
        id=key if there is None else uuid7(),
        person_id=person.id,
        name=name,
        who=who,
        relationship_kind=kind,
        invited_by=by.id,
        invited_email=email,
    )
    db.session.add(made)
    db.session.flush()
    record(
        "circle.invited",
        by=by,
        person=person.id,
        about=f"circle_member:{made.id}",
        facts={"relationship": kind.value},
    )
    return made


@action
def accept(*, by: Account, member: CircleMember) -> None:
    """Say yes to being in the circle. Somebody who comes for their work comes for their place.

    Nobody is in a circle twice, nor in their own: a second place would outlive the end of the
    first, and could make a sister a nurse.
    """
    if member.accepted_at is not None or member.ended_at is not None:
        return
    if _is_there(by, member):
        member.ended_at = now()
        record("circle.ended", by=by, person=member.person_id, about=f"circle_member:{member.id}")
        return
    member.account_id = by.id
    member.accepted_at = now()
    kind = COMES_FROM.get(member.relationship_kind)
    member.organisation_id = next(
        (each.organisation_id for each in memberships(by) if each.organisation.kind is kind), None
    )
    record("circle.joined", by=by, person=member.person_id, about=f"circle_member:{member.id}")


def _is_there(account: Account, member: CircleMember) -> bool:
    """Is the account in this circle already, or is the circle its own?"""
    if member.person.account_id == account.id:
        return True
    live = select(CircleMember.id).where(
        CircleMember.person_id == member.person_id,
        CircleMember.account_id == account.id,
        CircleMember.ended_at.is_(None),
    )
    return db.session.scalar(live.limit(1)) is not None


@action
def end(*, by: Account, member: CircleMember, why: str = "") -> None:
    """Take somebody out of the circle, or leave it. All that was shared with them stops at once."""
    if member.ended_at is None:
        member.ended_at, member.ended_why = now(), why
        record("circle.ended", by=by, person=member.person_id, about=f"circle_member:{member.id}")
