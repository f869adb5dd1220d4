"""Forms of a safeguarding override: asking, answering, reviewing. All are screens of work."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.language.forms import (
    KeyField,
    MultiCheckboxField,
    PortalForm,
    WordsArea,
    WordsField,
)
from app.language.words import lazy as _l
from app.people.forms.sharing import PART_GROUPS, PartGroup
from app.people.models.overrides import MOST_DAYS
from app.people.parts import OVERRIDABLE

ME, ANOTHER = "me", "another"


class AskForm(PortalForm):
    """Who needs to see which parts, why, and for how long."""

    key = KeyField()
    receiver = RadioField(
        # L10n: register=work
        _l("Who needs to see them?"),
        choices=[
            # L10n: register=work
            (ME, _l("I do")),
            # L10n: register=work
            (ANOTHER, _l("Another professional")),
        ],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    email = WordsField(
        # L10n: register=work
        _l("Their email address"),
        longest=254,
        # L10n: register=work
        description=_l("Only for another professional. Nobody from a provider or the family."),
    )
    parts = MultiCheckboxField(
        # L10n: register=work
        _l("Which parts are needed?"),
        choices=[(part.value, part.words) for part in OVERRIDABLE],
        # L10n: register=work
        validators=[InputRequired(message=_l("Choose the parts that are needed."))],
    )
    groups: ClassVar[tuple[PartGroup, ...]] = tuple(
        replace(group, parts=tuple(part for part in group.parts if part in OVERRIDABLE))
        for group in PART_GROUPS
    )
    reason = WordsArea(
        # L10n: register=work
        _l("Why is it needed?"),
        # L10n: register=work
        [InputRequired(message=_l("Write the reason."))],
        longest=1000,
        # L10n: register=work
        description=_l("The person reads this later. Write it so that they can."),
    )
    days = IntegerField(
        # L10n: register=work
        _l("For how many days?"),
        [
            # L10n: register=work
            InputRequired(message=_l("Choose 1 to 14 days.")),
            # L10n: register=work
            NumberRange(1, MOST_DAYS, message=_l("Choose 1 to 14 days.")),
        ],
        # L10n: register=work
        description=_l("At most 14. As few as will do."),
    )


class AnswerForm(PortalForm):
    """Yes or no is the button; with a yes goes whether the person may know at once."""

    tell = RadioField(
        # L10n: register=work
        _l("Is it safe to tell the person now?"),
        choices=[
            # L10n: register=work
            ("yes", _l("Yes, tell them now")),
            # L10n: register=work
            ("no", _l("Not yet")),
        ],
        validators=[Optional()],
    )


class ReviewForm(PortalForm):
    """What it was for, what came of it, and whether the person may know now."""

    key = KeyField()
    words = WordsArea(
        # L10n: register=work
        _l("What was it for, and what came of it?"),
        [InputRequired(message=_l("Write something here."))],
        longest=1000,
        # L10n: register=work
        description=_l("The person reads this later. Write it so that they can."),
    )
    tell = RadioField(
        # L10n: register=work
        _l("Is it safe to tell the person now?"),
        choices=[
            # L10n: register=work
            ("yes", _l("Yes, tell them now")),
            # L10n: register=work
            ("no", _l("Not yet")),
        ],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    why_not_shown = WordsArea(
        # L10n: register=work
        _l("If not: why is it not safe yet?"),
        longest=1000,
        # L10n: register=work
        description=_l("The person does not read this. You are asked again in 28 days."),
    )

    @property
    def against(self) -> str:
        """What speaks against telling now; "" for nothing."""
        return self.why_not_shown.cleaned() if self.tell.data == "no" else ""
