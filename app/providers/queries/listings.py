"""Reading one listing with everything that its page shows, and the listings of one's own."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Select, select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import organisation_ids_of
from app.outcomes.queries.quality import claims
from app.outcomes.standards import SMALL_SUPPORTS, Line
from app.providers.facets import FACETS, Facet, Group
from app.providers.models import (
    CheckItem,
    Listing,
    Provider,
    RoomNote,
    Service,
    ServiceSentence,
    SupportWorker,
)
from app.providers.queries.room import room_notes
from app.providers.queries.vetting import checks_by_provider, checks_of
from app.providers.vetting import Checked, Tick, needed_of, tick, what_was_checked
from app.storage import PICTURES

# Told on the page in other places, or by other rows.
_TOLD_ELSEWHERE = frozenset((Group.KIND, Group.PAY, Group.CHECKED, Group.ROOM))


@dataclass(frozen=True)
class ListingPage:
    """What the page of one listing shows on a day."""

    listing: Listing
    sentences: Sequence[ServiceSentence] = ()
    workers: Sequence[SupportWorker] = ()
    tick: Tick = Tick.NONE
    checked: Sequence[Checked] = ()
    # What this provider must still show, in the order of `CheckItem`.
    missing: Sequence[CheckItem] = ()
    room: RoomNote | None = None
    # Each line with how many people say that it is so; None where the provider does not say it.
    # Empty where the provider has nobody here who could.
    small_supports: Sequence[tuple[Line, int | None]] = ()
    pay: Sequence[Facet] = ()
    # What it says of itself, group by group.
    more: Mapping[Group, Sequence[Facet]] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnListing:
    """A listing as those see it who offer it."""

    listing: Listing
    provider: Provider
    tick: Tick
    missing: Sequence[CheckItem]
    over: Sequence[Checked]
    room: RoomNote | None


def listing_by_slug(slug: str) -> Listing | None:
    """One listing with its service, provider and location, withdrawn or not. One query."""
    return db.session.scalars(select(Listing).where(Listing.slug == slug)).one_or_none()


def listing_there(listing_id: uuid.UUID) -> Listing | None:
    """One listing that search may show. One query."""
    wanted = select(Listing).where(Listing.id == listing_id, Listing.withdrawn_at.is_(None))
    return db.session.scalars(wanted).one_or_none()


def listing_page(listing: Listing, language: str, day: date) -> ListingPage:
    """What to show of a listing to somebody who reads `language`. At most five queries."""
    provider = listing.service.provider
    facets = [FACETS[key] for key in listing.facets.split() if key in FACETS]
    checks = checks_of(provider.id) if provider else ()
    state = tick(provider, checks, day) if provider else Tick.NONE
    checked = what_was_checked(checks, day)
    return ListingPage(
        listing=listing,
        sentences=_in_language(listing.service, language),
        workers=[each for each in listing.service.workers if each.said_yes_on],
        tick=state,
        checked=checked,
        missing=_missing(provider, checked) if provider and checked else (),
        room=room_notes([listing.id], day).get(listing.id) if state is Tick.LIVE else None,
        small_supports=_small_supports(provider),
        pay=[each for each in facets if each.group is Group.PAY],
        more={
            group: found
            for group in Group
            if group not in _TOLD_ELSEWHERE
            and (found := [each for each in facets if each.group is group])
        },
    )


def photo_keys(slug: str, name: str) -> tuple[str, str] | None:
    """The keys, large and small, of a photo that this listing shows now; None for any other file.

    `name` is its file's, without folder and ending. One query.
    """
    row = db.session.execute(
        select(SupportWorker.photo_key, SupportWorker.thumb_key)
        .join(Listing, Listing.service_id == SupportWorker.service_id)
        .where(
            Listing.slug == slug,
            Listing.withdrawn_at.is_(None),
            SupportWorker.photo_key == f"{PICTURES}/{name}.jpg",
        )
        .limit(1)
    ).first()
    return (row.photo_key, row.thumb_key) if row is not None else None


def own_listings(viewer: Account, day: date) -> list[OwnListing]:
    """The listings of the organisations that this account manages, by name."""
    rows = db.session.scalars(_theirs(viewer).order_by(Listing.name, Listing.number)).all()
    rooms = room_notes([each.id for each in rows], day) if rows else {}
    checks = checks_by_provider({row.service.provider.id for row in rows if row.service.provider})
    found = []
    for row in rows:
        provider = row.service.provider
        assert provider is not None
        its = checks.get(provider.id, ())
        checked = what_was_checked(its, day)
        found.append(
            OwnListing(
                row,
                provider,
                tick(provider, its, day),
                _missing(provider, checked),
                [each for each in checked if not each.counts and each.item in needed_of(provider)],
                rooms.get(row.id),
            )
        )
    return found


def _theirs(viewer: Account) -> Select[Listing]:
    managed = organisation_ids_of(viewer.id, Role.PROVIDER_MANAGER)
    services = (
        select(Service.id)
        .join(Provider, Provider.id == Service.provider_id)
        .where(Provider.organisation_id.in_(managed))
    )
    return select(Listing).where(Listing.service_id.in_(services), Listing.withdrawn_at.is_(None))


def _in_language(service: Service, language: str) -> Sequence[ServiceSentence]:
    """The sentences in the reader's language, else in the service's own, else in whichever."""
    told = service.sentences
    for wanted in (language, service.language, *(each.language for each in told)):
        if found := [each for each in told if each.language == wanted]:
            return found
    return ()


def _missing(provider: Provider, checked: Sequence[Checked]) -> list[CheckItem]:
    seen = {each.item for each in checked}
    return [item for item in CheckItem if item in needed_of(provider) - seen]


def _small_supports(provider: Provider | None) -> list[tuple[Line, int | None]]:
    if provider is None or provider.organisation_id is None:
        return []
    said = {each.claim.line: each.confirmed for each in claims([provider.organisation_id])}
    return [(line, said.get(line.key)) for line in SMALL_SUPPORTS]
