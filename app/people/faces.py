"""How the person stands in a doorway, as far as one viewer may see it."""

from __future__ import annotations

from typing import Any

from flask import url_for

from app.people.predicates import Relation
from app.people.queries.photos import sees_own_picture


def face(viewer: Relation) -> dict[str, Any]:
    """Their photo, or the picture they chose: a mapping photo_url, chosen, mine."""
    person = viewer.person
    if not sees_own_picture(viewer):
        return {"photo_url": None, "chosen": None, "mine": False}
    photo_url = None
    if person.photo_id is not None:
        photo_url = url_for(
            "photos.show_photo", person_id=person.id, photo_id=person.photo_id, size="small"
        )
    return {"photo_url": photo_url, "chosen": person.picture or None, "mine": viewer.is_person}
