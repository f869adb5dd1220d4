"""Drafts: only whoever typed one may read it."""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.accounts.models import Account
from app.extensions import db
from app.people.models import Draft


def draft_of(account: Account, person_id: uuid.UUID, place: str) -> Draft | None:
    """What this account typed here and did not keep. Ask only where the account may write."""
    return db.session.scalar(
        select(Draft).where(
            Draft.account_id == account.id, Draft.person_id == person_id, Draft.place == place
        )
    )
