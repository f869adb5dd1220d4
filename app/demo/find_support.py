"""The demo's places that can help: through the actions, with checks in every state."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.demo.helping_places import HELPING_PLACES, HelpingPlace, Seen
from app.extensions import db
from app.organisations.models import Organisation
from app.outcomes.quarters import quarter_of
from app.people.actions.records import today
from app.providers import postcodes
from app.providers.actions.entries import import_entries
from app.providers.actions.room import say_room
from app.providers.actions.unmet import count_nothing_found
from app.providers.actions.vetting import describe_provider, record_check
from app.providers.folding import as_address
from app.providers.importers import Entry
from app.providers.models import CheckItem, Listing, Provider, VettingRoute
from app.providers.vetting import needed_of

SOURCE = "demo"
# Name of the listing, who says it, how many days ago, the words. The second is too old to be shown,
# the third was said while the tick was live.
ROOM = (
    ("Hazelwick Supported Living", "manager", 4, "A flat is free in May. One person, two rooms."),
    ("Hazelwick Weekends", "manager", 40, "Two seats are free in the minibus."),
    ("Bramblecote House Share", "manager2", 20, "One room is free. It has a window to the garden."),
)


# What people looked for in the quarter that is over and did not find: where, which facets, how many
# times. Few of one line are hidden in the council's table.
NOT_FOUND = (
    ("M33", "kind:personal-assistant", 9),
    ("LS8", "kind:supported-living", 7),
    ("LS7", "kind:day-opportunities day:saturday", 6),
    ("BD3", "kind:personal-assistant language:urdu", 5),
    ("LS11", "kind:advocacy", 3),
    ("BD8", "kind:activities language:polish", 2),
)


def load_find_support(accounts: dict[str, Account], places: dict[str, Organisation]) -> None:
    """Call inside `db.writing()`, when the organisations and their managers are there."""
    import_entries(by=SYSTEM, source=SOURCE, entries=[_entry(each) for each in HELPING_PLACES])
    db.session.flush()
    providers = {
        each.name: each
        for each in db.session.scalars(select(Provider).where(Provider.source == SOURCE))
    }
    for place in {each.provider: each for each in HELPING_PLACES}.values():
        provider = providers[place.provider]
        organisation = places[place.provider].id if place.provider in places else None
        describe_provider(
            by=SYSTEM,
            provider=provider,
            organisation_id=organisation,
            route=VettingRoute.MICRO if place.is_micro else VettingRoute.PROVIDER,
            is_sole_trader=place.is_sole_trader,
            is_regulated=place.is_regulated,
            cqc_rating=place.rating,
            cqc_rated_on=today() - timedelta(days=300) if place.rating else None,
            cqc_link=f"https://inspectors.example/{as_address(place.provider)}"
            if place.rating
            else "",
        )
        _check(accounts["vetter"], provider, place.seen)
    _not_found()
    for name, role, days, words in ROOM:
        say_room(
            by=accounts[role],
            listing=db.session.scalars(select(Listing).where(Listing.name == name)).one(),
            words=words,
            language="en",
            on=today() - timedelta(days=days),
        )


def _entry(place: HelpingPlace) -> Entry:
    point = postcodes.full(place.postcode)
    assert point is not None
    return Entry(
        key=place.name,
        name=place.name,
        kind=place.kind,
        postcode=place.postcode,
        latitude=point.latitude,
        longitude=point.longitude,
        address=place.address,
        phone=place.phone,
        email=f"hello@{as_address(place.provider)}.example",
        website=f"https://{as_address(place.provider)}.example/",
        provider=place.provider,
        language=next(iter(place.told)),
        hour_pence=place.hour_pence,
        sentences=place.sentences,
        workers=place.workers,
        facets=tuple(place.facets.split()),
        areas=tuple(place.areas.split()),
    )


def _check(vetter: Account, provider: Provider, seen: Seen) -> None:
    """What the vetter saw, half a year ago; the insurance is what ends first."""
    if seen is Seen.NONE:
        return
    day = today()
    items = [item for item in CheckItem if item in needed_of(provider)]
    if seen is Seen.SOME:
        items = items[:3]
    for item in items:
        is_over = seen is Seen.ONE_OVER and item is CheckItem.INSURANCE
        record_check(
            by=vetter,
            provider=provider,
            item=item,
            issued_on=day - timedelta(days=180),
            expires_on=day - timedelta(days=10) if is_over else day + timedelta(days=185),
        )
    if seen is Seen.ONE_NO_LONGER_HOLDS:
        record_check(
            by=vetter,
            provider=provider,
            item=CheckItem.REFERENCES,
            issued_on=day - timedelta(days=3),
            expires_on=day + timedelta(days=185),
            holds=False,
        )


def _not_found() -> None:
    """As searches that found nothing leave it, one a day."""
    first = quarter_of(now()).before.begins.date()
    for district, facets, times in NOT_FOUND:
        for number in range(times):
            count_nothing_found(
                by=SYSTEM,
                day=first + timedelta(days=number),
                district=district,
                facets=frozenset(facets.split()),
                language="en",
            )
