"""Signing in and out, and showing again that it is oneself."""

from __future__ import annotations

from app.accounts.models import Account, SignedInBy, TrustedBy
from app.accounts.sessions import (
    Refused,
    begin_session,
    end_session,
    is_known_device,
    remember_device,
)
from app.audit import action, record
from app.database import now


@action
def sign_in_demo(*, by: Account) -> None:
    """Sign in with one tap. Only the demo calls this."""
    device = remember_device(by, TrustedBy.DEMO)
    begin_session(by, SignedInBy.DEMO, device)


@action
def sign_in_by_password(*, by: Account, new_hash: str = "") -> None:
    """The password was right. `new_hash` replaces one made with weaker settings."""
    if new_hash:
        by.password_hash = new_hash
    begin_session(by, SignedInBy.PASSWORD, remember_device(by))


@action
def sign_in_by_link(*, by: Account, with_password: bool = False) -> None:
    """The link was used. With the password too, this device is known from now on.

    Raises Refused for a person's own account on an unknown device: a mailbox alone is no key.
    """
    if by.needs_known_device and not with_password and not is_known_device(by):
        raise Refused
    device = remember_device(by, TrustedBy.PASSWORD_AND_LINK if with_password else None)
    begin_session(by, SignedInBy.LINK, device)


@action
def sign_in_by_invitation(*, by: Account) -> None:
    """Somebody accepted an invitation by email. The device stays unknown."""
    begin_session(by, SignedInBy.INVITATION, remember_device(by))


@action
def sign_in_in_person(*, by: Account) -> None:
    """The code on the screen of the council or an advocate was opened on this device."""
    begin_session(by, SignedInBy.INVITATION, remember_device(by, TrustedBy.IN_PERSON))


@action
def sign_out(*, by: Account) -> None:
    """End this session, here and on the server."""
    if by.sign_in is not None:
        end_session(by.sign_in)


@action
def prove(*, by: Account, how: SignedInBy) -> None:
    """It was shown again, in this session, that it is oneself: by password or by link."""
    assert by.sign_in is not None
    by.sign_in.fresh_at = now()
    record("session.fresh", by=by, about=f"sign_in:{by.sign_in.id}", facts={"how": how.value})
