"""The form of an answer in the person's place: which records, what was decided, and why."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l
from app.language.written_forms import language_of
from app.people.models import SaidHow
from app.people.rules import Ground
from app.staff_choice.actions.decided_for import InTheirPlace
from app.staff_choice.forms.written_down import SAID_HOW, WRITE_SOMETHING

CHOOSE = InputRequired(message=_l("Choose one."))


class InTheirPlaceForm(PortalForm):
    # L10n: register=work
    ground = RadioField(_l("What does it rest on?"), validators=[CHOOSE])
    # L10n: register=work
    answer = RadioField(
        _l("What was decided?"),
        choices=[("yes", _l("Yes")), ("no", _l("No"))],
        validators=[CHOOSE],
    )
    # L10n: register=work
    showed_how = RadioField(
        _l("How did the person show what they want?"), choices=SAID_HOW, validators=[CHOOSE]
    )
    # L10n: register=work
    why = WordsArea(
        _l("Why is this right for the person?"),
        [WRITE_SOMETHING],
        longest=1000,
    )

    def said(self, grounds: Mapping[str, Ground], language: str) -> InTheirPlace:
        """What stands in the form. Call after validate."""
        why = self.why.cleaned()
        return InTheirPlace(
            says_yes=self.answer.data == "yes",
            ground=grounds[self.ground.data],
            showed_how=SaidHow(self.showed_how.data),
            why=why,
            language=language_of(language, why),
        )
