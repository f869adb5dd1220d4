"""Writing what is offered and where: from open data, or by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.audit import action, record
from app.audit.actions import Actor
from app.database import Base, now
from app.extensions import db
from app.language import pictures
from app.people.actions.records import today
from app.providers.facet_words import same_things, words_of
from app.providers.folding import as_address, fold
from app.providers.importers import Entry, Supporter
from app.providers.models import (
    Listing,
    ListingArea,
    Location,
    Provider,
    RoomNote,
    Service,
    ServiceSentence,
    SupportWorker,
)
from app.providers.queries.room import room_notes
from app.storage import keep_for_everybody

# Pages of our own beside the places: /providers/how-we-sort.
TAKEN = ("how-we-sort",)


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
        for listing in db.session.scalars(
            select(Listing)
            .where(Listing.source == source)
            .options(
                selectinload(Listing.areas),
                joinedload(Listing.service).selectinload(Service.sentences),
                joinedload(Listing.service).selectinload(Service.workers),
            )
        )
    }
    providers = {
        provider.name: provider
        for provider in db.session.scalars(select(Provider).where(Provider.source == source))
    }
    slugs = {*db.session.scalars(select(Listing.slug)), *TAKEN}
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
        service=Service(
            **_service_facts(entry),
            provider=provider,
            sentences=_sentences(entry),
            workers=_workers(entry),
        ),
        location=Location(**_location_facts(entry)),
        areas=[ListingArea(district=district) for district in _districts(entry)],
        **_listing_facts(entry),
    )


def _bring_up_to_date(listing: Listing, entry: Entry, provider: Provider | None) -> bool:
    facts = (
        (listing, _listing_facts(entry)),
        (listing.service, {**_service_facts(entry), "provider": provider}),
        (listing.location, _location_facts(entry)),
    )
    changed = False
    if listing.service.provider is not provider:
        _end_room(listing)
    for row, values in facts:
        for name, value in values.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
                changed = True
    districts = _districts(entry)
    if {area.district for area in listing.areas} != set(districts):
        listing.areas = [ListingArea(district=district) for district in districts]
        changed = True
    if _bring_up_to_date_what_is_shown(listing.service, entry):
        changed = True
    if changed:
        listing.imported_at = now()
    return changed


def _end_room(listing: Listing) -> None:
    """Whoever has the place from now on did not say that it has room."""
    if room_notes([listing.id], today()):
        db.session.add(RoomNote(listing_id=listing.id, said_on=today(), is_over=True))


def _bring_up_to_date_what_is_shown(service: Service, entry: Entry) -> bool:
    """The sentences and the people who would support you, each list as a whole."""
    sentences, workers = _sentences(entry), _workers(entry)
    if _same(service.sentences, sentences) and _same(service.workers, workers):
        return False
    service.sentences, service.workers = [], []
    # A place is free only when who stood there is gone.
    db.session.flush()
    service.sentences, service.workers = sentences, workers
    return True


def _same(there: Sequence[Base], wanted: Sequence[Base]) -> bool:
    def as_told(row: Base) -> dict[str, Any]:
        left_out = ("id", "created_at", "service_id")
        names = (column.key for column in row.__table__.columns if column.key not in left_out)
        return {name: getattr(row, name) or "" for name in names}

    return [as_told(row) for row in there] == [as_told(row) for row in wanted]


def _sentences(entry: Entry) -> list[ServiceSentence]:
    """Raises KeyError for a picture that the registry does not know."""
    return [
        ServiceSentence(
            place=place,
            language=each.language,
            concept=pictures.get(each.concept).concept,
            words=each.words,
        )
        for place, each in enumerate(entry.sentences)
    ]


def _workers(entry: Entry) -> list[SupportWorker]:
    """Who would support you. All of them said yes to being shown."""
    return [_worker(place, each) for place, each in enumerate(entry.workers)]


def _worker(place: int, told: Supporter) -> SupportWorker:
    kept = keep_for_everybody(told.photo) if told.photo is not None else None
    return SupportWorker(
        place=place,
        name=told.name,
        line=told.line,
        language=told.language,
        said_yes_on=told.said_yes_on,
        photo_key=kept.file_key if kept else "",
        thumb_key=kept.thumb_key if kept else "",
        video_link=told.video_link,
        video_words=told.video_words,
    )


def _listing_facts(entry: Entry) -> dict[str, Any]:
    facets = tuple(dict.fromkeys((entry.kind.facet, *entry.facets)))
    sentences = " ".join(each.words for each in entry.sentences)
    said = fold(f"{entry.name} {entry.description} {sentences}")
    searched = (said, same_things(said), entry.address, entry.provider, entry.postcode)
    return {
        "name": entry.name,
        "kind": entry.kind,
        "facets": " ".join(facets),
        "name_words": fold(entry.name),
        "facet_words": words_of(facets),
        "other_words": fold(" ".join(searched)),
        "latitude": entry.latitude,
        "longitude": entry.longitude,
    }


def _service_facts(entry: Entry) -> dict[str, Any]:
    return {
        "description": entry.description,
        "language": entry.language,
        "hour_pence": entry.hour_pence,
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


def _districts(entry: Entry) -> list[str]:
    """Where it serves people: its own district first."""
    return list(dict.fromkeys((entry.postcode.split()[0], *entry.areas)))


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
