"""A directory of invented places around real postcodes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.audit import SYSTEM
from app.extensions import db
from app.providers import postcodes
from app.providers.actions import entries as actions
from app.providers.importers import Entry
from app.providers.models import Kind


def entry(name: str, postcode: str = "M33 7ZF", **given: Any) -> Entry:
    place = postcodes.full(postcode)
    assert place is not None
    return Entry(
        **{
            "key": f"{name}|{postcode}",
            "name": name,
            "kind": Kind.GROUP,
            "postcode": postcode,
            "latitude": place.latitude,
            "longitude": place.longitude,
            **given,
        }
    )


def bring_in(entries: Sequence[Entry], source: str = "libraries") -> actions.Counts:
    """Import entries. Call inside an app context."""
    with db.writing():
        return actions.import_entries(by=SYSTEM, source=source, entries=entries)
