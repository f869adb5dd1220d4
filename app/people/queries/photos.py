"""Photos of a person, to those who may see the part they belong to."""

from __future__ import annotations

import uuid

from sqlalchemy import or_, select

from app.extensions import db
from app.people.models import StoredPhoto
from app.people.parts import ABOUT_ME
from app.people.predicates import Relation
from app.people.queries.about_me import newest_entry


def photo_for(viewer: Relation, photo_id: uuid.UUID) -> StoredPhoto | None:
    """One photo of About me; None when there is none or the viewer may not see its part.

    The person's own picture belongs to no part: it shows to those who may see some of About me.
    A photo that the person took away or changed is, as old words are, for the person alone.
    """
    found = db.session.scalar(
        select(StoredPhoto).where(
            StoredPhoto.id == photo_id,
            StoredPhoto.person_id == viewer.person.id,
            # Photos of the plan have an address and rules of their own.
            or_(StoredPhoto.part.is_(None), StoredPhoto.part.in_(ABOUT_ME)),
        )
    )
    if found is None:
        return None
    seen = viewer.is_person or _shows_now(viewer, found)
    return found if seen else None


def _shows_now(viewer: Relation, photo: StoredPhoto) -> bool:
    """Does the photo stand where this viewer may look?"""
    if photo.part is None:
        return photo.id == viewer.person.photo_id and sees_own_picture(viewer)
    entry = newest_entry(viewer, photo.part)
    return entry is not None and entry.photo_id == photo.id


def sees_own_picture(viewer: Relation) -> bool:
    """May this viewer see the picture that the person chose for themselves?"""
    return any(viewer.may(part) for part in ABOUT_ME)
