"""The link by which somebody without an account comes back to what they sent. Never in a log.

It is signed, holds for a month, and can be renewed: each new one is a number higher, and an
older number opens nothing. The database holds the number alone.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.staff_choice.models import Applicant

LASTS_SECONDS = 30 * 24 * 60 * 60


@dataclass(frozen=True)
class Named:
    """What a link names: an applicant, and which of their links it is."""

    applicant_id: uuid.UUID
    number: int


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="applicant-link")


def token_of(applicant: Applicant) -> str:
    told: str = _signer().dumps([applicant.id.hex, applicant.link_number])
    return told


def path_of(applicant: Applicant) -> str:
    """The address of their own page."""
    return f"/applications/{token_of(applicant)}"


def read_token(token: str) -> Named | None:
    """None for a link that is not ours, or over a month old."""
    try:
        applicant_id, number = _signer().loads(token, max_age=LASTS_SECONDS)
    except BadSignature:
        return None
    return Named(uuid.UUID(applicant_id), number)
