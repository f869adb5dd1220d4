"""Mental health services, as Trafford Data Lab publishes them raw: no points, so they stand at
their postcodes. Their key is name and postcode."""

from __future__ import annotations

from collections.abc import Mapping

from app.config import LIMITS
from app.providers.importers import values
from app.providers.importers.reading import Entry, Format
from app.providers.models import NAME_CHARACTERS, Kind


def read(row: Mapping[str, str]) -> Entry:
    """One service. Raises Refused."""
    name = values.name(row["name"], NAME_CHARACTERS)
    place = values.postcode(row["postcode"])
    phone, phone_note = values.phone(row["telephone"])
    website, website_note = values.website(row["website"])
    return Entry(
        key=f"{name}|{place.label}",
        name=name,
        kind=Kind.MENTAL_HEALTH,
        description=values.text(row["description"], "description", LIMITS.section_characters),
        address=values.text(row["address"], "address", LIMITS.line_characters),
        postcode=place.label,
        latitude=place.latitude,
        longitude=place.longitude,
        phone=phone,
        website=website,
        notes=tuple(note for note in (phone_note, website_note) if note),
    )


FORMAT = Format(
    "mental-health",
    frozenset({"name", "description", "address", "postcode", "telephone", "website"}),
    read,
)
