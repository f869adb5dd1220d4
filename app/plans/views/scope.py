"""What the pages of a section begin with: is it a section of the plan?"""

from __future__ import annotations

from app.people.parts import PLAN_SECTIONS, Part
from app.security import refuse


def only_sections(part: Part) -> None:
    """`<part:part>` knows every part; only the sections of the plan have pages here."""
    if part not in PLAN_SECTIONS:
        refuse()
