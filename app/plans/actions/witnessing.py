"""Who can be named as having seen what the person answered, of whatever it was."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from app.accounts.models import Account
from app.language.words import lazy as _l
from app.organisations.queries import memberships, organisation_ids
from app.people.models import Person
from app.people.rules import WITNESSES_NEEDED
from app.plans.actions.said import Refused


def check_witnesses(by: Account, person: Person, witnesses: Sequence[Account]) -> None:
    """Two others with accounts, each from elsewhere. Whoever writes it down is none of them.

    Raises Refused.
    """
    others = {each.id for each in witnesses} - {person.account_id}
    if by.id in others:
        raise Refused(_l("You write it down. Two other people must have seen it."))
    if len(others) < WITNESSES_NEEDED:
        raise Refused(_l("Two people with an account must have seen it."))
    if set.intersection(*(organisation_ids(each) for each in witnesses)):
        raise Refused(_l("The two people must not work for the same place."))


def works_for(account: Account) -> uuid.UUID | None:
    """The organisation that stands beside a witness's name, where there is one."""
    held = memberships(account)
    return held[0].organisation_id if held else None
