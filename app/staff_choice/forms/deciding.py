"""The forms of the second lock: a check, the safety answer, a reason, the first day."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import DateField, RadioField
from wtforms.validators import InputRequired, Optional

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l
from app.staff_choice.actions.deciding import Ground
from app.staff_choice.models import CheckItem, CheckStatus, Criterion
from app.staff_choice.saying import card_words
from app.team.rules import ThirdReason

CHOOSE = _l("Choose one.")
ITEM = "check:"


class CheckForm(PortalForm):
    # L10n: register=work
    status = RadioField(
        _l("How does it stand?"),
        choices=[(each.value, each.words) for each in CheckStatus],
        validators=[InputRequired(message=CHOOSE)],
    )
    # L10n: register=work
    seen_on = DateField(_l("When did you see the paper?"), validators=[Optional()])
    # L10n: register=work
    content = WordsArea(_l("What you saw. Only you read this."), longest=1000)


class SafetyForm(PortalForm):
    # L10n: register=work
    answer = RadioField(
        _l("Is it safe and lawful that they start?"),
        choices=[("yes", _l("Yes")), ("no", _l("No"))],
        validators=[InputRequired(message=CHOOSE)],
    )
    # L10n: register=work
    ground = RadioField(_l("If it is a no, what is it about?"), validators=[Optional()], default="")
    # L10n: register=work
    words = WordsArea(_l("In words that the applicant may read"), longest=500)

    def offer(self, lines: Iterable[Criterion], checks: bool) -> dict[str, Criterion]:
        """The grounds that there are: lines of the job, and checks."""
        found = {str(line.id): line for line in lines}
        self.ground.choices = [
            *((key, card_words(line) or line.words) for key, line in found.items()),
            *(((ITEM + each.value, each.words) for each in CheckItem) if checks else ()),
        ]
        return found

    def said(self, lines: dict[str, Criterion]) -> Ground:
        chosen = self.ground.data or ""
        item = CheckItem(chosen.removeprefix(ITEM)) if chosen.startswith(ITEM) else None
        return Ground(lines.get(chosen), item, self.words.cleaned())


class ReasonForm(SafetyForm):
    """What stands behind the person's no: a line of the job, words, or both."""

    answer = None


class FirstDayForm(PortalForm):
    # L10n: register=work
    starts_on = DateField(
        _l("When is the first day?"), validators=[InputRequired(message=_l("Choose a day."))]
    )
    # Asked once it is needed.
    third = RadioField(
        _l("Why one more person?"),
        choices=[(each.value, each.words) for each in ThirdReason],
        validators=[Optional()],
    )

    def why_third(self) -> ThirdReason | None:
        return ThirdReason(self.third.data) if self.third.data else None


class HumanForm(PortalForm):
    # L10n: register=work
    answer = RadioField(
        _l("What happens now?"),
        # L10n: register=work
        choices=[
            ("goes-on", _l("The no is fair. It goes on")),
            ("again", _l("The employer must look at it again")),
        ],
        validators=[InputRequired(message=CHOOSE)],
    )
    # L10n: register=work
    words = WordsArea(_l("Why?"), longest=1000, validators=[InputRequired(message=_l("Say why."))])
