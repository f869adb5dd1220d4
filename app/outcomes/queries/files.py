"""Photos and sounds of outcomes, to those who may see the outcome that they stand in."""

from __future__ import annotations

import uuid

from app.extensions import db
from app.outcomes.models import OutcomeText
from app.outcomes.queries.outcomes import seen_outcomes, texts_of_seen
from app.people.models import StoredPhoto, StoredSound
from app.people.predicates import Relation


def photo_for(viewer: Relation, photo_id: uuid.UUID) -> StoredPhoto | None:
    """One photo; None when there is none or it stands nowhere that this viewer may look.

    The person sees older photos too; everybody else the one that stands now.
    """
    stands = texts_of_seen(viewer) if viewer.is_person else seen_outcomes(viewer)
    found = db.session.scalar(
        stands.where(OutcomeText.photo_id == photo_id)
        .with_only_columns(OutcomeText.photo_id)
        .limit(1)
    )
    return db.session.get(StoredPhoto, found) if found is not None else None


def sound_for(viewer: Relation, sound_id: uuid.UUID) -> StoredSound | None:
    """One sound, by the same rule."""
    stands = texts_of_seen(viewer) if viewer.is_person else seen_outcomes(viewer)
    found = db.session.scalar(
        stands.where(OutcomeText.sound_id == sound_id)
        .with_only_columns(OutcomeText.sound_id)
        .limit(1)
    )
    return db.session.get(StoredSound, found) if found is not None else None
