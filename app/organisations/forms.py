"""Forms of organisations, roles and teams."""

from __future__ import annotations

from wtforms import EmailField, RadioField, SelectField
from wtforms.validators import Email, InputRequired, Length

from app.config import LIMITS
from app.language.forms import TOO_LONG, KeyField, PortalForm, WordsField
from app.language.words import lazy as _l
from app.organisations.models import OrganisationKind

ADDRESS = [
    InputRequired(message=_l("Write the email address.")),
    Length(max=254, message=TOO_LONG),
    Email(message=_l("Write a whole email address.")),
]
# Asked for every address, so that the answer does not tell who has an account.
NAME = _l("What is their name?")
NAMED = [InputRequired(message=_l("Write the name."))]


class OrganisationForm(PortalForm):
    """A new organisation: its name and its kind."""

    key = KeyField()
    name = WordsField(
        _l("What is it called?"), [InputRequired(message=_l("Write the name."))], longest=160
    )
    kind = RadioField(
        _l("What kind is it?"),
        choices=[(kind.value, kind.words) for kind in OrganisationKind],
        validators=[InputRequired(message=_l("Choose one."))],
    )


class WorkerForm(PortalForm):
    """Somebody new in a team, by the address of their account."""

    place = SelectField(_l("Which team?"))
    email = EmailField(_l("Email address"), validators=ADDRESS)
    name = WordsField(NAME, NAMED, longest=LIMITS.name_characters)


class RoleForm(PortalForm):
    """A role for an account, by its address."""

    email = EmailField(_l("Email address"), validators=ADDRESS)
    name = WordsField(NAME, NAMED, longest=LIMITS.name_characters)
    role = RadioField(
        _l("What do they do here?"), validators=[InputRequired(message=_l("Choose one."))]
    )
