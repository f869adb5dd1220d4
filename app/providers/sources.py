"""Who published the open data, and the notice that must stand beside it, word for word."""

from __future__ import annotations

from dataclasses import dataclass

_OPEN_GOVERNMENT_LICENCE = (
    "Contains public sector information licensed under the Open Government Licence v3.0"
)

# For every distance: the centres of the postcodes come from it.
POSTCODE_NOTICE = (
    "Contains OS data © Crown copyright and database right. "
    "Contains Royal Mail data © Royal Mail copyright and database right. "
    "Contains National Statistics data © Crown copyright and database right"
)


@dataclass(frozen=True)
class Source:
    """A publisher in English, with the notice in its own words."""

    publisher: str
    notice: str


SOURCES = {
    "libraries": Source("Trafford Data Lab", _OPEN_GOVERNMENT_LICENCE),
    "mental-health": Source("Trafford Data Lab", _OPEN_GOVERNMENT_LICENCE),
    "trafford-care-homes": Source(
        "Care Quality Commission, Trafford Data Lab", _OPEN_GOVERNMENT_LICENCE
    ),
}


def source_of(key: str) -> Source | None:
    """The source of a listing; None for one that did not come from open data."""
    return SOURCES.get(key)


def notices() -> list[Source]:
    """Every notice once, the postcodes' last."""
    postcodes = Source("Ordnance Survey, Royal Mail, National Statistics", POSTCODE_NOTICE)
    return [*dict.fromkeys(SOURCES.values()), postcodes]
