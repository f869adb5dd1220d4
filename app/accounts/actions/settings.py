"""Opening an account, its password, and how somebody likes things."""

from __future__ import annotations

from app.accounts.likes import put_on_account
from app.accounts.models import Account
from app.accounts.queries import tidy_email
from app.accounts.sessions import end_session, live_sign_ins
from app.audit import action, record
from app.audit.actions import Actor
from app.extensions import db
from app.language.likes import Likes


@action
def open_account(
    *, by: Actor, email: str, name: str, language: str = "en", needs_known_device: bool = False
) -> Account:
    """A new account. The caller has checked that the address is free and reaches its owner.

    `needs_known_device` for the account of a person: then a link alone opens it nowhere new.
    """
    opened = Account(
        email=tidy_email(email),
        name=name,
        language=language,
        needs_known_device=needs_known_device,
    )
    db.session.add(opened)
    db.session.flush()
    record("account.opened", by=by, about=f"account:{opened.id}")
    return opened


@action
def set_password(*, by: Account, password_hash: str) -> None:
    """A new password, hashed before. Every other session of the account ends."""
    by.password_hash = password_hash
    record("password.set", by=by, about=f"account:{by.id}")
    here = by.sign_in.id if by.sign_in is not None else None
    for sign_in in live_sign_ins(by):
        if sign_in.id != here:
            end_session(sign_in)


@action
def keep_likes(*, by: Account, likes: Likes) -> None:
    """Keep how somebody likes things, with the language in which notices are written."""
    put_on_account(by, likes)
