"""What stands in a form, as a draft keeps it: text by the name of the field; and back again."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import DateField, Form, RadioField, SelectField, SelectMultipleField
from wtforms import Field as AnyField

# A form's own key, and what its page showed, are never taken over from a draft.
NEW_EACH_TIME = frozenset({"key", "csrf_token", "number", "text_id"})


def typed(form: Form) -> dict[str, str]:
    """Everything that was typed or chosen, unchecked, and what the page showed beside it."""
    return {
        field.short_name: _text(field)
        for field in form
        if field.short_name not in ("key", "csrf_token")
    }


def _text(field: AnyField) -> str:
    if isinstance(field, SelectMultipleField):
        return " ".join(field.data or ())
    return str(field._value()) if isinstance(field, DateField) else field.data or ""


def bring_back(form: Form, content: Mapping[str, str]) -> None:
    """What was typed stands in the form again; of choices, those that are on offer now."""
    for field in form:
        if field.short_name in NEW_EACH_TIME or field.short_name not in content:
            continue
        text = content[field.short_name]
        if isinstance(field, SelectMultipleField):
            field.data = [each for each in text.split() if each in _offered(field)]
        elif isinstance(field, RadioField | SelectField):
            field.data = text if text in _offered(field) else ""
        elif isinstance(field, DateField):
            # As it was typed: a draft may hold what is no day.
            field.raw_data = [text]
        else:
            field.data = text


def _offered(field: SelectField | SelectMultipleField) -> set[str]:
    return {each.value for each in field.iter_choices()}
