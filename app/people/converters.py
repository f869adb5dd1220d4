"""A part in a URL: /people/<id>/about-me/my-wellness is Part.WELLNESS."""

from __future__ import annotations

from werkzeug.routing import BaseConverter, ValidationError

from app.people.parts import Part


class PartConverter(BaseConverter):
    """`<part:part>`; an unknown part is 404."""

    def to_python(self, value: str) -> Part:
        try:
            return Part(value)
        except ValueError:
            raise ValidationError from None

    def to_url(self, value: Part) -> str:
        return value.value
