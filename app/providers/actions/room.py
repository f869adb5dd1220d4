""" "We have room": saying it, and taking it back. Rows are added; the newest counts."""

from __future__ import annotations

from datetime import date

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.said_names import names
from app.language.words import lazy as _l
from app.organisations.models import Role
from app.organisations.queries import organisation_ids_of
from app.outcomes.queries.quality import names_around
from app.people.actions.records import today
from app.plans.actions.said import Refused
from app.providers.models import Listing, RoomNote
from app.providers.queries.vetting import tick_of
from app.providers.vetting import Tick

__all__ = ["NO_NAMES", "Refused", "refuse_names", "say_room", "take_back_room"]
# L10n: register=work
NO_NAMES = _l("Write it without names. A name of somebody around you stands in it.")
# L10n: register=work
NOT_YOURS = _l("You cannot write for this place.")
# L10n: register=work
NO_TICK = _l("You need a Green Tick for this.")
# L10n: register=work
NOTHING = _l("Write something here.")


def refuse_unless_theirs(by: Account, listing: Listing) -> None:
    """Only a manager of the organisation that offers it."""
    provider = listing.service.provider
    own = organisation_ids_of(by.id, Role.PROVIDER_MANAGER)
    if provider is None or provider.organisation_id not in own:
        raise Refused(NOT_YOURS)


def refuse_names(listing: Listing, words: str) -> None:
    """Strangers read it: nobody whom the provider supports is named, nor who is around them."""
    provider = listing.service.provider
    assert provider is not None
    assert provider.organisation_id is not None
    if any(names(words, names_around(provider.organisation_id), (), ())):
        raise Refused(NO_NAMES)


@action
def say_room(
    *, by: Account, listing: Listing, words: str, language: str, on: date | None = None
) -> RoomNote:
    """What a provider says of its room, shown for thirty days from `on` (today).

    Only with a tick that is live on that day. Raises Refused.
    """
    day = on or today()
    refuse_unless_theirs(by, listing)
    if listing.withdrawn_at is not None:
        raise Refused(NOT_YOURS)
    if not words:
        raise Refused(NOTHING)
    assert listing.service.provider is not None
    if tick_of(listing.service.provider, day) is not Tick.LIVE:
        raise Refused(NO_TICK)
    refuse_names(listing, words)
    return _add(by, RoomNote(listing_id=listing.id, said_on=day, words=words, language=language))


@action
def take_back_room(*, by: Account, listing: Listing) -> RoomNote:
    """No room any more: also without a tick, and whoever of them said it. Raises Refused."""
    refuse_unless_theirs(by, listing)
    return _add(by, RoomNote(listing_id=listing.id, said_on=today(), is_over=True))


def _add(by: Account, note: RoomNote) -> RoomNote:
    note.said_by = by.id
    db.session.add(note)
    db.session.flush()
    record(
        "providers.room-said",
        by=by,
        about=f"room_note:{note.id}",
        facts={"listing": str(note.listing_id), "is_over": note.is_over},
    )
    return note
