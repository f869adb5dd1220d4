"""Care homes of Trafford, from the Care Quality Commission's directory. Their key is `cqc_id`:
two homes of one name and postcode may follow each other under different owners."""

from __future__ import annotations

from collections.abc import Mapping

from app.config import LIMITS
from app.providers.importers import values
from app.providers.importers.reading import Entry, Format
from app.providers.models import NAME_CHARACTERS, Kind


def read(row: Mapping[str, str]) -> Entry:
    """One care home. Raises Refused."""
    name = values.name(row["name"], NAME_CHARACTERS)
    key = values.text(row["cqc_id"], "cqc_id", 80)
    if not key:
        raise values.Refused("missing cqc_id")
    place = values.postcode(row["postcode"])
    point = values.point(row["lat"], row["lon"]) or (place.latitude, place.longitude)
    phone, phone_note = values.phone(row["telephone"])
    website, website_note = values.website(row["website"])
    kinds = values.text(row["type"], "type", LIMITS.section_characters)
    return Entry(
        key=key,
        name=name,
        kind=Kind.CARE_HOME,
        description=", ".join(kinds.split("|")),
        address=values.text(row["address"].replace(",", ", "), "address", LIMITS.line_characters),
        postcode=place.label,
        latitude=point[0],
        longitude=point[1],
        phone=phone,
        website=website,
        provider=values.text(row["provider"], "provider", NAME_CHARACTERS),
        notes=tuple(note for note in (phone_note, website_note) if note),
    )


FORMAT = Format(
    "trafford-care-homes",
    frozenset("name cqc_id type address postcode telephone website provider lat lon".split()),
    read,
)
