"""What the lint reads and what it says: one message of the catalogue, and one finding."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["body", "heading", "label", "button", "error"]
Register = Literal["person", "work"]
Severity = Literal["error", "warning"]

KINDS: tuple[Kind, ...] = ("body", "error", "heading", "label", "button")
REGISTERS: tuple[Register, ...] = ("person", "work")


@dataclass(frozen=True)
class Message:
    """One English text that the portal shows.

    `places` are "file:line" strings. `explained` holds the slugs of the glossary words that the
    pages with this message explain in place. `plural` is the second form, where there is one.
    """

    msgid: str
    kind: Kind = "body"
    register: Register = "person"
    plural: str | None = None
    places: tuple[str, ...] = ()
    explained: frozenset[str] = frozenset()

    @property
    def forms(self) -> tuple[str, ...]:
        """The texts that somebody may read: one, or two where the message counts things."""
        return (self.msgid,) if self.plural is None else (self.msgid, self.plural)


@dataclass(frozen=True)
class Finding:
    """One thing to mend. `about` is the word or number that it is about, for the allow-list."""

    rule: str
    severity: Severity
    text: str
    about: str = ""
