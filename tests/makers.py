"""Making what a test needs, in one line each, straight into the database.

Call inside `with portal.app_context():`. Names are unusual, so that a leak can be searched for.
"""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind, OrganisationMember, Role
from app.people.models import (
    Basis,
    CircleMember,
    Person,
    Relationship,
    SaidHow,
    SharedPart,
    SharingDecision,
    StoredPhoto,
    StoredSound,
)
from app.people.parts import Level, Part
from app.storage import files

_count = itertools.count(1)


def make_account(name: str = "", email: str = "", **given: object) -> Account:
    number = next(_count)
    made = Account(
        name=name or f"Quillon Vane {number}",
        email=email or f"account{number}@demo.example",
        **given,
    )
    db.session.add(made)
    db.session.commit()
    return made


def make_person(called: str = "", account: Account | None = None) -> Person:
    made = Person(
        called=called or f"Ottoline Bract {next(_count)}",
        account_id=account.id if account else None,
    )
    db.session.add(made)
    db.session.commit()
    return made


def make_member(
    person: Person,
    account: Account,
    relationship: Relationship = Relationship.FAMILY,
    organisation: Organisation | None = None,
) -> CircleMember:
    made = CircleMember(
        person_id=person.id,
        account_id=account.id,
        organisation_id=organisation.id if organisation else None,
        name=account.name,
        relationship_kind=relationship,
        accepted_at=now(),
    )
    db.session.add(made)
    db.session.commit()
    return made


def make_organisation(kind: OrganisationKind = OrganisationKind.PROVIDER) -> Organisation:
    made = Organisation(name=f"Hazelwick Support {next(_count)}", kind=kind)
    db.session.add(made)
    db.session.commit()
    return made


def make_role(organisation: Organisation, account: Account, role: Role) -> OrganisationMember:
    made = OrganisationMember(
        organisation_id=organisation.id,
        account_id=account.id,
        role=role,
        started_at=now(),
        accepted_at=now(),
        approved_by=account.id if role is Role.PROFESSIONAL else None,
    )
    db.session.add(made)
    db.session.commit()
    return made


def share(
    person: Person,
    member: CircleMember,
    *parts: Part,
    level: Level = Level.SEE,
    decided_by: uuid.UUID | None = None,
    **given: object,
) -> SharingDecision:
    """The person says yes, with their own account, since an hour ago."""
    made = SharingDecision(
        **{
            "person_id": person.id,
            "member_id": member.id,
            "basis": Basis.PERSON_SAYS_YES,
            "said_how": SaidHow.TAPPED,
            "decided_by": decided_by or person.account_id,
            "starts_at": now() - timedelta(hours=1),
            **given,
        }
    )
    made.parts = [SharedPart(part=part, level=level) for part in parts]
    db.session.add(made)
    db.session.commit()
    return made


def make_photo(person_id: uuid.UUID, part: Part, by: uuid.UUID, **given: object) -> uuid.UUID:
    """The row of a photo, and in storage bytes that say which they are. Its id, not committed."""
    kept = {"file_key": "test-photo", "thumb_key": "test-photo-small"}
    for key in kept.values():
        files().put(key, key.encode(), "image/jpeg")
    told = {"width": 1, "height": 1, "alt": "Test", **given}
    return _kept(StoredPhoto(person_id=person_id, part=part, added_by=by, **kept, **told))


def make_sound(person_id: uuid.UUID, part: Part, by: uuid.UUID, **given: object) -> uuid.UUID:
    """The same for a sound."""
    key = "test-sound"
    files().put(key, key.encode(), "audio/mp4")
    told = {"file_key": key, "seconds": 3, "language": "en", **given}
    return _kept(StoredSound(person_id=person_id, part=part, added_by=by, **told))


def _kept(row: StoredPhoto | StoredSound) -> uuid.UUID:
    db.session.add(row)
    db.session.flush()
    return row.id
