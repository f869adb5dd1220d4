"""Answers that a phone without a signal locked: the keys, and how an answer is opened here.

The phone makes a pair of keys for each answer, agrees on a secret with the account's public key
(ECDH on P-256), and draws from it by HKDF-SHA-256 the key of AES-256-GCM. It forgets its own half,
so that it cannot read the answer back. The same in the browser: `static/js/sealing.js`.
"""

from __future__ import annotations

import json
import os
import uuid
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

ABOUT = b"together: an answer without a signal, 1"
_NONCE = 12
_LENGTH = 4


class CannotOpen(Exception):
    """Not locked for this account, changed on the way, or locked with a key that is gone."""


@dataclass(frozen=True)
class Sealed:
    """One locked answer, as it came. `ephemeral`: the phone's public half, 65 bytes."""

    key: uuid.UUID
    mark: str
    ephemeral: bytes
    nonce: bytes
    locked: bytes

    def bound_to(self, person_id: uuid.UUID) -> bytes:
        """What the lock also holds: another key, account or person does not open it."""
        return f"{self.key}|{self.mark}|{person_id}".encode()


@dataclass(frozen=True)
class Opened:
    """What was said, as the phone wrote it, unchecked; and the bytes of a photo and of a sound."""

    said: dict[str, Any]
    photo: bytes
    sound: bytes = b""


@dataclass(frozen=True)
class Keys:
    """A pair of keys: the public half as a JSON web key, the private one locked."""

    public: dict[str, str]
    private: bytes


def new_keys(secret: str, account_id: uuid.UUID) -> Keys:
    """A fresh pair for an account."""
    private = ec.generate_private_key(ec.SECP256R1())
    numbers = private.public_key().public_numbers()
    public = {"kty": "EC", "crv": "P-256", "x": _text(numbers.x), "y": _text(numbers.y)}
    plain = private.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    nonce = os.urandom(_NONCE)
    locked = AESGCM(_derived(secret.encode(), b"", b"answer-seal")).encrypt(
        nonce, plain, account_id.bytes
    )
    return Keys(public, nonce + locked)


def private_key(secret: str, account_id: uuid.UUID, locked: bytes) -> ec.EllipticCurvePrivateKey:
    """The private half. Raises CannotOpen when the portal's secret is another one by now."""
    try:
        plain = AESGCM(_derived(secret.encode(), b"", b"answer-seal")).decrypt(
            locked[:_NONCE], locked[_NONCE:], account_id.bytes
        )
    except InvalidTag:
        raise CannotOpen from None
    found = serialization.load_der_private_key(plain, None)
    assert isinstance(found, ec.EllipticCurvePrivateKey)
    return found


def open_answer(
    private: ec.EllipticCurvePrivateKey, sealed: Sealed, person_id: uuid.UUID
) -> Opened:
    """Raises CannotOpen for whatever was not locked for this key, account and person."""
    try:
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sealed.ephemeral)
        shared = private.exchange(ec.ECDH(), theirs)
        key = AESGCM(_derived(shared, sealed.ephemeral, ABOUT))
        plain = key.decrypt(sealed.nonce, sealed.locked, sealed.bound_to(person_id))
        length = int.from_bytes(plain[:_LENGTH], "big")
        said = json.loads(plain[_LENGTH : _LENGTH + length])
    except (InvalidTag, ValueError, RecursionError):
        raise CannotOpen from None
    if not isinstance(said, dict):
        raise CannotOpen
    return Opened(said, *_files(plain[_LENGTH + length :], said.get("photo_bytes")))


def _files(both: bytes, photo_bytes: Any) -> tuple[bytes, bytes]:
    """The photo and the sound that follows it. Raises CannotOpen.

    A page that was put aside before sounds could wait says no length: all is its photo.
    """
    if photo_bytes is None:
        return both, b""
    if not isinstance(photo_bytes, int) or not 0 <= photo_bytes <= len(both):
        raise CannotOpen
    return both[:photo_bytes], both[photo_bytes:]


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(secret)


def _text(number: int) -> str:
    """As JSON web keys write a coordinate (RFC 7518, 6.2.1.2): 32 bytes, base64url, unpadded."""
    return urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
