"""Who may see what a person looks for. All sight rests on live sharing of "my list"."""

from __future__ import annotations

from app.accounts.models import Account
from app.people.parts import Part
from app.people.predicates import relation
from app.security.guard import Scope


def is_shared_list(account: Account, scope: Scope) -> bool:
    found = relation(account, scope["person_id"])
    return found is not None and not found.is_person and found.shares(Part.MY_LIST)
