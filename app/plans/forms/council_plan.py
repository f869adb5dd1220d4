"""The care manager's form: where the council's own plan is. A screen for people at work."""

from __future__ import annotations

from wtforms import DateField
from wtforms.validators import DataRequired, InputRequired

from app.config import LIMITS
from app.language.forms import KeyField, PortalForm, WordsArea, WordsField
from app.language.words import lazy as _l

WRITE_SOMETHING = DataRequired(message=_l("Write something here."))


class CouncilPlanForm(PortalForm):
    """Which council, of which day, where a copy is, and what it says in short."""

    key = KeyField()
    # L10n: register=work
    council = WordsField(
        _l("Which council wrote the plan?"), [WRITE_SOMETHING], longest=LIMITS.name_characters
    )
    dated = DateField(
        # L10n: register=work
        _l("Which day is on the plan?"),
        validators=[InputRequired(message=_l("Choose a day."))],
    )
    where_kept = WordsArea(
        # L10n: register=work
        _l("Where is a copy? Who has one?"),
        [WRITE_SOMETHING],
        longest=LIMITS.line_characters,
    )
    needs = WordsArea(
        # L10n: register=work
        _l("Which needs does it name?"),
        longest=1000,
        # L10n: register=work
        description=_l("You can leave this empty. Write it so that the person can read it."),
    )
