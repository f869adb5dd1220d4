"""The form of what the panel learned about one line."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import DataRequired, InputRequired

from app.language.forms import KeyField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.staff_choice.actions.learned import LearnedSaid
from app.staff_choice.models import EvidenceLevel

FIT_PICTURES = {"yes": "yes", "no": "no"}
LEVEL_PICTURES = {"says": "communicate", "seen": "who_looked"}


class LearnedForm(PortalForm):
    """Does it fit, how do we know, and what was it?"""

    fits = RadioField(
        _l("Does it fit?"),
        choices=[("yes", _l("It fits")), ("no", _l("It does not fit"))],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    level = RadioField(
        _l("How do we know?"),
        choices=[("says", _l("They say so")), ("seen", _l("We saw it"))],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    words = WordsArea(
        _l("What did you learn?"),
        validators=[DataRequired(message=_l("Write what you learned."))],
        longest=300,
    )
    key = KeyField()

    def said(self, language: str) -> LearnedSaid:
        """What stands in the form. Call after validate."""
        words = self.words.cleaned()
        level = EvidenceLevel(self.level.data)
        return LearnedSaid(level, self.fits.data == "yes", words, language_of(language, words))
