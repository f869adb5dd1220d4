"""Hand me the phone: one question for the person, the supporter's account locked behind it."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import action, record
from app.config import LIMITS
from app.database import now
from app.extensions import db
from app.people.handing import Handed, key_of
from app.people.models import QuestionDeclined


class NotProved(Exception):
    """Nobody proved since the phone was handed over that it is their own again."""


@action
def hand_over(*, by: Account, person_id: uuid.UUID, kind: str, about: str) -> None:
    """From now on this session opens one question page and nothing else.

    `kind`: a kind of `app/people/handing.py`; `about`: the part or the row that it asks about.
    """
    assert by.sign_in is not None
    at = now()
    by.sign_in.handed = {
        "person": str(person_id),
        "kind": kind,
        "about": about,
        "since": at.isoformat(),
        "answered": False,
    }
    # Whoever holds the phone now proved nothing: only a proof from here on counts.
    by.sign_in.fresh_at = at - LIMITS.fresh_sign_in
    record("phone.handed", by=by, person=person_id, facts={"kind": kind, "about": about})


@action
def finish_question(*, by: Account, declined: bool = False) -> None:
    """The person answered, or does not want to: the phone goes back.

    `declined`: the key of this hand-over ends with it. An answer that is locked with it and sent
    later would be the owner's, as said by the person.
    """
    assert by.sign_in is not None and by.sign_in.handed is not None
    handed = by.sign_in.handed
    by.sign_in.handed = {**handed, "answered": True}
    if declined and "kind" in handed:
        _end_key(by, handed)


def _end_key(by: Account, handed: Handed) -> None:
    person_id = uuid.UUID(handed["person"])
    try:
        with db.session.begin_nested():
            key = key_of(by.id, handed)
            db.session.add(QuestionDeclined(id=key, person_id=person_id, account_id=by.id))
    except IntegrityError:
        # Tapped twice.
        return
    record("phone.declined", by=by, person=person_id, facts={"kind": handed["kind"]})


def was_declined(key: uuid.UUID) -> bool:
    """Did the person say "I do not want to" to the question of this hand-over?"""
    return db.session.get(QuestionDeclined, key) is not None


@action
def take_back(*, by: Account) -> None:
    """The supporter proved who they are, after the phone was handed over. Raises NotProved."""
    assert by.sign_in is not None and by.sign_in.handed is not None
    handed = by.sign_in.handed
    if not is_proved(by):
        raise NotProved
    by.sign_in.handed = None
    record("phone.taken_back", by=by, person=uuid.UUID(handed["person"]))


def is_proved(account: Account) -> bool:
    """Did the owner prove who they are since the phone was handed over?"""
    sign_in = account.sign_in
    if sign_in is None or sign_in.handed is None:
        return False
    return sign_in.fresh_at > datetime.fromisoformat(sign_in.handed["since"])
