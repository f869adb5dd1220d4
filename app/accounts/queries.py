"""Finding accounts, their links, devices, sessions and passkeys."""

from __future__ import annotations

import uuid

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account, Device, Link, Passkey, Purpose, SignIn
from app.accounts.sessions import hash_token
from app.config import LIMITS
from app.database import now
from app.extensions import db


def account_by_email(email: str) -> Account | None:
    """The open account with this address, however it is written; None where there is none."""
    return db.session.scalar(
        select(Account).where(Account.email == tidy_email(email), Account.closed_at.is_(None))
    )


def account_of_address(email: str) -> Account | None:
    """The account with this address, open or closed."""
    return db.session.scalar(select(Account).where(Account.email == tidy_email(email)))


def is_address_taken(email: str) -> bool:
    """Does an account have this address, open or closed? Then no other can have it."""
    return account_of_address(email) is not None


def account(account_id: uuid.UUID) -> Account | None:
    return db.session.get(Account, account_id)


def tidy_email(email: str) -> str:
    """Addresses are compared without case and outer spaces."""
    return email.strip().lower()


def demo_accounts() -> list[Account]:
    """The demo's accounts, in the order in which they were made."""
    return list(
        db.session.scalars(
            select(Account).where(Account.email.endswith("@demo.example")).order_by(Account.id)
        )
    )


def find_link(token: str, *purposes: Purpose) -> Link | None:
    """A link that can still be used for one of these purposes. Looking does not use it up."""
    found = db.session.scalar(
        select(Link)
        .options(joinedload(Link.account))
        .where(
            Link.token_hash == hash_token(token),
            Link.purpose.in_(purposes),
            Link.used_at.is_(None),
            Link.expires_at > now(),
        )
    )
    if found is not None and found.account is not None and found.account.closed_at is not None:
        return None
    return found


def devices_of(account: Account) -> list[Device]:
    """The devices that an account uses, the newest first."""
    return list(
        db.session.scalars(
            select(Device)
            .where(Device.account_id == account.id, Device.ended_at.is_(None))
            .order_by(Device.id.desc())
        )
    )


def device_of(account: Account, device_id: uuid.UUID) -> Device | None:
    """One device of this account; None for anybody else's."""
    return db.session.scalar(
        select(Device).where(
            Device.id == device_id, Device.account_id == account.id, Device.ended_at.is_(None)
        )
    )


def sign_in_of(account: Account, sign_in_id: uuid.UUID) -> SignIn | None:
    """One live session of this account; None for anybody else's."""
    return db.session.scalar(
        select(SignIn).where(
            SignIn.id == sign_in_id, SignIn.account_id == account.id, SignIn.ended_at.is_(None)
        )
    )


def passkeys_of(account: Account) -> list[Passkey]:
    """The passkeys that open this account now."""
    return list(
        db.session.scalars(
            select(Passkey)
            .where(Passkey.account_id == account.id, Passkey.ended_at.is_(None))
            .order_by(Passkey.id)
        )
    )


def passkey_of(account: Account, passkey_id: uuid.UUID) -> Passkey | None:
    return db.session.scalar(
        select(Passkey).where(
            Passkey.id == passkey_id, Passkey.account_id == account.id, Passkey.ended_at.is_(None)
        )
    )


def passkey_by_credential(credential_id: bytes) -> Passkey | None:
    return db.session.scalar(
        select(Passkey).where(Passkey.credential_id == credential_id, Passkey.ended_at.is_(None))
    )


def open_account_of(passkey: Passkey | None) -> Account | None:
    """The account that a passkey opens, while it is open."""
    found = db.session.get(Account, passkey.account_id) if passkey is not None else None
    return found if found is not None and found.closed_at is None else None


def introduced_by(account: Account) -> set[uuid.UUID]:
    """Who let this account in with a code in person, within the last day."""
    return set(
        db.session.scalars(
            select(Link.made_by).where(
                Link.account_id == account.id,
                Link.purpose == Purpose.IN_PERSON,
                Link.made_by.is_not(None),
                Link.used_at > now() - LIMITS.new_device_wait,
            )
        )
    )
