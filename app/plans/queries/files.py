"""Photos and sounds of the plan, to those who may read where they stand."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import ColumnElement, exists, func, or_, select

from app.accounts.models import Account
from app.extensions import db
from app.people.models import StoredPhoto, StoredSound
from app.people.parts import PLAN_SECTIONS, Level, Part
from app.people.predicates import Relation
from app.plans.models import PlanVersion, SectionText, Suggestion, VersionSection
from app.plans.predicates import deciding
from app.plans.queries.comments import is_heard
from app.plans.queries.plan import is_leading


def photo_for(by: Account, viewer: Relation, photo_id: uuid.UUID) -> StoredPhoto | None:
    """One photo; None when there is none or this viewer (`by`) may not look at it."""
    found = db.session.scalar(
        select(StoredPhoto).where(
            StoredPhoto.id == photo_id,
            StoredPhoto.person_id == viewer.person.id,
            StoredPhoto.part.in_(PLAN_SECTIONS),
        )
    )
    if found is None or found.part is None or not viewer.may(found.part):
        return None
    mine = viewer.is_person or found.added_by == viewer.account_id
    return found if mine or _stands(by, viewer, found.part, "photo_id", photo_id) else None


def sound_for(by: Account, viewer: Relation, sound_id: uuid.UUID) -> StoredSound | None:
    """One sound: of a section, or of a comment that the viewer may read."""
    found = db.session.scalar(
        select(StoredSound).where(
            StoredSound.id == sound_id,
            StoredSound.person_id == viewer.person.id,
            StoredSound.part.in_(PLAN_SECTIONS),
        )
    )
    if found is None or not viewer.may(found.part):
        return None
    mine = viewer.is_person or found.added_by == viewer.account_id
    stands = mine or _stands(by, viewer, found.part, "sound_id", sound_id)
    return found if stands or is_heard(viewer, sound_id) else None


def _stands(by: Account, viewer: Relation, part: Part, name: str, file_id: uuid.UUID) -> bool:
    """Does the file stand in a text of its section that this viewer may read?

    In a published text as `opens_version` says. The working text is for those who write or
    decide, a suggestion for those who decide and for its writer.
    """
    if db.session.scalar(select(_in_a_version(viewer, part, name, file_id))):
        return True
    decides = deciding(by, viewer.person.id, part) is not None
    places = [_in_a_suggestion(viewer, part, name, file_id, decides)]
    if decides or viewer.may(part, Level.WRITE):
        places.append(_in_the_working_text(viewer, part, name, file_id))
    return bool(db.session.scalar(select(or_(*places))))


def _in_a_version(
    viewer: Relation, part: Part, name: str, file_id: uuid.UUID
) -> ColumnElement[bool]:
    open_to_them = [is_leading(viewer)]
    since = viewer.since.get(part)
    if since is not None:
        open_to_them.append(PlanVersion.created_at >= since)
    return exists(
        select(VersionSection.id)
        .join(PlanVersion, PlanVersion.id == VersionSection.version_id)
        .join(SectionText, SectionText.id == VersionSection.text_id)
        .where(
            PlanVersion.person_id == viewer.person.id,
            VersionSection.section == part,
            _holds(SectionText, name, file_id),
            or_(*open_to_them),
        )
    )


def _in_the_working_text(
    viewer: Relation, part: Part, name: str, file_id: uuid.UUID
) -> ColumnElement[bool]:
    of_the_section = (SectionText.person_id == viewer.person.id, SectionText.section == part)
    newest = select(func.max(SectionText.number)).where(*of_the_section).scalar_subquery()
    return exists(
        select(SectionText.id).where(
            *of_the_section, SectionText.number == newest, _holds(SectionText, name, file_id)
        )
    )


def _in_a_suggestion(
    viewer: Relation, part: Part, name: str, file_id: uuid.UUID, decides: bool
) -> ColumnElement[bool]:
    readable = [] if decides else [Suggestion.written_by == viewer.account_id]
    return exists(
        select(Suggestion.id).where(
            Suggestion.person_id == viewer.person.id,
            Suggestion.section == part,
            _holds(Suggestion, name, file_id),
            *readable,
        )
    )


def _holds(model: Any, name: str, file_id: uuid.UUID) -> ColumnElement[bool]:
    held: ColumnElement[bool] = getattr(model, name) == file_id
    return held
