"""An address for every rule of the portal: some value that each of its converters takes."""

from __future__ import annotations

import uuid

from werkzeug.routing import BaseConverter, ValidationError

from app.people.parts import Part


def example(converter: BaseConverter) -> object:
    """Some value that the converter of an address takes."""
    choices = sorted(getattr(converter, "items", ()))
    for value in (uuid.UUID(int=1), Part.WELLNESS, 1, "member", "about-me", "token", *choices):
        try:
            if converter.to_python(converter.to_url(value)) == value:
                return value
        except (ValueError, AttributeError, TypeError, ValidationError):
            continue
    return "x"
