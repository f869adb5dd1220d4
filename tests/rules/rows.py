"""A row of the access register: one method of one page, and who gets in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.demo.people import ACCOUNTS

ALL_ROLES = frozenset({"visitor", *(each.role for each in ACCOUNTS)})
EVERYBODY = ALL_ROLES
SIGNED_IN = ALL_ROLES - {"visitor"}


@dataclass(frozen=True)
class Row:
    """`path` names ids in braces, filled from the world. `lets_in`: the roles that get in."""

    method: str
    path: str
    lets_in: frozenset[str]
    form: Mapping[str, Any] = field(default_factory=dict)
    # Roles that may call it but find nothing there: not theirs, or not now.
    finds_nothing: frozenset[str] = frozenset()
    # The same answer for everybody, and for everybody signed in; "any" is not compared.
    answer: str = ""
    answer_signed_in: str = ""

    def url(self, values: Mapping[str, Any]) -> str:
        return self.path.format(**values)

    def expected(self, role: str) -> str:
        """in, sign-in, 403 or 404: under /people/ a refusal looks like nothing there."""
        if self.answer:
            return self.answer
        if self.answer_signed_in and role != "visitor":
            return self.answer_signed_in
        if role in self.finds_nothing:
            return "404"
        if role in self.lets_in:
            return "in"
        if role == "visitor":
            return "sign-in"
        return "404" if self.path.startswith("/people/") else "403"


def page(path: str, lets_in: frozenset[str], **given: Any) -> Row:
    return Row("GET", path, lets_in, **given)


def write(path: str, lets_in: frozenset[str], **given: Any) -> Row:
    return Row("POST", path, lets_in, **given)
