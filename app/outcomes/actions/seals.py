"""Keys for phones without a signal, and taking in what they locked."""

from __future__ import annotations

import uuid
from dataclasses import replace

from flask import current_app

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.outcomes.actions.check_ins import Answered, Refused, check_in
from app.outcomes.models import AnswerSeal, CheckIn
from app.outcomes.queries.seals import came_before, seal_of, still_opens
from app.outcomes.sealing import new_keys
from app.people.actions.about_me import add_photo
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.actions.said import added
from app.storage import KeptPicture

__all__ = ["Refused", "make_seal", "take_sealed"]


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


@action
def take_sealed(
    *,
    by: Account,
    viewer: Relation,
    key: uuid.UUID,
    given: Answered,
    photo: KeptPicture | None = None,
    alt: str = "",
) -> CheckIn:
    """Keep what was said without a signal, once. Raises Refused for what may not be said now."""
    if photo is not None and not came_before(key):
        kept = add_photo(by, viewer.person.id, Part.OUTCOMES, photo, alt)
        given = replace(given, photo_id=kept.id)
    return check_in(by=by, viewer=viewer, key=key, given=given)
