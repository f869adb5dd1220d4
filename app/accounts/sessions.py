"""A session: begun at sign-in, checked on each request, ended by time or by its owner.

Idle limits (source: design, sessions): 20 hours on a trusted device for the person and the circle,
60 minutes for accounts at work, 30 minutes on other devices.
"""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import datetime, timedelta

from flask import Response, current_app, g, request, session
from flask_login import current_user, login_user
from sqlalchemy import select, update

from app.accounts.likes import bring_along
from app.accounts.models import Account, Device, SignedInBy, SignIn, TrustedBy
from app.accounts.telling import tell_of_new_device
from app.audit import SYSTEM, record
from app.config import LIMITS
from app.database import now
from app.extensions import db, login_manager
from app.transactions import keep_in_any_case


class Refused(Exception):
    """A rule of accounts says no: a mailbox alone on a new device, family inviting in person."""


DEVICE_COOKIE = "device"
_SEEN_STEP = timedelta(minutes=1)


@login_manager.user_loader
def load_account(sign_in_id: str) -> Account | None:
    """The account of a live session; None when it ended or idled too long. One query."""
    try:
        key = uuid.UUID(sign_in_id)
    except ValueError:
        return None
    found = db.session.scalar(select(SignIn).where(SignIn.id == key, SignIn.ended_at.is_(None)))
    if found is None or found.account.closed_at is not None:
        return None
    at = now()
    if at - found.seen_at > idle_limit(found):
        return None
    if at - found.seen_at > _SEEN_STEP:
        # By its id: the row itself would be read anew once the request is settled.
        keep_in_any_case(lambda: _touch(key, at))
    found.account.sign_in = found
    return found.account


def idle_limit(sign_in: SignIn) -> timedelta:
    """How long this session may rest."""
    if sign_in.is_work:
        return LIMITS.idle_work
    trusted = sign_in.device is not None and sign_in.device.is_trusted
    return LIMITS.idle_trusted if trusted else LIMITS.idle_other


def _touch(sign_in_id: uuid.UUID, at: datetime) -> None:
    db.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=at))


def begin_session(account: Account, how: SignedInBy, device: Device) -> SignIn:
    """Sign this browser in. Call inside an action. A new session id: nothing of before is kept."""
    if current_user.is_authenticated and current_user.sign_in is not None:
        end_session(current_user.sign_in)
    at = now()
    begun = SignIn(
        account_id=account.id,
        device_id=device.id,
        how=how,
        seen_at=at,
        fresh_at=at,
        is_work=account.is_work,
        second_factor_at=at if how is SignedInBy.PASSKEY else None,
    )
    begun.account, begun.device = account, device
    db.session.add(begun)
    db.session.flush()
    account.sign_in = begun
    session.clear()
    session.permanent = True
    login_user(account)
    bring_along(account)
    record("session.began", by=account, about=f"sign_in:{begun.id}", facts={"how": how.value})
    return begun


def this_device(account: Account) -> Device | None:
    """The device row of this browser for this account, by its cookie."""
    secret = request.cookies.get(DEVICE_COOKIE, "")
    if not secret:
        return None
    return db.session.scalar(
        select(Device).where(
            Device.secret_hash == hash_secret(secret, account.id),
            Device.account_id == account.id,
            Device.ended_at.is_(None),
        )
    )


def remember_device(account: Account, trusted_by: TrustedBy | None = None) -> Device:
    """The device row of this browser, made if it is new. Trust is added, never taken, here.

    An account's first device is marked: only later ones count as new.
    """
    device = this_device(account)
    if device is None:
        secret = request.cookies.get(DEVICE_COOKIE) or secrets.token_urlsafe(32)
        g.new_device_secret = secret
        first = db.session.scalar(select(Device.id).where(Device.account_id == account.id)) is None
        device = Device(
            account_id=account.id,
            secret_hash=hash_secret(secret, account.id),
            label=device_label(),
            is_first=first,
        )
        db.session.add(device)
        db.session.flush()
        record("device.seen", by=account, about=f"device:{device.id}", facts={"first": first})
        if not first and trusted_by is not TrustedBy.DEMO:
            tell_of_new_device(account, device)
    if trusted_by is not None and not device.is_trusted:
        trust_device(account, device, trusted_by)
    return device


