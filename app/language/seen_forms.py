"""Which version of something a writer saw: so that nobody overwrites what came in between."""

from __future__ import annotations

from wtforms import HiddenField


class SeenForm:
    """A mixin for a form that carries the number of what its writer saw, in `number`."""

    number: HiddenField

    def seen_number(self) -> int:
        """The number; 0 for none, and for a wrong one."""
        given = self.number.data or ""
        return int(given) if given.isdecimal() and len(given) < 10 else 0
