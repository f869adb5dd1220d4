"""Forms: fields that clean what people type, with every message in our own words."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from uuid_utils.compat import uuid7
from wtforms import (
    Field,
    HiddenField,
    SelectChoice,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from app.config import LIMITS
from app.database import BadText, clean_text
from app.language.words import LazyWords
from app.language.words import lazy as _l

TOO_LONG = _l("That is too long. Make it shorter.")
BAD_LETTER = _l("There is a sign in it that we cannot keep. Type it again.")


class _OurMessages:
    """WTForms' own few messages in our words. It knows no Urdu and speaks no easy English."""

    _words: ClassVar[dict[str, LazyWords]] = {
        "Not a valid choice.": _l("Choose one from the list."),
        "Invalid Choice: could not coerce.": _l("Choose one from the list."),
        "'%(value)s' is not a valid choice for this field.": _l("Choose one from the list."),
        "'%(value)s' are not valid choices for this field.": _l("Choose one from the list."),
        "Not a valid date value.": _l("Write a real date."),
        "Not a valid integer value.": _l("Write a number."),
    }

    def gettext(self, text: str) -> str:
        return str(self._words.get(text, text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


class PortalForm(FlaskForm):
    """A form that validates and carries; it never saves."""

    class Meta(FlaskForm.Meta):
        # Every message is given by us, through the catalogue.
        locales = False

        def get_translations(self, form: Any) -> _OurMessages:
            return _OurMessages()

        def bind_field(self, form: Any, unbound_field: Any, options: dict[str, Any]) -> Field:
            # Forms list (value, words) pairs; the library wants its own class for them.
            choices = unbound_field.kwargs.get("choices")
            if choices:
                options = {**options, "choices": [SelectChoice(*pair) for pair in choices]}
            return super().bind_field(form, unbound_field, options)


class KeyField(HiddenField):
    """A fresh id that the form carries: sent twice, the same thing is kept once."""

    def __init__(self, **given: Any) -> None:
        super().__init__("", default=lambda: str(uuid7()), **given)

    def pre_validate(self, form: Any) -> None:
        try:
            self.key = uuid.UUID(self.data or "")
        except ValueError as problem:
            raise ValidationError(_l("Open this form again.")) from problem


class MultiCheckboxField(SelectMultipleField):
    """Several boxes, none of them needed."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class _CleanText:
    """Refuses control and override characters; keeps what was typed for the page."""

    data: str | None

    def pre_validate(self, form: Any) -> None:
        try:
            clean_text(self.data or "")
        except BadText as problem:
            raise ValidationError(BAD_LETTER) from problem

    def cleaned(self) -> str:
        """The text in NFC without outer spaces. Call after validate."""
        return clean_text(self.data or "").strip()


class WordsField(_CleanText, StringField):
    """One line that somebody types: cleaned, at most `longest` characters."""

    def __init__(
        self, label: Any, validators: Any = (), longest: int = LIMITS.line_characters, **given: Any
    ) -> None:
        super().__init__(label, [Length(max=longest, message=TOO_LONG), *validators], **given)


class WordsArea(_CleanText, TextAreaField):
    """Several lines that somebody types: cleaned, at most `longest` characters."""

    def __init__(
        self,
        label: Any,
        validators: Any = (),
        longest: int = LIMITS.section_characters,
        **given: Any,
    ) -> None:
        super().__init__(label, [Length(max=longest, message=TOO_LONG), *validators], **given)
