"""Practice cards before the first scale: for the person alone, and never right or wrong."""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.outcomes.models import PracticeAnswer, Said
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added

__all__ = ["CARDS", "Refused", "keep_practice"]
# Source: practice B2: something that most people like, and something that nobody does.
CARDS = ("ice_cream", "toothache")


@action
def keep_practice(
    *, by: Account, viewer: Relation, key: uuid.UUID, card: str, answer: Said
) -> PracticeAnswer:
    """Keep one practice answer. Sent twice, it is kept once. The audit does not tell of it."""
    if not viewer.is_person or card not in CARDS:
        raise Refused(NOT_YOURS)
    made = PracticeAnswer(
        id=key, person_id=viewer.person.id, card=card, answer=answer, said_by=by.id
    )
    if not added(made):
        there = db.session.get_one(PracticeAnswer, key)
        if there.said_by != by.id:
            raise Refused(OPEN_AGAIN)
        return there
    return made
