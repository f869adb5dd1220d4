"""Whom the council may let in to keep somebody safe, and what an override opens at this moment.

Below the predicates: they read it, and nothing else decides by it.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import has_role
from app.people.models import CircleMember, Person, Relationship, SafeguardingOverride
from app.people.parts import Part

LET_IN = (Role.CARE_MANAGER, Role.PROFESSIONAL)
OF_A_PROVIDER = (Role.PROVIDER_MANAGER, Role.PROVIDER_WORKER)
# Who is in the circle for their work. A nurse who is the person's sister is there as the sister.
FOR_WORK = frozenset(
    {
        Relationship.CARE_MANAGER,
        Relationship.HEALTH_PROFESSIONAL,
        Relationship.ADVOCATE,
        Relationship.OTHER,
    }
)
# A look that an override opened is logged under this role, with the id of the override.
OVERRIDE_ROLE = "override:"
# What is logged as looked at and an override never opens: it takes a role, or sharing.
NEVER_OPENED = frozenset({"records", "decisions", "speaks-for-me", "plan-review"})


def may_be_let_in(account: Account, member: CircleMember | None) -> bool:
    """May an override open parts to this account? Asked when it is made, and at each use.

    A care manager or an approved professional who works for no provider, and who is not in the
    circle as family, friend or holder of papers.
    """
    return (
        has_role(account, *LET_IN)
        and not has_role(account, *OF_A_PROVIDER)
        and (member is None or member.relationship_kind in FOR_WORK)
    )


def live_overrides(
    account: Account, person: Person, member: CircleMember | None
) -> list[SafeguardingOverride]:
    """The overrides that open parts to this account now: those the person knows of come first.

    They hold for an account outside the circle, too: whoever holds the person's phone could
    otherwise end an enquiry by taking somebody out of it. One query, for people at work only.
    """
    if not may_be_let_in(account, member):
        return []
    at = now()
    rows = db.session.scalars(
        select(SafeguardingOverride)
        .where(
            SafeguardingOverride.person_id == person.id,
            SafeguardingOverride.account_id == account.id,
            SafeguardingOverride.starts_at <= at,
            SafeguardingOverride.ends_at > at,
            SafeguardingOverride.ended_at.is_(None),
        )
        .order_by(SafeguardingOverride.id)
    )
    live = [each for each in rows if each.is_live(at)]
    return sorted(live, key=lambda each: each.shown_from is None)


def role_of_look(label: str, overridden: dict[Part, uuid.UUID]) -> str | None:
    """Under which override something is looked at; None when it did not take one.

    Whatever an account with an override looks at counts as opened by it, but for what is known
    to open otherwise: the person must not learn of an enquiry from a line nobody thought of.
    """
    by_label = {part.value: override_id for part, override_id in overridden.items()}
    if label in by_label:
        return f"{OVERRIDE_ROLE}{by_label[label]}"
    # Those who come for their work are seen by whoever writes decisions down, without the circle.
    if not by_label or label in NEVER_OPENED or label == Part.CIRCLE.value:
        return None
    return f"{OVERRIDE_ROLE}{next(iter(by_label.values()))}"
