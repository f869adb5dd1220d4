"""Photos and sounds of outcomes, to those who may see the outcome that they stand in."""

from __future__ import annotations

import uuid
from typing import Any

from app.extensions import db
from app.outcomes.models import OutcomeText
from app.outcomes.queries.outcomes import seen_outcomes, texts_of_seen
from app.outcomes.queries.texts import TextSeen, file_columns, seen
from app.people.models import StoredPhoto, StoredSound
from app.people.predicates import Relation


def photo_for(viewer: Relation, photo_id: uuid.UUID) -> StoredPhoto | None:
    """One photo; None when there is none or it stands nowhere that this viewer may look.

    The person sees older photos too; everybody else the one that stands now, if it is not hidden.
    """
    text = _text_with(viewer, OutcomeText.photo_id == photo_id)
    return text.photo if text is not None else None


def sound_for(viewer: Relation, sound_id: uuid.UUID) -> StoredSound | None:
    """One sound, by the same rule."""
    text = _text_with(viewer, OutcomeText.sound_id == sound_id)
    return text.sound if text is not None else None


def _text_with(viewer: Relation, file: Any) -> TextSeen | None:
    stands = texts_of_seen(viewer) if viewer.is_person else seen_outcomes(viewer)
    chosen = stands.where(file).with_only_columns(OutcomeText, *file_columns(viewer)).limit(1)
    row = db.session.execute(chosen).first()
    return seen(viewer, *row) if row is not None else None
