"""What helps somebody take part."""

from __future__ import annotations

from wtforms import BooleanField
from wtforms.validators import InputRequired

from app.language.forms import KeyField, PortalForm, WordsField
from app.language.words import lazy as _l


class NeedForm(PortalForm):
    """One need, in somebody's own words."""

    key = KeyField()
    need = WordsField(_l("What helps?"), [InputRequired(message=_l("Write what helps."))])
    how_met = WordsField(_l("What should people do?"))


class OwnNeedForm(NeedForm):
    """A member of the circle says it of themselves, and who may know."""

    may_be_shared = BooleanField(_l("The person may see it"))
