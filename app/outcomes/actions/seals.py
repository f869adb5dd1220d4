"""Keys for phones without a signal."""

from __future__ import annotations

from flask import current_app

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.outcomes.models import AnswerSeal
from app.outcomes.queries.seals import seal_of, still_opens
from app.outcomes.sealing import new_keys
from app.plans.actions.said import added


@action
def make_seal(*, by: Account) -> AnswerSeal:
    """The key pair of this account, made the first time it is asked for.

    A new one where the portal's secret has changed: what was locked before opens for nobody then.
    """
    found = seal_of(by)
    if found is not None and still_opens(found):
        return found
    keys = new_keys(current_app.config["SECRET_KEY"], by.id)
    if found is None:
        made = AnswerSeal(account_id=by.id, public_key=keys.public, private_key=keys.private)
        if not added(made):
            return _theirs(by)
        found = made
    else:
        found.public_key, found.private_key = keys.public, keys.private
        db.session.flush()
    record("answer-seal.made", by=by, about=f"answer_seal:{found.id}")
    return found


def _theirs(by: Account) -> AnswerSeal:
    found = seal_of(by)
    assert found is not None
    return found
