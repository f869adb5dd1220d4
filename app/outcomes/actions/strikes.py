"""Striking out a mistake in what somebody said. It stays readable, with the reason."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from app.accounts.models import Account
from app.audit import action, record
from app.language.words import lazy as _l
from app.outcomes.actions.differences import raise_if_different
from app.outcomes.models import CheckIn, Question, RowStrike
from app.people.predicates import Relation
from app.plans.actions.said import Refused, added

__all__ = ["Reason", "Refused", "may_strike", "strike", "struck"]
NOT_YOUR_WORDS = _l("Only who said it can strike it out, or the person.")


@dataclass(frozen=True)
class Reason:
    """Why something was a mistake, cleaned."""

    words: str
    language: str


def struck(by: Account, viewer: Relation, row_id: uuid.UUID, reason: Reason) -> RowStrike | None:
    """The row that strikes another one out. None when somebody did so already."""
    made = RowStrike(
        row_id=row_id,
        person_id=viewer.person.id,
        reason=reason.words,
        language=reason.language,
        struck_by=by.id,
    )
    return made if added(made) else None


def may_strike(viewer: Relation, check_in: CheckIn) -> bool:
    """Who said it, and the person. Not whose phone it was said on.

    What a person without an account says on it is kept under the account of its owner.
    """
    own = check_in.said_by == viewer.account_id and check_in.on_phone_of is None
    return viewer.is_person or own


@action
def strike(*, by: Account, viewer: Relation, check_in: CheckIn, reason: Reason) -> RowStrike | None:
    """Strike out one check-in. None when somebody did so already. Raises Refused.

    It no longer counts as the view of its writer: the one before it does, and may differ.
    """
    if check_in.person_id != viewer.person.id or not may_strike(viewer, check_in):
        raise Refused(NOT_YOUR_WORDS)
    made = struck(by, viewer, check_in.id, reason)
    if made is None:
        return None
    record("check-in.struck", by=by, person=viewer.person.id, about=f"check_in:{check_in.id}")
    if check_in.question is Question.OUTCOME:
        raise_if_different(by=by, viewer=viewer, check_in=check_in)
    return made
