"""The form of a photo with its words, wherever one may send a photo."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import ValidationError

from app.config import LIMITS
from app.language.forms import PortalForm, WordsField
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.storage import BadPicture, DrawnPicture, draw_anew

WHY_NOT: dict[str, LazyWords] = {
    "large": _l("This photo is too big. Choose a smaller one."),
    "pixels": _l("This photo is too big. Choose a smaller one."),
    "heic": _l("We cannot open this kind of photo. Take a new one here."),
    "format": _l("This is not a photo that we can open. Choose another one."),
    "broken": _l("We cannot open this photo. Choose another one."),
}


class PhotoForm(PortalForm):
    """A photo, and in words what is in it: for people who cannot see it."""

    photo = FileField(_l("Choose a photo"))
    alt = WordsField(_l("What is in the picture?"), longest=LIMITS.line_characters)
    drawn: DrawnPicture | None = None

    def validate_photo(self, field: FileField) -> None:
        """Draws the picture anew: that is the only proof that it is one."""
        if not field.data:
            raise ValidationError(_l("Choose a photo."))
        try:
            self.drawn = draw_anew(field.data.read(LIMITS.picture_bytes + 1))
        except BadPicture as problem:
            raise ValidationError(WHY_NOT[problem.why]) from problem

    def validate_alt(self, field: WordsField) -> None:
        if not (field.data or "").strip():
            raise ValidationError(_l("Write what is in the picture."))
