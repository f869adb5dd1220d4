"""How much of a thing somebody does not get."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm
from app.language.words import lazy as _l
from app.outcomes.models import Hides


class HideThingForm(PortalForm):
    how = RadioField(
        _l("What may they see?"), validators=[InputRequired(message=_l("Choose one."))]
    )

    def offer(self, ways: Iterable[Hides]) -> None:
        self.how.choices = [(each.value, each.words) for each in ways]

    def chosen(self) -> Hides:
        """Call after validate."""
        return Hides(self.how.data)
