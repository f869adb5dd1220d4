"""A way in for the person: an account of their own, shown in person on their own phone."""

from __future__ import annotations

from app.accounts import actions as accounts
from app.accounts.models import Account
from app.audit import action, record
from app.people.models import Person


@action
def open_own_account(*, by: Account, person: Person, email: str) -> Account:
    """The person's own account. A link alone opens it only on a device that is known."""
    made = accounts.open_account(
        by=by,
        email=email,
        name=person.called,
        language=person.language,
        needs_known_device=True,
    )
    person.account_id = made.id
    record("person.account-opened", by=by, person=person.id)
    return made
