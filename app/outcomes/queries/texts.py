"""The words of an outcome as one viewer sees them: without a photo or sound hidden from them."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement

from app.outcomes.models import OutcomeText
from app.outcomes.queries.hidden import hides_files_from
from app.people.models import StoredPhoto, StoredSound
from app.people.predicates import Relation

# What stands for an outcome where nothing else does. It can be chosen, too: who gets neither the
# photo nor the sound that says all cannot tell it from that choice.
SOMETHING = "wants"


@dataclass(frozen=True)
class TextSeen:
    """What an `OutcomeText` says to one viewer. Only what writes anew goes to the `row` itself."""

    row: OutcomeText
    photo: StoredPhoto | None
    sound: StoredSound | None

    @property
    def outcome_id(self) -> uuid.UUID:
        return self.row.outcome_id

    @property
    def number(self) -> int:
        return self.row.number

    @property
    def title(self) -> str:
        return self.row.title

    @property
    def why(self) -> str:
        return self.row.why

    @property
    def language(self) -> str:
        return self.row.language

    @property
    def picture(self) -> str:
        """A concept of the registry; empty where a photo or a sound alone says it."""
        says_more = self.title or self.photo or self.sound
        return self.row.picture or ("" if says_more else SOMETHING)

    def says_more_than(self, kind: str) -> bool:
        """Does anything say what is wanted beside its photo, or beside its sound?"""
        other = self.sound if kind == "photo" else self.photo
        return bool(self.title or self.row.picture or other)


def file_columns(viewer: Relation) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What a query of `OutcomeText` reads along for `seen`."""
    photo, sound = hides_files_from(viewer)
    return photo.label("without_photo"), sound.label("without_sound")


def seen(viewer: Relation, row: OutcomeText, without_photo: bool, without_sound: bool) -> TextSeen:
    """What whoever reads put there themselves stays: they would see that it is gone."""
    return TextSeen(
        row,
        None if without_photo and not _is_own(viewer, row.photo) else row.photo,
        None if without_sound and not _is_own(viewer, row.sound) else row.sound,
    )


def _is_own(viewer: Relation, file: StoredPhoto | StoredSound | None) -> bool:
    return file is not None and file.added_by == viewer.account_id
