"""Writing about me: each save is a new row, and nothing that somebody wrote is lost."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.people.models import AboutMeEntry, Draft, StoredPhoto
from app.people.parts import Part
from app.storage import KeptPicture


@dataclass(frozen=True)
class Saved:
    """What stands now. `made` is false when exactly this stood there already."""

    entry: AboutMeEntry | None
    made: bool


@dataclass(frozen=True)
class Overtaken:
    """Somebody else saved first. Nothing was written; `theirs` is what stands now."""

    theirs: AboutMeEntry


@action
def save_part(
    *,
    by: Account,
    person_id: uuid.UUID,
    part: Part,
    content: dict[str, str],
    language: str,
    helped_by: list[str],
    base_number: int,
    on_phone: bool = False,
) -> Saved | Overtaken:
    """Save the words of one part as its next row; the photo stays as it is.

    `content`: the part's fields, cleaned by the form. `base_number`: the row that the writer saw,
    0 for none. `helped_by`: ids of circle members. The same words again make no new row.
    """
    newest = _newest(person_id, part)
    if _says_the_same(newest, by, content, language, helped_by):
        _drop_draft(by, person_id, part)
        return Saved(newest, made=False)
    if newest is not None and newest.number != base_number:
        return Overtaken(newest)
    made = AboutMeEntry(
        person_id=person_id,
        part=part,
        number=newest.number + 1 if newest else 1,
        content=content,
        language=language,
        photo_id=newest.photo_id if newest else None,
        written_by=by.id,
        saved_by=by.id,
        helped_by=helped_by,
        on_phone_of=by.id if on_phone else None,
    )
    if not _added(made):
        overtaken = _overtaken(person_id, part)
        if _says_the_same(overtaken.theirs, by, content, language, helped_by):
            return Saved(overtaken.theirs, made=False)
        return overtaken
    _drop_draft(by, person_id, part)
    _record_saved(by, made, "words")
    return Saved(made, made=True)


@action
def save_photo(
    *, by: Account, person_id: uuid.UUID, part: Part, kept: KeptPicture | None, alt: str = ""
) -> Saved | Overtaken:
    """Another photo of a part, or none: a new row with the same words by the same writer."""
    newest = _newest(person_id, part)
    if kept is None and (newest is None or newest.photo_id is None):
        return Saved(newest, made=False)
    photo = add_photo(by, person_id, part, kept, alt) if kept else None
    made = AboutMeEntry(
        person_id=person_id,
        part=part,
        number=newest.number + 1 if newest else 1,
        content=newest.content if newest else {},
        language=newest.language if newest else by.language,
        photo_id=photo.id if photo else None,
        written_by=newest.written_by if newest else by.id,
        saved_by=by.id,
        helped_by=newest.helped_by if newest else [],
        on_phone_of=newest.on_phone_of if newest else None,
    )
    if not _added(made):
        return _overtaken(person_id, part)
    _record_saved(by, made, "photo")
    return Saved(made, made=True)


def add_photo(
    by: Account, person_id: uuid.UUID, part: Part | None, kept: KeptPicture, alt: str
) -> StoredPhoto:
    """The row of a picture that storage has, added. Call inside an action."""
    photo = photo_row(by, person_id, part, kept, alt)
    db.session.add(photo)
    db.session.flush()
    return photo


def photo_row(
    by: Account, person_id: uuid.UUID, part: Part | None, kept: KeptPicture, alt: str
) -> StoredPhoto:
    """The same, to be added with what it belongs to."""
    return StoredPhoto(
        person_id=person_id,
        part=part,
        file_key=kept.file_key,
        thumb_key=kept.thumb_key,
        width=kept.width,
        height=kept.height,
        alt=alt,
        added_by=by.id,
    )


def _newest(person_id: uuid.UUID, part: Part) -> AboutMeEntry | None:
    return db.session.scalar(
        select(AboutMeEntry)
        .where(AboutMeEntry.person_id == person_id, AboutMeEntry.part == part)
        .order_by(AboutMeEntry.number.desc())
        .limit(1)
    )


def _says_the_same(
    newest: AboutMeEntry | None,
    by: Account,
    content: dict[str, str],
    language: str,
    helped_by: list[str],
) -> bool:
    """A double tap, or words left as they were: whose words they are does not change either."""
    if newest is None:
        return not any(content.values())
    same = newest.content == content and newest.language == language
    return same and (newest.written_by != by.id or newest.helped_by == helped_by)


def _added(made: AboutMeEntry) -> bool:
    """False when another request took this number first (only PostgreSQL lets both get here)."""
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:
        return False
    return True


def _overtaken(person_id: uuid.UUID, part: Part) -> Overtaken:
    theirs = _newest(person_id, part)
    assert theirs is not None
    return Overtaken(theirs)


def _drop_draft(by: Account, person_id: uuid.UUID, part: Part) -> None:
    db.session.execute(
        delete(Draft).where(
            Draft.account_id == by.id, Draft.person_id == person_id, Draft.place == part.value
        )
    )


def _record_saved(by: Account, made: AboutMeEntry, what: str) -> None:
    facts: dict[str, Any] = {"part": made.part.value, "number": made.number, "what": what}
    if what == "words" and made.on_phone_of is not None:
        facts["on_phone"] = True
    record(
        "about_me.saved",
        by=by,
        person=made.person_id,
        about=f"about_me_entry:{made.id}",
        facts=facts,
    )
