"""A sound that somebody records, and its words: shared by every form that takes one."""

from __future__ import annotations

from typing import Any, ClassVar

from flask_wtf.file import FileField
from wtforms import ValidationError

from app.config import LIMITS
from app.language.forms import PortalForm, WordsArea
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.sounds import BadSound, EncodedSound, encode_anew

WHY_NOT: dict[str, LazyWords] = {
    "large": _l("This sound is too big. Make a shorter one."),
    "long": _l("This sound is too long. It can have 3 minutes."),
    "format": _l("This is not a sound that we can open. Record it again."),
    "broken": _l("We cannot open this sound. Record it again."),
    "empty": _l("We hear nothing in this sound. Record it again."),
}
SEND_AGAIN = _l("Add the sound once more. We could not keep it yet.")


class SoundForm(PortalForm):
    """A sound, and in words what is said in it: for people who cannot hear it.

    A form that has more to say adds its own fields, and sets `sound_needed` to false where words
    alone will do. After `validate`, `encoded` is the sound, or None where none was given.
    """

    sound = FileField(_l("Record a sound"))
    said = WordsArea(_l("What do you say in it?"))
    encoded: EncodedSound | None = None
    sound_needed: ClassVar[bool] = True
    most_seconds: ClassVar[int] = LIMITS.sound_seconds
    most_bytes: ClassVar[int] = LIMITS.sound_bytes

    def validate_sound(self, field: FileField) -> None:
        """Writes the sound anew: that is the only proof that it is one."""
        if not field.data:
            if self.sound_needed:
                raise ValidationError(_l("Record a sound first."))
            return
        try:
            self.encoded = encode_anew(field.data.read(LIMITS.sound_bytes + 1))
        except BadSound as problem:
            raise ValidationError(WHY_NOT[problem.why]) from problem

    def validate(self, *args: Any, **given: Any) -> bool:
        good = super().validate(*args, **given)
        if not good and self.encoded is not None:
            # A page cannot hand a file back. Who spoke it must know that it is not there.
            self.sound.errors = [SEND_AGAIN]
        return good
