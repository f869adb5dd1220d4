"""Small forms beside the words: a photo, a sound, a no, and what their sender saw."""

from __future__ import annotations

import uuid

from wtforms import HiddenField

from app.language.forms import KeyField, PortalForm, WordsArea
from app.language.photo_forms import PhotoForm
from app.language.sound_forms import SoundForm
from app.language.words import lazy as _l
from app.plans.forms.words import seen_id


class SectionPhotoForm(PhotoForm):
    """A photo of a section."""

    key = KeyField()
    base_id = HiddenField(default="")

    def base(self) -> uuid.UUID | None:
        return seen_id(self.base_id.data)


class SectionSoundForm(SoundForm):
    """A sound of a section."""

    key = KeyField()
    base_id = HiddenField(default="")

    def base(self) -> uuid.UUID | None:
        return seen_id(self.base_id.data)


class TakeForm(PortalForm):
    """Take a suggestion. `seen_id`: the working text that stood beside it."""

    seen_id = HiddenField(default="")

    def seen(self) -> uuid.UUID | None:
        return seen_id(self.seen_id.data)


class SayNoForm(PortalForm):
    """No. It needs no reason."""

    words = WordsArea(_l("Why not? Only if you like."), longest=500)


class PublishForm(PortalForm):
    """Make a new plan. `seen_number`: the newest version that its maker saw."""

    seen_number = HiddenField(default="0")

    def seen(self) -> int:
        """The number; -1, which no version has, where it was tampered with."""
        given = self.seen_number.data or ""
        return int(given) if given.isdecimal() and len(given) < 10 else -1
