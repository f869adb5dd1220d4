"""What a result tells beside its name: one sentence, the state of its tick, its room."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.providers.models import RoomNote, ServiceSentence
from app.providers.queries.room import room_notes
from app.providers.queries.search import Hit
from app.providers.queries.vetting import ticks_of
from app.providers.vetting import Tick


@dataclass(frozen=True)
class Card:
    """One result. `sentence` is the first of its own in the reader's language, else empty; `room`
    is set only while its tick is live."""

    hit: Hit
    sentence: str
    tick: Tick
    room: RoomNote | None


def cards_of(hits: Sequence[Hit], language: str, day: date) -> list[Card]:
    """The results of one page, in the same order. Three queries, however many there are."""
    if not hits:
        return []
    services = [hit.listing.service for hit in hits]
    ticks = ticks_of([each.provider for each in services if each.provider], day)
    sentences = _first_sentences([each.id for each in services], language)
    notes = room_notes([hit.listing.id for hit in hits], day)
    return [_card(hit, ticks, sentences, notes) for hit in hits]


def _card(
    hit: Hit,
    ticks: Mapping[uuid.UUID, Tick],
    sentences: Mapping[uuid.UUID, str],
    notes: Mapping[uuid.UUID, RoomNote],
) -> Card:
    service = hit.listing.service
    state = ticks[service.provider.id] if service.provider else Tick.NONE
    room = notes.get(hit.listing.id) if state is Tick.LIVE else None
    return Card(hit, sentences.get(service.id, ""), state, room)


def _first_sentences(service_ids: Collection[uuid.UUID], language: str) -> Mapping[uuid.UUID, str]:
    its_own = ServiceSentence.service_id.in_(service_ids)
    found: dict[uuid.UUID, str] = {}
    for each in db.session.scalars(
        select(ServiceSentence)
        .where(its_own, ServiceSentence.language == language)
        .order_by(ServiceSentence.place)
    ):
        found.setdefault(each.service_id, each.words)
    return found
