"""What an account's own home asks: who of those it helps shares something, and what is empty."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import or_, select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.queries import organisation_ids
from app.people.models import CircleMember, HiddenPart, SharingDecision
from app.people.parts import Part
from app.people.predicates import (
    decisions_where,
    organisations_that_receive,
    still_works_there,
)
from app.people.rules import opens


def open_parts(account: Account, members: Sequence[CircleMember]) -> dict[uuid.UUID, set[Part]]:
    """Person → the parts that they let this account see; nobody who lets it see none.

    The same rules as the guard's, for all of them at once: at most three queries.
    """
    members = [member for member in members if still_works_there(account, member)]
    if not members:
        return {}
    places = organisation_ids(account)
    of_member = {member.id: member.person_id for member in members}
    of_place = {
        (member.person_id, member.organisation_id)
        for member in members
        if member.organisation_id in places
    }
    people = set(of_member.values())
    receivers = [SharingDecision.member_id.in_(of_member)]
    if of_place:
        receivers.append(SharingDecision.organisation_id.in_({place for _, place in of_place}))
    hidden = _hidden_from(account)
    at = now()
    found: dict[uuid.UUID, set[Part]] = {}
    for decision in decisions_where(SharingDecision.person_id.in_(people), or_(*receivers)):
        whose = decision.person_id
        to_place = (whose, decision.organisation_id) in of_place
        if not to_place and of_member.get(decision.member_id) != whose:  # type: ignore[arg-type]
            continue
        for part in (shared.part for shared in decision.parts):
            if (whose, part) not in hidden and opens(decision, part, at):
                found.setdefault(whose, set()).add(part)
    return found


def people_who_share(
    account: Account, part: Part, members: Mapping[uuid.UUID, CircleMember | None]
) -> set[uuid.UUID]:
    """Of these people, who lets this account see this part now. One query.

    `members`: person → this account in their circle. The same rules as the guard's for all of them
    at once, but for what is hidden: the query that finds the people leaves those out.
    """
    found, at = set(), now()
    places = {key: organisations_that_receive(account, each) for key, each in members.items()}
    own = {
        key: each.id for key, each in members.items() if each and still_works_there(account, each)
    }
    receivers = or_(
        SharingDecision.member_id.in_(own.values()),
        SharingDecision.organisation_id.in_(set().union(*places.values())),
    )
    for decision in decisions_where(SharingDecision.person_id.in_(members), receivers):
        whose = decision.person_id
        to_them = decision.member_id is not None and decision.member_id == own.get(whose)
        if (to_them or decision.organisation_id in places[whose]) and opens(decision, part, at):
            found.add(whose)
    return found


def _hidden_from(account: Account) -> set[tuple[uuid.UUID, Part]]:
    rows = db.session.execute(
        select(HiddenPart.person_id, HiddenPart.part).where(HiddenPart.account_id == account.id)
    )
    return {(person_id, part) for person_id, part in rows}
