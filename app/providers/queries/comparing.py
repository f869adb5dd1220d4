"""Some places side by side. Facts and my own words; no score, and no order by what fits."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.language.words import LazyWords
from app.providers.facets import FACETS, Group
from app.providers.models import RoomNote, SupportWorker
from app.providers.postcodes import Place
from app.providers.queries.my_list import Kept
from app.providers.queries.room import room_notes
from app.providers.queries.search import miles_to
from app.providers.queries.vetting import ticks_of
from app.providers.vetting import Tick

LEAST, MOST = 2, 4


@dataclass(frozen=True)
class Beside:
    """One place as it stands beside others. None and empty are "not said"."""

    kept: Kept
    workers: Sequence[SupportWorker]
    miles: float | None
    week_pence: int | None
    tick: Tick
    room: RoomNote | None

    def facets(self, group: Group) -> list[LazyWords]:
        """What it says of a group of facets, in words."""
        keys = self.kept.listing.facets.split()
        return [FACETS[key].words for key in keys if key in FACETS and FACETS[key].group is group]

    @property
    def who(self) -> list[LazyWords]:
        return self.facets(Group.WHO)

    @property
    def pay(self) -> list[LazyWords]:
        return self.facets(Group.PAY)


def beside(
    kept: Sequence[Kept], near: Place | None, half_hours: int | None, day: date
) -> list[Beside]:
    """The places of a list beside each other, in its order. Three queries, however many."""
    workers = _workers([each.listing.service_id for each in kept])
    providers = [each.listing.service.provider for each in kept]
    ticks = ticks_of([each for each in providers if each], day)
    rooms = room_notes([each.listing.id for each in kept], day)
    found = []
    for each in kept:
        listing, provider = each.listing, each.listing.service.provider
        state = ticks[provider.id] if provider else Tick.NONE
        says_room = state is Tick.LIVE and not each.is_withdrawn
        found.append(
            Beside(
                kept=each,
                # Who works at a place that is gone is nobody's business any more.
                workers=() if each.is_withdrawn else workers[listing.service_id],
                miles=miles_to(listing, near),
                week_pence=listing.service.week_pence(half_hours),
                tick=state,
                # Only a provider whose tick is live may say so, of a place that is still here.
                room=rooms.get(listing.id) if says_room else None,
            )
        )
    return found


def _workers(services: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[SupportWorker]]:
    found: dict[uuid.UUID, list[SupportWorker]] = defaultdict(list)
    chosen = select(SupportWorker).where(
        SupportWorker.service_id.in_(services), SupportWorker.said_yes_on.is_not(None)
    )
    for each in db.session.scalars(chosen.order_by(SupportWorker.service_id, SupportWorker.place)):
        found[each.service_id].append(each)
    return found
