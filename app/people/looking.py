"""What every page of a person begins with: who is looking, and at whom."""

from __future__ import annotations

import uuid
from typing import TypeVar

from flask import abort
from flask_login import current_user

from app.accounts.models import Account
from app.people.predicates import Relation, relation
from app.security import refuse

Found = TypeVar("Found")


def me() -> Account:
    """The account of this request. The guard has let it in."""
    account: Account = current_user._get_current_object()
    return account


def viewing(person_id: uuid.UUID) -> Relation:
    """What this account is to the person; 404 when there is no such person."""
    found = relation(me(), person_id)
    if found is None:
        refuse()
    return found


def there(found: Found | None) -> Found:
    """What a query gave this viewer; 404 where there is nothing, or nothing for them."""
    if found is None:
        abort(404)
    return found
