"""Asking somebody into the circle, and saying yes to that."""

from __future__ import annotations

from wtforms import EmailField, SelectField
from wtforms.validators import Email, InputRequired

from app.language.forms import KeyField, PortalForm, WordsField
from app.language.words import lazy as _l
from app.people.models import Relationship

WRONG_EMAIL = _l("Write a whole email address.")
# A care manager is named by the council, not asked in by mail.
ASKED_IN = [each for each in Relationship if each is not Relationship.CARE_MANAGER]


class InviteForm(PortalForm):
    """Who is asked, how they belong, and where the message goes."""

    key = KeyField()
    name = WordsField(
        _l("What is their name?"),
        validators=[InputRequired(message=_l("Write a name."))],
        longest=120,
    )
    who = WordsField(
        _l("Who are they to you?"), longest=60, description=_l("For example: my sister.")
    )
    relationship_kind = SelectField(
        _l("What do they do?"),
        choices=[(each.value, each.words) for each in ASKED_IN],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    email = EmailField(
        _l("What is their email?"),
        validators=[InputRequired(message=WRONG_EMAIL), Email(message=WRONG_EMAIL)],
    )


class JoinForm(PortalForm):
    """Somebody without an account says yes: what are they called?"""

    name = WordsField(
        _l("What is your name?"),
        validators=[InputRequired(message=_l("Write your name."))],
        longest=120,
    )
