"""A photo or a sound of an outcome. Either is enough: no word has to be typed."""

from __future__ import annotations

from typing import Literal

from wtforms import HiddenField

from app.language.forms import KeyField, WordsField
from app.language.photo_forms import PhotoForm
from app.language.seen_forms import SeenForm
from app.language.sound_forms import SoundForm

Kind = Literal["photo", "sound"]


class OutcomePhotoForm(SeenForm, PhotoForm):
    """A photo of what somebody wants. What is in it may be said, and need not be."""

    key = KeyField()
    number = HiddenField(default="0")

    def validate_alt(self, field: WordsField) -> None:
        """A photo alone will do here: its outcome names it."""


class OutcomeSoundForm(SeenForm, SoundForm):
    """A sound that says what somebody wants."""

    key = KeyField()
    number = HiddenField(default="0")


MediaForm = OutcomePhotoForm | OutcomeSoundForm


def media_form(kind: Kind, sent: bool = False) -> MediaForm:
    """The form of one kind of file: with what this request sends, or empty."""
    form = OutcomePhotoForm if kind == "photo" else OutcomeSoundForm
    return form() if sent else form(formdata=None)