def trust_device(account: Account, device: Device, how: TrustedBy) -> None:
    """From now on this device is known. Call inside an action."""
    device.trusted_by, device.trusted_at = how, now()
    record("device.trusted", by=account, about=f"device:{device.id}", facts={"how": how.value})


def hash_secret(secret: str, account_id: uuid.UUID) -> str:
    """One browser has one secret; each account on it has its own row."""
    return hashlib.sha256(f"{account_id}:{secret}".encode()).hexdigest()


def hash_token(token: str) -> str:
    """What we keep of a link's token. It is random enough that a plain hash is safe."""
    return hashlib.sha256(token.encode()).hexdigest()


def device_label() -> str:
    """What kind of device, in one word or two, from the browser's own description."""
    agent = request.headers.get("User-Agent", "")
    for mark, label in (
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ):
        if mark in agent:
            return label
    return ""


def keep_device_cookie(response: Response) -> Response:
    """After a sign-in on a new browser: its secret goes into a cookie for a year."""
    secret = g.pop("new_device_secret", None)
    if secret is not None:
        response.set_cookie(
            DEVICE_COOKIE,
            secret,
            max_age=365 * 24 * 3600,
            httponly=True,
            samesite="Lax",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
        )
    return response


def end_session(sign_in: SignIn) -> None:
    """End one session. Call inside an action."""
    sign_in.ended_at = now()
    record("session.ended", by=sign_in.account or SYSTEM, about=f"sign_in:{sign_in.id}")


def end_device(account: Account, device: Device) -> None:
    """The device is not known any more; its sessions end. Call inside an action.

    Its secret is forgotten, so that the same browser can come back as a new device.
    """
    device.ended_at, device.secret_hash = now(), f"ended:{device.id}"
    record("device.ended", by=account, about=f"device:{device.id}")
    for sign_in in live_sign_ins(account):
        if sign_in.device_id == device.id:
            end_session(sign_in)


def live_sign_ins(account: Account) -> list[SignIn]:
    """The sessions of an account that go on now, the last used first."""
    begun = db.session.scalars(
        select(SignIn)
        .where(SignIn.account_id == account.id, SignIn.ended_at.is_(None))
        .order_by(SignIn.seen_at.desc())
    )
    at = now()
    return [each for each in begun if at - each.seen_at <= idle_limit(each)]


def is_known_device(account: Account) -> bool:
    """Is this browser a trusted device of the account? Works before and after sign-in."""
    device = this_device(account)
    return device is not None and device.is_trusted


def is_new_device(account: Account) -> bool:
    """Is this session on a device that the account began to use in the last 24 hours?

    Sharing more is refused then, stopping never. The first device of an account and one opened
    through the demo are not new. Source: design, "Against control".
    """
    device = account.sign_in.device if account.sign_in is not None else None
    if device is None:
        return True
    if device.is_first or device.trusted_by is TrustedBy.DEMO:
        return False
    return now() - device.created_at < LIMITS.new_device_wait


def may_change_ways_in(account: Account) -> bool:
    """May this session add a key or change who is told? A person's own account: on a known device.

    Else whoever knows only the password could make a device of theirs known.
    """
    device = account.sign_in.device if account.sign_in is not None else None
    return not account.needs_known_device or (device is not None and device.is_trusted)


def is_fresh(account: Account) -> bool:
    """Did the account prove itself in the last minutes? Asked before hiding and private notes."""
    return account.sign_in is not None and now() - account.sign_in.fresh_at < LIMITS.fresh_sign_in
