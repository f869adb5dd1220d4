"""Passkeys: added, used, taken away. The checks were done before (`app.accounts.passkeys`)."""

from __future__ import annotations

from app.accounts.models import Account, Passkey, SignedInBy, TrustedBy
from app.accounts.passkeys import Checked
from app.accounts.sessions import begin_session, device_label, remember_device, trust_device
from app.audit import action, record
from app.database import now
from app.extensions import db


@action
def add_passkey(*, by: Account, made: Checked) -> Passkey:
    """Keep the public half. The session has now shown a second factor."""
    assert by.sign_in is not None
    kept = Passkey(
        account_id=by.id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        device_type=made.device_type,
        backed_up=made.backed_up,
        aaguid=made.aaguid,
        transports=made.transports,
        label=device_label(),
    )
    by.passkey_handle = made.handle
    db.session.add(kept)
    db.session.flush()
    by.sign_in.second_factor_at = now()
    record("passkey.added", by=by, about=f"passkey:{kept.id}")
    return kept


@action
def end_passkey(*, by: Account, passkey: Passkey) -> None:
    """This passkey opens nothing any more."""
    passkey.ended_at = now()
    record("passkey.ended", by=by, about=f"passkey:{passkey.id}")


@action
def sign_in_by_passkey(*, by: Account, passkey: Passkey, used: Checked) -> None:
    """The key signed the challenge: come in. A key of this very device makes it known."""
    _count_use(passkey, used)
    known = TrustedBy.PASSKEY if used.is_of_this_device else None
    begin_session(by, SignedInBy.PASSKEY, remember_device(by, known))


@action
def prove_by_passkey(*, by: Account, passkey: Passkey, used: Checked) -> None:
    """The key signed in a session that goes on: fresh again, and a second factor."""
    sign_in = by.sign_in
    assert sign_in is not None
    _count_use(passkey, used)
    sign_in.fresh_at = sign_in.second_factor_at = now()
    record("session.fresh", by=by, about=f"sign_in:{sign_in.id}", facts={"how": "passkey"})
    if used.is_of_this_device and sign_in.device and not sign_in.device.is_trusted:
        trust_device(by, sign_in.device, TrustedBy.PASSKEY)


def _count_use(passkey: Passkey, used: Checked) -> None:
    passkey.sign_count = used.sign_count
    passkey.backed_up = used.backed_up
    passkey.used_at = now()
