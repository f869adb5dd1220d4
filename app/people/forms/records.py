"""The person says who speaks for them."""

from __future__ import annotations

from wtforms import RadioField
from wtforms.validators import InputRequired

from app.language.forms import PortalForm
from app.language.words import lazy as _l


class SpeakerForm(PortalForm):
    """Who speaks for the person. About what stands in the address."""

    member = RadioField(
        _l("Who speaks for you?"), validators=[InputRequired(message=_l("Choose one person."))]
    )
