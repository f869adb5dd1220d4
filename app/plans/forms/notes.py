"""A private note: some words, kept nowhere before they are sent."""

from __future__ import annotations

from wtforms.validators import DataRequired

from app.language import current_locale
from app.language.forms import KeyField, PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import language_of


class NoteForm(PortalForm):
    """What the person writes to their advocate, or the advocate to the person."""

    key = KeyField()
    text = WordsArea(_l("Your words"), [DataRequired(message=_l("Write something first."))])

    def language(self) -> str:
        """Call after validate."""
        return language_of(current_locale().code, self.text.cleaned())
