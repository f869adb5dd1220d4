"""Passkeys, checked: options for the browser, and what it answers.

The challenge waits in the session and is taken out once. The website is the one of BASE_URL, never
of the request's Host. The key must ask for a face, a finger or a code (user verification), so
that it counts as two factors.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import current_app, session
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    AuthenticatorTransport,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.accounts.models import Account, Passkey

_CHALLENGE = "passkey_challenge"
_TRANSPORTS = {each.value for each in AuthenticatorTransport}


class NotProven(Exception):
    """What the browser sent does not prove anything: forged, for another site, or too late."""


@dataclass(frozen=True)
class Checked:
    """A passkey that was just made or used. `handle` names its account, nothing more."""

    credential_id: bytes
    sign_count: int
    device_type: str
    backed_up: bool
    public_key: bytes = b""
    aaguid: str = ""
    handle: bytes = b""
    transports: tuple[str, ...] = ()
    is_of_this_device: bool = False


def options_to_register(account: Account, passkeys: list[Passkey]) -> str:
    """JSON for `navigator.credentials.create`."""
    handle = account.passkey_handle or secrets.token_bytes(32)
    options = generate_registration_options(
        rp_id=_site(),
        rp_name=current_app.config["PORTAL_NAME"],
        user_id=handle,
        user_name=account.email,
        user_display_name=account.name,
        exclude_credentials=[_described(passkey) for passkey in passkeys],
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
    )
    _keep(options.challenge, handle)
    return options_to_json(options)


def options_to_use(passkeys: list[Passkey] | None = None) -> str:
    """JSON for `navigator.credentials.get`. Signed out nothing is named: the device chooses."""
    options = generate_authentication_options(
        rp_id=_site(),
        allow_credentials=[_described(passkey) for passkey in passkeys or []],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    _keep(options.challenge)
    return options_to_json(options)


def check_made(credential: Any) -> Checked:
    """The answer of `create`. Raises NotProven."""
    challenge, handle = _take()
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_site(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
        transports = credential["response"].get("transports") or []
        given = tuple(one for one in transports if one in _TRANSPORTS)
    except (WebAuthnException, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotProven from problem
    return Checked(
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        device_type=made.credential_device_type.value,
        backed_up=made.credential_backed_up,
        aaguid=made.aaguid,
        handle=handle,
        transports=given,
    )


def credential_id_of(credential: Any) -> bytes:
    """Which passkey the browser says it used. Raises NotProven."""
    try:
        return base64url_to_bytes(credential["rawId"])
    except (KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotProven from problem


def check_used(credential: Any, passkey: Passkey | None, account: Account | None) -> Checked:
    """The answer of `get`, by this passkey of this account. Raises NotProven."""
    challenge, _ = _take()
    if passkey is None or account is None:
        raise NotProven
    try:
        used = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_site(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
        named = credential["response"].get("userHandle")
        attachment = credential.get("authenticatorAttachment")
    except (WebAuthnException, KeyError, TypeError, ValueError, AttributeError) as problem:
        raise NotProven from problem
    if named and base64url_to_bytes(named) != account.passkey_handle:
        raise NotProven
    return Checked(
        credential_id=passkey.credential_id,
        sign_count=used.new_sign_count,
        device_type=used.credential_device_type.value,
        backed_up=used.credential_backed_up,
        is_of_this_device=attachment == "platform",
    )


def _described(passkey: Passkey) -> PublicKeyCredentialDescriptor:
    return PublicKeyCredentialDescriptor(
        id=passkey.credential_id,
        transports=[AuthenticatorTransport(one) for one in passkey.transports] or None,
    )


def _keep(challenge: bytes, handle: bytes = b"") -> None:
    session[_CHALLENGE] = [bytes_to_base64url(challenge), bytes_to_base64url(handle)]


def _take() -> tuple[bytes, bytes]:
    kept = session.pop(_CHALLENGE, None)
    if kept is None:
        raise NotProven
    return base64url_to_bytes(kept[0]), base64url_to_bytes(kept[1])


def _origin() -> str:
    parts = urlsplit(current_app.config["BASE_URL"])
    return f"{parts.scheme}://{parts.netloc}"


def _site() -> str:
    return urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
