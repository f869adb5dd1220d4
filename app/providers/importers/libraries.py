"""Libraries, as Trafford Data Lab publishes them. Their key is name and postcode."""

from __future__ import annotations

from collections.abc import Mapping

from app.config import LIMITS
from app.providers.importers import values
from app.providers.importers.reading import Entry, Format
from app.providers.models import NAME_CHARACTERS, Kind


def read(row: Mapping[str, str]) -> Entry:
    """One library. Raises Refused."""
    name = values.name(row["name"], NAME_CHARACTERS)
    place = values.postcode(row["postcode"])
    point = values.point(row["lat"], row["lon"]) or (place.latitude, place.longitude)
    email, email_note = values.email(row["email"])
    website, website_note = values.website(row["website"])
    return Entry(
        key=f"{name}|{place.label}",
        name=name,
        kind=Kind.LIBRARY,
        description=values.text(row["type"], "type", LIMITS.section_characters),
        address=values.text(row["address"], "address", LIMITS.line_characters),
        postcode=place.label,
        latitude=point[0],
        longitude=point[1],
        email=email,
        website=website,
        notes=tuple(note for note in (email_note, website_note) if note),
    )


FORMAT = Format(
    "libraries",
    frozenset({"name", "address", "postcode", "type", "email", "website", "lat", "lon"}),
    read,
)
