"""A photo and a sound beside words: either, both or none, wherever one may say something."""

from __future__ import annotations

from typing import Any, ClassVar

from app.language.forms import WordsField
from app.language.photo_forms import PhotoForm
from app.language.sound_forms import SoundForm
from app.language.words import lazy as _l

PHOTO_AGAIN = _l("Add the photo once more. We could not keep it yet.")


class FilesForm(SoundForm, PhotoForm):
    """One may send a photo or a sound without a word: each is an answer like a tap.

    After `validate`, `drawn` and `encoded` are what was given, or None.
    """

    sound_needed: ClassVar[bool] = False

    def validate_photo(self, field: Any) -> None:
        if field.data:
            super().validate_photo(field)

    def validate_alt(self, field: WordsField) -> None:
        """What is in it may be said, and need not be."""

    def validate(self, *args: Any, **given: Any) -> bool:
        good = super().validate(*args, **given)
        if not good and self.drawn is not None:
            # A page cannot hand a file back, and half of what was sent is not kept.
            self.photo.errors = [PHOTO_AGAIN]
        return good
