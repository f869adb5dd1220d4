"""The forms that answer what an applicant asks after a no."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l
from app.staff_choice.models import Criterion
from app.staff_choice.saying import card_words

SAY = InputRequired(message=_l("Write something here."))


class WhyForm(PortalForm):
    """Which line of the job, and kind true words about it."""

    # L10n: register=work
    line = RadioField(
        _l("Which line of the job is it about?"),
        validators=[InputRequired(message=_l("Choose one."))],
    )
    # L10n: register=work
    words = WordsArea(_l("What they will read"), [SAY], longest=1000)

    def offer(self, lines: Iterable[Criterion]) -> dict[str, Criterion]:
        found = {str(line.id): line for line in lines}
        self.line.choices = [(key, card_words(line) or line.words) for key, line in found.items()]
        return found


class ReviewForm(PortalForm):
    # L10n: register=work
    words = WordsArea(_l("What you found. They will read it."), [SAY], longest=1000)
