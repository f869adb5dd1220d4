"""The person's own picture: something they like, or a photo of themselves."""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.people.actions.about_me import add_photo
from app.people.models import Person
from app.storage import KeptPicture


@action
def choose_picture(*, by: Account, person_id: uuid.UUID, picture: str) -> None:
    """Stand in the doorway as a picture of the registry; empty: as nobody's picture."""
    person = db.session.get_one(Person, person_id)
    person.picture, person.photo_id = picture, None
    record("picture.chosen", by=by, person=person_id, facts={"picture": picture})


@action
def use_photo(*, by: Account, person_id: uuid.UUID, kept: KeptPicture, alt: str) -> None:
    """Stand in the doorway as oneself."""
    person = db.session.get_one(Person, person_id)
    photo = add_photo(by, person_id, None, kept, alt)
    person.photo_id = photo.id
    record("picture.chosen", by=by, person=person_id, about=f"stored_photo:{photo.id}")
