"""The person's own picture: one of the pictures of the registry."""

from __future__ import annotations

from wtforms import RadioField

from app.language.forms import PortalForm
from app.language.pictures import CHOSEN_BY_PEOPLE
from app.language.pictures import get as picture_of
from app.language.words import lazy as _l


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
