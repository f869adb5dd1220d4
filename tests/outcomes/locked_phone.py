"""A phone without a signal, played in Python: it locks an answer as `static/js/sealing.js` does."""

from __future__ import annotations

import io
import json
import os
import time
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask

from app.extensions import db
from app.outcomes.models import Lifecycle, Outcome, OutcomeState, OutcomeText
from app.people.models import Relationship
from app.people.parts import Level, Part
from tests.page_client import Browser
from tests.plans.house import PlanHouse, build_plan_house

DAY = 24 * 3600 * 1000


class WaitingHouse(PlanHouse):
    """Roles: person; sister and worker (may say their view); friend (in the circle, nothing)."""

    @property
    def check_in(self) -> str:
        return f"/people/{self.person_id}/outcomes/check-in"

    def files_kept(self) -> list[Path]:
        """What storage has."""
        return [p for p in Path(self.portal.config["FILES_URL"]).rglob("*") if p.is_file()]

    def want(
        self, title: str, lifecycle: Lifecycle = Lifecycle.ACTIVE, role: str = "person"
    ) -> uuid.UUID:
        """Something that the person wants, or that another thinks of. Its id."""
        me = self.accounts[role]
        with self.portal.app_context(), db.writing():
            made = Outcome(person_id=self.person_id, made_by=me)
            db.session.add(made)
            db.session.flush()
            text = {"title": title, "language": "en", "written_by": me}
            db.session.add(OutcomeText(outcome_id=made.id, number=1, **text))
            state = {"lifecycle": lifecycle, "said_by": me}
            db.session.add(OutcomeState(outcome_id=made.id, number=1, **state))
            return made.id

    def phone(self, role: str = "person") -> Phone:
        """The phone of somebody who is signed in, with the public key it was given."""
        browser = self.as_(role)
        given = browser.client.post(f"{self.check_in}/seal").get_json()
        return Phone(browser, self.check_in, str(self.person_id), given["key"], given["mark"])


@dataclass
class Phone:
    """`mark` and `key`: what the server gave. `wrong_by`: milliseconds its clock goes ahead.

    `place`: where it sends what waited, below the page of check-ins.
    """

    browser: Browser
    check_in: str
    person: str
    key: dict[str, str]
    mark: str
    wrong_by: int = 0
    place: str = "waiting"

    def clock(self) -> int:
        return int(time.time() * 1000) + self.wrong_by

    def lock(
        self, photo: bytes = b"", sound: bytes = b"", ago: int = 0, key: str = "", **said: Any
    ) -> dict[str, Any]:
        """One answer, locked; `ago`: how many milliseconds it waits by the time it is sent."""
        inside = {"said_at": self.clock() - ago, "language": "en", "photo_bytes": len(photo)}
        return self.lock_bytes(json.dumps({**inside, **said}).encode(), photo + sound, key)

    def lock_bytes(self, words: bytes, files: bytes = b"", key: str = "") -> dict[str, Any]:
        ours = ec.generate_private_key(ec.SECP256R1())
        numbers = ec.EllipticCurvePublicNumbers(
            _number(self.key["x"]), _number(self.key["y"]), ec.SECP256R1()
        )
        shared = ours.exchange(ec.ECDH(), numbers.public_key())
        ephemeral = ours.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        info = b"together: an answer without a signal, 1"
        secret = HKDF(hashes.SHA256(), 32, ephemeral, info).derive(shared)
        nonce, key = os.urandom(12), key or str(uuid.uuid4())
        plain = len(words).to_bytes(4, "big") + words + files
        locked = AESGCM(secret).encrypt(nonce, plain, f"{key}|{self.mark}|{self.person}".encode())
        return {
            "key": key,
            "mark": self.mark,
            "ephemeral": urlsafe_b64encode(ephemeral).decode(),
            "nonce": urlsafe_b64encode(nonce).decode(),
            "locked": locked,
        }

    def send(self, answer: dict[str, Any], browser: Browser | None = None, **changed: Any) -> Any:
        """The server's answer to it, as (status, words)."""
        form = {"sent_at": str(self.clock()), **answer, **changed}
        form["locked"] = (io.BytesIO(form["locked"]), "locked")
        came = (browser or self.browser).client.post(
            f"{self.check_in}/{self.place}",
            data={name: value for name, value in form.items() if value is not None},
            content_type="multipart/form-data",
            headers={"Accept": "application/json"},
        )
        # A big body waits in a file, which the client leaves open.
        came.request.environ["wsgi.input"].close()
        told = came.get_json(silent=True) or {}
        return came.status_code, told.get("told", told.get("error", ""))


def _number(text: str) -> int:
    return int.from_bytes(urlsafe_b64decode(text + "="), "big")


def build_waiting_house(portal: Flask) -> WaitingHouse:
    made = build_plan_house(portal)
    house = WaitingHouse(portal, made.person_id, made.accounts, made.members)
    house.add_member("worker", "Barnaby Workerwick", Relationship.SUPPORT_WORKER)
    house.share("sister", Part.OUTCOMES, level=Level.COMMENT)
    house.share("worker", Part.OUTCOMES, level=Level.COMMENT)
    return house
