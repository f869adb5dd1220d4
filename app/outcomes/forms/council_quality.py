"""Forms of quality at work: the theme of a quarter, a line, a count, the report for the board."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange

from app.language.forms import PortalForm, WordsArea
from app.language.words import lazy as _l
from app.outcomes.models import BenefitLine, BenefitSource, Theme
from app.outcomes.quarters import Quarter

CHOOSE = InputRequired(message=_l("Choose one."))
WITHOUT_NAMES = _l("Without names: the council reads it.")
MOST = 100_000


class ThemeForm(PortalForm):
    """The theme of the quarter."""

    theme = RadioField(
        _l("Theme"), choices=[(each.value, each.words) for each in Theme], validators=[CHOOSE]
    )
    reflection = WordsArea(
        _l("What goes well, what will you change?"), longest=4000, description=WITHOUT_NAMES
    )
    feedback = WordsArea(
        _l("What did people, families and others tell you?"),
        longest=4000,
        description=WITHOUT_NAMES,
    )


class ClaimForm(PortalForm):
    """What we say of one line, and what shows it."""

    says = WordsArea(_l("What do you say of it?"), longest=1000, description=WITHOUT_NAMES)
    evidence = WordsArea(_l("What shows it?"), longest=1000, description=WITHOUT_NAMES)


class BenefitForm(PortalForm):
    """One counted line."""

    quarter = SelectField(_l("Quarter"), validators=[CHOOSE])
    line = SelectField(
        _l("What do you count?"), choices=[(each.value, each.words) for each in BenefitLine]
    )
    counted = IntegerField(
        _l("How many?"),
        validators=[
            InputRequired(message=_l("Write a number.")),
            NumberRange(0, MOST, message=_l("Write a number.")),
        ],
        description=_l("Count things or people, never pounds."),
    )
    source = SelectField(
        _l("Where does it come from?"),
        choices=[(each.value, each.words) for each in BenefitSource],
    )

    def offer_quarters(self, quarters: list[Quarter]) -> None:
        self.quarter.choices = [(each.key, each.name) for each in quarters]


class ReportForm(PortalForm):
    """The facts of the report, each in a box. `number`: of the version that the writer saw."""

    number = HiddenField(default="0")

    def seen(self) -> int:
        given = self.number.data or ""
        return int(given) if given.isdecimal() and len(given) < 10 else 0


def report_form(facts: list[dict[str, str]], formdata: Any = None) -> tuple[Any, list[Any]]:
    """The form with one box a fact, and the boxes in order."""
    boxes = {f"fact_{each['key']}": WordsArea(each["title"], longest=2000) for each in facts}
    form = type("OneReport", (ReportForm,), boxes)(formdata=formdata)
    fields = [form[f"fact_{each['key']}"] for each in facts]
    if formdata is None:
        for field, each in zip(fields, facts, strict=True):
            field.data = each["words"]
    return form, fields
