"""Forms of the pages that read a plan."""

from __future__ import annotations

from wtforms.validators import DataRequired

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l


class StrikeForm(PortalForm):
    """Why a text is a mistake."""

    reason = WordsArea(
        _l("What is wrong with it?"), [DataRequired(_l("Write what is wrong."))], longest=500
    )
