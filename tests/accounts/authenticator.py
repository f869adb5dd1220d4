"""A passkey in software: what a phone would answer, made with its own key."""

from __future__ import annotations

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def data(given: str) -> bytes:
    return urlsafe_b64decode(given + "=" * (-len(given) % 4))


class Authenticator:
    """One phone with one key, for one account of one site."""

    def __init__(self, origin: str = "http://localhost:8000", site: str = "localhost") -> None:
        self.origin, self.site = origin, site
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.credential_id = os.urandom(32)
        self.handle = b""
        self.count = 0
        self.flags = PRESENT | VERIFIED

    def make(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.create`."""
        self.handle = data(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        public = {
            1: 2,
            3: -7,
            -1: 1,
            -2: numbers.x.to_bytes(32, "big"),
            -3: numbers.y.to_bytes(32, "big"),
        }
        about = (
            bytes(16)
            + len(self.credential_id).to_bytes(2, "big")
            + self.credential_id
            + cbor2.dumps(public)
        )
        told = {"fmt": "none", "attStmt": {}, "authData": self._state(ATTESTED) + about}
        return self._answer(
            "webauthn.create",
            options,
            {
                "attestationObject": text(cbor2.dumps(told)),
                "transports": ["internal", "nonsense"],
            },
        )

    def use(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to `navigator.credentials.get`."""
        self.count += 1
        state = self._state()
        client = self._client("webauthn.get", options)
        signed = self.key.sign(state + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            "webauthn.get",
            options,
            {
                "authenticatorData": text(state),
                "signature": text(signed),
                "userHandle": text(self.handle),
            },
        )

    def _state(self, more: int = 0) -> bytes:
        site = hashlib.sha256(self.site.encode()).digest()
        return site + bytes([self.flags | more]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        said = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(
        self, kind: str, options: dict[str, Any], response: dict[str, Any]
    ) -> dict[str, Any]:
        return {
            "id": text(self.credential_id),
            "rawId": text(self.credential_id),
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": {},
            "response": {"clientDataJSON": text(self._client(kind, options)), **response},
        }
