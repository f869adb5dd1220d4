"""Reading "we have room"."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, Subquery, func, select

from app.accounts.models import Account
from app.extensions import db
from app.plans.queries.mine import a_kind
from app.providers.models import ListEntry, Listing, RoomNote, Service
from app.providers.models.room import SHOWN_DAYS
from app.providers.queries.vetting import with_tick

ROOM = "room"


def says_room(day: date) -> Subquery:
    """The listings that say so on a day, with or without a tick: `listing_id`, each once."""
    newest = _newest(day).subquery()
    return (
        select(RoomNote.listing_id)
        .join(newest, newest.c.id == RoomNote.id)
        .where(newest.c.place == 1, ~RoomNote.is_over)
        .subquery()
    )


def room_notes(listing_ids: Collection[uuid.UUID], day: date) -> Mapping[uuid.UUID, RoomNote]:
    """What these listings say on a day. The caller asks for the tick. One query."""
    newest = _newest(day).where(RoomNote.listing_id.in_(listing_ids)).subquery()
    notes = db.session.scalars(
        select(RoomNote)
        .join(newest, newest.c.id == RoomNote.id)
        .where(newest.c.place == 1, ~RoomNote.is_over)
    )
    return {note.listing_id: note for note in notes}


def room_told_to(account: Account, day: date) -> Select[Any]:
    """For `app.plans.queries.mine.waiting`: places with room on the list of this account, where it
    wanted to see that, and the tick is live. Whose page it is, is told by the account's id."""
    wanted = select(ListEntry.listing_id).where(
        ListEntry.account_id == account.id, ListEntry.tells_room
    )
    theirs = select(Service.provider_id).join(Listing).where(Listing.id.in_(wanted))
    newest = _newest(day).where(RoomNote.listing_id.in_(wanted)).subquery()
    return (
        a_kind(ROOM, ListEntry.account_id, Listing.id, RoomNote.created_at)
        .select_from(RoomNote)
        .join(newest, newest.c.id == RoomNote.id)
        .join(Listing, Listing.id == RoomNote.listing_id)
        .join(Service, Service.id == Listing.service_id)
        .join(ListEntry, ListEntry.listing_id == Listing.id)
        .where(
            newest.c.place == 1,
            ~RoomNote.is_over,
            Listing.withdrawn_at.is_(None),
            ListEntry.account_id == account.id,
            ListEntry.tells_room,
            Service.provider_id.in_(with_tick(day, theirs)),
        )
    )


def _newest(day: date) -> Select[tuple[uuid.UUID, int]]:
    """The notes that are not too old, counted from the last one of each listing."""
    from_the_last = func.row_number().over(
        partition_by=RoomNote.listing_id, order_by=(RoomNote.said_on.desc(), RoomNote.id.desc())
    )
    return select(RoomNote.id, from_the_last.label("place")).where(
        RoomNote.said_on <= day, RoomNote.said_on > day - timedelta(days=SHOWN_DAYS)
    )
