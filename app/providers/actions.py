"""Writing the directory."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select

from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.providers.folding import as_address, fold
from app.providers.importers import Entry
from app.providers.models import Listing, Location, Provider, Service


@dataclass
class Counts:
    """What an import did to the directory."""

    new: int = 0
    changed: int = 0
    same: int = 0


@action
def import_entries(*, by: Actor, source: str, entries: Sequence[Entry], refused: int = 0) -> Counts:
    """Bring the listings of a source up to date with what was read from its file.

    A listing keeps its address on the web when its facts change. A row that is no longer in the
    file keeps its listing: a file may be a part of the whole. Running twice changes nothing.
    """
    known = {
        listing.source_key: listing
        for listing in db.session.scalars(select(Listing).where(Listing.source == source))
    }
    providers = {
        provider.name: provider
        for provider in db.session.scalars(select(Provider).where(Provider.source == source))
    }
    slugs = set(db.session.scalars(select(Listing.slug)))
    counts = Counts()
    for entry in entries:
        provider = _provider_of(entry, source, providers)
        listing = known.get(entry.key)
        if listing is None:
            db.session.add(_new_listing(entry, source, provider, slugs))
            counts.new += 1
        elif _bring_up_to_date(listing, entry, provider):
            counts.changed += 1
        else:
            counts.same += 1
    record(
        "providers.imported",
        by=by,
        about=f"source:{source}",
        facts={**asdict(counts), "refused": refused},
    )
    return counts


def _provider_of(entry: Entry, source: str, providers: dict[str, Provider]) -> Provider | None:
    if not entry.provider:
        return None
    if entry.provider not in providers:
        providers[entry.provider] = Provider(name=entry.provider, source=source)
    return providers[entry.provider]


def _new_listing(entry: Entry, source: str, provider: Provider | None, slugs: set[str]) -> Listing:
    return Listing(
        slug=_free_slug(entry, slugs),
        source=source,
        source_key=entry.key,
        imported_at=now(),
        service=Service(**_service_facts(entry), provider=provider),
        location=Location(**_location_facts(entry)),
        **_listing_facts(entry),
    )


def _bring_up_to_date(listing: Listing, entry: Entry, provider: Provider | None) -> bool:
    facts = (
        (listing, _listing_facts(entry)),
        (listing.service, {**_service_facts(entry), "provider": provider}),
        (listing.location, _location_facts(entry)),
    )
    changed = False
    for row, values in facts:
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                changed = True
    if changed:
        listing.imported_at = now()
    return changed


def _listing_facts(entry: Entry) -> dict[str, Any]:
    searched = (entry.kind.search_words, entry.description, entry.address, entry.provider)
    return {
        "name": entry.name,
        "kind": entry.kind,
        "name_words": fold(entry.name),
        "other_words": fold(" ".join((*searched, entry.postcode))),
        "latitude": entry.latitude,
        "longitude": entry.longitude,
    }


def _service_facts(entry: Entry) -> dict[str, Any]:
    return {
        "description": entry.description,
        "phone": entry.phone,
        "email": entry.email,
        "website": entry.website,
    }


def _location_facts(entry: Entry) -> dict[str, Any]:
    return {
        "address": entry.address,
        "postcode": entry.postcode,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
    }


def _free_slug(entry: Entry, taken: set[str]) -> str:
    """The name; where it is taken, with the postcode; then with a number."""
    name = as_address(entry.name) or "place"
    with_postcode = f"{name}-{as_address(entry.postcode)}"
    slug = next(each for each in _slugs(name, with_postcode) if each not in taken)
    taken.add(slug)
    return slug


def _slugs(name: str, with_postcode: str) -> Iterable[str]:
    yield name
    yield with_postcode
    number = 2
    while True:
        yield f"{with_postcode}-{number}"
        number += 1
