"""The key pair of an account, and whether an answer has come before."""

from __future__ import annotations

import uuid

from flask import current_app
from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.outcomes.models import AnswerSeal, CheckIn
from app.outcomes.sealing import CannotOpen, Opened, Sealed, open_answer, private_key


def seal_of(account: Account) -> AnswerSeal | None:
    return db.session.scalar(select(AnswerSeal).where(AnswerSeal.account_id == account.id))


def still_opens(seal: AnswerSeal) -> bool:
    """Does its private half open with the portal's secret of today?"""
    try:
        private_key(current_app.config["SECRET_KEY"], seal.account_id, seal.private_key)
    except CannotOpen:
        return False
    return True


def opened(account: Account, sealed: Sealed, person_id: uuid.UUID) -> Opened:
    """What a phone locked for this account and person. Raises CannotOpen."""
    seal = seal_of(account)
    if seal is None:
        raise CannotOpen
    private = private_key(current_app.config["SECRET_KEY"], account.id, seal.private_key)
    return open_answer(private, sealed, person_id)


def came_before(key: uuid.UUID) -> bool:
    """Is there a check-in with this key already?"""
    return db.session.get(CheckIn, key) is not None
