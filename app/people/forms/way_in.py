"""Opening an account for a person who has none yet."""

from __future__ import annotations

from wtforms import EmailField
from wtforms.validators import Email, InputRequired

from app.language.forms import PortalForm
from app.language.words import lazy as _l

WRONG_EMAIL = _l("Write a whole email address.")


class AccountForm(PortalForm):
    """The address at which the person gets messages: their own, nobody else's."""

    email = EmailField(
        _l("What is their own email?"),
        validators=[InputRequired(message=WRONG_EMAIL), Email(message=WRONG_EMAIL)],
        description=_l("It must be their own. Only they should read it."),
    )
