"""A worker's own page, written by themselves."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import memberships
from app.storage import KeptPicture
from app.team.models import Worker


@dataclass(frozen=True)
class ProfileSaid:
    liked: str
    important: str
    support: str
    phone: str
    language: str


def own_row(by: Account) -> Worker:
    """The worker's row of this account, made with the first word. Call inside an action."""
    db.session.execute(select(Account.id).where(Account.id == by.id).with_for_update())
    found = db.session.scalar(select(Worker).where(Worker.account_id == by.id))
    if found is None:
        place = next(
            (m.organisation_id for m in memberships(by) if m.role is Role.PROVIDER_WORKER), None
        )
        found = Worker(account_id=by.id, organisation_id=place, name=by.name)
        db.session.add(found)
        db.session.flush()
    return found


@action
def write(*, by: Account, said: ProfileSaid) -> None:
    worker = own_row(by)
    worker.liked, worker.important, worker.support = said.liked, said.important, said.support
    worker.phone, worker.language = said.phone, said.language
    record("worker.profile-written", by=by, about=f"worker:{worker.id}")


@action
def use_photo(*, by: Account, kept: KeptPicture) -> None:
    worker = own_row(by)
    worker.photo_key, worker.thumb_key = kept.file_key, kept.thumb_key
    record("worker.photo-chosen", by=by, about=f"worker:{worker.id}")


@action
def take_photo_away(*, by: Account) -> None:
    worker = own_row(by)
    worker.photo_key = worker.thumb_key = ""
    record("worker.photo-gone", by=by, about=f"worker:{worker.id}")
