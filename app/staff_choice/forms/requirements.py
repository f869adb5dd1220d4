"""The approver's answer: why yes, or why no. The person reads it."""

from __future__ import annotations

from wtforms.validators import DataRequired

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l


class AnswerForm(PortalForm):
    words = WordsArea(
        # L10n: register=work
        _l("Why you say yes or no"),
        [DataRequired(message=_l("Write something here."))],
        longest=1000,
    )
