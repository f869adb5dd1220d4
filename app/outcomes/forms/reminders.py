"""When we ask how it is going: how often, and on which day."""

from __future__ import annotations

from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm
from app.language.words import lazy as _l
from app.outcomes.models import HowOften

DAYS = (
    _l("Monday"),
    _l("Tuesday"),
    _l("Wednesday"),
    _l("Thursday"),
    _l("Friday"),
    _l("Saturday"),
    _l("Sunday"),
)


class ReminderForm(PortalForm):
    how_often = RadioField(
        _l("How often do we ask you?"),
        choices=[(each.value, each.words) for each in HowOften],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    weekday = SelectField(
        _l("What day?"),
        choices=[(str(number), words) for number, words in enumerate(DAYS)],
        default="0",
        description=_l("For each week, two weeks or month."),
    )
