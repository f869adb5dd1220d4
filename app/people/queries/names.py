"""Names around one person, as far as one viewer may know them.

Members of the circle see themselves and the person, not each other, unless the circle is shared:
elsewhere such a member is "somebody who helps (person)". Source: the design, "against control".
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, or_, select, true

from app.accounts.models import Account
from app.extensions import db
from app.people.models import CircleMember
from app.people.parts import Part
from app.people.predicates import Relation


@dataclass(frozen=True)
class Who:
    """Somebody who did something. `name` is None for one whom this viewer may not know."""

    name: str | None
    is_person: bool
    is_viewer: bool

    @property
    def is_known(self) -> bool:
        """May this viewer know who it is? If not, what they think is not for the viewer either."""
        return self.name is not None or self.is_viewer


def called(viewer: Relation, member: CircleMember) -> str:
    """A member as the viewer knows them: "my sister" is the person's own word, and for them alone.

    For members whom the viewer may know.
    """
    return member.shown_name if viewer.is_person else member.name


class Names:
    """The names around one person. At most two queries, however many accounts are asked for."""

    def __init__(self, viewer: Relation, accounts: Iterable[uuid.UUID]) -> None:
        self.viewer = viewer
        self.accounts = set(accounts)

    @cached_property
    def by_member(self) -> dict[str, CircleMember]:
        """Everybody who is or was in the circle, by the id of their place in it, as text."""
        members = db.session.scalars(
            select(CircleMember).where(CircleMember.person_id == self.viewer.person.id)
        )
        return {str(member.id): member for member in members}

    @cached_property
    def by_account(self) -> dict[uuid.UUID, CircleMember]:
        return {m.account_id: m for m in self.by_member.values() if m.account_id is not None}

    @cached_property
    def others(self) -> dict[uuid.UUID, str]:
        """Names of accounts that never were in the circle: for the person alone."""
        if not self.viewer.is_person:
            return {}
        unknown = self.accounts - set(self.by_account) - {self.viewer.account_id}
        if not unknown:
            return {}
        rows = db.session.execute(select(Account.id, Account.name).where(Account.id.in_(unknown)))
        return {row.id: row.name for row in rows}

    def of_member(self, member: CircleMember) -> str | None:
        known = self.viewer.is_person or self.viewer.may(Part.CIRCLE)
        return called(self.viewer, member) if known else None

    def of_account(self, account_id: uuid.UUID) -> str | None:
        if account_id == self.viewer.person.account_id:
            return self.viewer.person.called
        if not (self.viewer.is_person or self.viewer.may(Part.CIRCLE)):
            # Nobody's name is for this viewer: nothing is read.
            return None
        member = self.by_account.get(account_id)
        return self.of_member(member) if member is not None else self.others.get(account_id)

    def who(self, account_id: uuid.UUID) -> Who:
        """Somebody by their account."""
        return Who(
            name=self.of_account(account_id),
            is_person=account_id == self.viewer.person.account_id,
            is_viewer=account_id == self.viewer.account_id,
        )


def known_to(viewer: Relation, column: Any) -> ColumnElement[bool]:
    """Does the account in `column` belong to somebody whom this viewer may know?

    The rule of `Who.is_known` for a query: what others think is neither read nor counted.
    """
    if viewer.is_person:
        return true()
    known = [column == viewer.account_id]
    if viewer.person.account_id is not None:
        known.append(column == viewer.person.account_id)
    if viewer.may(Part.CIRCLE):
        members = select(CircleMember.account_id).where(
            CircleMember.person_id == viewer.person.id, CircleMember.account_id.is_not(None)
        )
        known.append(column.in_(members))
    return or_(*known)
