"""Links that work once: made, sent, used. Only the hash of a token is kept."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.engine import CursorResult

from app.accounts.models import Account, Link, Purpose
from app.accounts.sessions import Refused, hash_token
from app.accounts.telling import send_link
from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.config import LIMITS
from app.database import now
from app.extensions import db

KEPT_AFTER_END = timedelta(days=30)


@action
def make_link(
    *,
    by: Actor,
    purpose: Purpose,
    account_id: uuid.UUID | None = None,
    payload: dict[str, str] | None = None,
    life: timedelta = LIMITS.link_life,
) -> str:
    """A new link; its token, which is told once and kept nowhere. `payload`: ids and enums only."""
    token = secrets.token_urlsafe(32)
    made = Link(
        token_hash=hash_token(token),
        purpose=purpose,
        account_id=account_id,
        payload=payload or {},
        made_by=by.id,
        expires_at=now() + life,
    )
    db.session.add(made)
    db.session.flush()
    record("link.made", by=by, about=f"link:{made.id}", facts={"purpose": purpose.value})
    return token


@action
def use_link(*, by: Actor, token: str, purpose: Purpose) -> Link | None:
    """Use a link up. None when it is unknown, for something else, over, or used before.

    One statement, so that of two at once only one gets it.
    """
    at = now()
    used = db.session.scalar(
        update(Link)
        .where(
            Link.token_hash == hash_token(token),
            Link.purpose == purpose,
            Link.used_at.is_(None),
            Link.expires_at > at,
        )
        .values(used_at=at)
        .returning(Link.id)
        .execution_options(synchronize_session=False)
    )
    if used is None:
        return None
    record("link.used", by=by, about=f"link:{used}", facts={"purpose": purpose.value})
    return db.session.scalar(
        select(Link).where(Link.id == used).execution_options(populate_existing=True)
    )


@action
def ask_for_sign_in_link(*, by: Actor = SYSTEM, account: Account | None, next_path: str) -> None:
    """Send a sign-in link. Where there is no account the same is written, and nothing is sent."""
    payload = {"next": next_path} if len(next_path) <= 300 else {}
    account_id = account.id if account is not None else None
    token = make_link(by=by, purpose=Purpose.SIGN_IN, account_id=account_id, payload=payload)
    if account is not None:
        send_link(account, token, kind="sign-in-link")
        return
    # The message is written all the same and taken back, so that the time tells nothing either.
    with db.session.begin_nested() as taken_back:
        send_link(Account(email="nobody@invalid", language="en"), token, kind="sign-in-link")
        taken_back.rollback()


@action
def ask_for_fresh_link(*, by: Account, next_path: str) -> None:
    """Send a link that shows, in this very session only, that it is oneself."""
    _ask_for_link_here(by, Purpose.FRESH, next_path)


@action
def ask_for_trust_link(*, by: Account) -> None:
    """Send a link that makes this device known, after a sign-in by password."""
    _ask_for_link_here(by, Purpose.TRUST, "/settings/devices")


def _ask_for_link_here(by: Account, purpose: Purpose, next_path: str) -> None:
    assert by.sign_in is not None
    payload = {"sign_in": str(by.sign_in.id), "next": next_path[:300]}
    token = make_link(by=by, purpose=purpose, account_id=by.id, payload=payload)
    send_link(by, token, kind=f"{purpose.value}-link")


@action
def make_in_person_link(
    *, by: Account, account: Account, may_invite: Callable[[Account], bool]
) -> str:
    """A link for the person's own phone, shown as a code for 10 minutes; its token.

    `may_invite` tells whether the inviter works for the council or as an advocate and is not
    family; the circle knows, accounts do not. Raises Refused.
    """
    if by.id == account.id or not may_invite(by):
        raise Refused
    return make_link(by=by, purpose=Purpose.IN_PERSON, account_id=account.id, life=LIMITS.qr_life)


@action
def forget_old_links(*, by: Actor) -> None:
    """Take away links that ended a month ago."""
    with db.writing():
        gone = db.session.execute(delete(Link).where(Link.expires_at < now() - KEPT_AFTER_END))
        assert isinstance(gone, CursorResult)
        record("links.forgotten", by=by, facts={"number": gone.rowcount})
