"""Forms of signing in and of settings. They validate and carry; they never save."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from wtforms import EmailField, Field, PasswordField, SelectField
from wtforms.validators import InputRequired, ValidationError

from app.accounts.models import Account
from app.accounts.passwords import refusal
from app.language.forms import PortalForm
from app.language.words import lazy as _l

NO_EMAIL = _l("Type your email.")
BAD_EMAIL = _l("Type the whole email, with the @ sign.")
NO_PASSWORD = _l("Type your password.")


class Address:
    """Refuses what is no email address. Asks no other machine."""

    def __call__(self, form: Any, field: Field) -> None:
        text = (field.data or "").strip()
        try:
            # Names kept for tests are fine in the demo and in tests; nothing is looked up.
            validate_email(text, check_deliverability=False, test_environment=True)
        except EmailNotValidError as problem:
            raise ValidationError(BAD_EMAIL) from problem


class EmailForm(PortalForm):
    email = EmailField(
        _l("Your email"),
        [InputRequired(NO_EMAIL), Address()],
        render_kw={"autocomplete": "username webauthn", "maxlength": 254},
    )


class PasswordForm(PortalForm):
    password = PasswordField(
        _l("Your password"),
        [InputRequired(NO_PASSWORD)],
        render_kw={"autocomplete": "current-password", "maxlength": 1000},
    )


class EmailAndPasswordForm(EmailForm, PasswordForm):
    pass


class NewPasswordForm(PortalForm):
    new_password = PasswordField(
        _l("New password"),
        [InputRequired(_l("Type a new password."))],
        render_kw={"autocomplete": "new-password", "maxlength": 1000},
    )

    def __init__(self, *args: Any, account: Account, **given: Any) -> None:
        super().__init__(*args, **given)
        self.account = account

    def validate_new_password(self, field: Field) -> None:
        problem = refusal(field.data or "", self.account)
        if problem is not None:
            raise ValidationError(problem)


class ContactForm(PortalForm):
    # A list to open: a circle can be longer than seven choices.
    contact = SelectField(_l("Who do we tell?"), [InputRequired(_l("Choose one."))], choices=[])
