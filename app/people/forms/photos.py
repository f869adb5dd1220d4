"""Forms of pictures: a photo with its words, or one of the pictures of the registry."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import RadioField, ValidationError

from app.config import LIMITS
from app.language.forms import PortalForm, WordsField
from app.language.pictures import CHOSEN_BY_PEOPLE
from app.language.pictures import get as picture_of
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


class PictureForm(PortalForm):
    """One of the pictures that people may choose for themselves."""

    picture = RadioField(_l("Which picture is you?"))


AT_ONCE = 7


def picture_form(group: int, formdata: object = None) -> PictureForm:
    """The pictures of one group: seven at a time are enough to choose from."""
    form = PictureForm(formdata=formdata)
    start = group * AT_ONCE
    shown = CHOSEN_BY_PEOPLE[start : start + AT_ONCE] if formdata is None else CHOSEN_BY_PEOPLE
    form.picture.choices = [(name, picture_of(name).alt) for name in shown]
    return form
