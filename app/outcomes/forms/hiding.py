"""How much of a view one member does not see."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm
from app.language.words import lazy as _l
from app.outcomes.actions.hiding import Hides


class HideViewForm(PortalForm):
    how = RadioField(
        _l("What may they see?"), validators=[InputRequired(message=_l("Choose one."))]
    )

    def offer(self, has_photo: bool) -> None:
        ways = [Hides.ALL, Hides.PHOTO, Hides.NOTHING] if has_photo else [Hides.ALL, Hides.NOTHING]
        self.how.choices = [(each.value, each.words) for each in ways]

    def chosen(self) -> Hides:
        """Call after validate."""
        return Hides(self.how.data)
