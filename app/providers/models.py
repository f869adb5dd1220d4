"""The directory: who gives support (Provider), what (Service), where (Location), and the Listing.

Named after Open Referral UK: organization, service, location, service at location. Only what a
source says is kept: an empty text is "not said", never "no".
"""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from uuid_utils.compat import uuid7

from app.config import LIMITS
from app.database import Base, Entity, Words, now, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.providers.search_tables import made_with

NAME_CHARACTERS = 160


class Kind(Enum):
    """What sort of place it is."""

    LIBRARY = "library"
    MENTAL_HEALTH = "mental-health"
    CARE_HOME = "care-home"
    GROUP = "group"

    @property
    def words(self) -> LazyWords:
        return _KINDS[self][0]

    @property
    def concept(self) -> str:
        """Its picture in the registry of pictures."""
        return _KINDS[self][1]

    @property
    def search_words(self) -> str:
        """English words that find it, beside its own."""
        return _KINDS[self][2]


_KINDS = {
    Kind.LIBRARY: (_l("A library"), "library", "library libraries books reading"),
    Kind.MENTAL_HEALTH: (
        _l("Help with mental health"),
        "mental_health",
        "mental health wellbeing feelings",
    ),
    Kind.CARE_HOME: (_l("A care home"), "care_home", "care home homes residential"),
    Kind.GROUP: (_l("A group"), "group", "group groups club meeting"),
}


class Provider(Entity, Base):
    """Who gives the support, where a source names them. Linked to an organisation that has members
    here once somebody of it has proved who they are."""

    __tablename__ = "provider"
    __table_args__ = (UniqueConstraint("source", "name"),)

    name: Mapped[str] = mapped_column(Words(NAME_CHARACTERS))
    source: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))


class Service(Entity, Base):
    """What somebody offers, in the source's own words and language."""

    __tablename__ = "service"
    __table_args__ = (Index(None, "provider_id"),)

    provider_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("provider.id"))
    description: Mapped[str] = mapped_column(Words(LIMITS.section_characters), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    phone: Mapped[str] = mapped_column(Words(40), default="")
    email: Mapped[str] = mapped_column(Words(254), default="")
    website: Mapped[str] = mapped_column(Words(500), default="")

    provider: Mapped[Provider | None] = relationship(lazy="joined")


class Location(Entity, Base):
    """Where it is: degrees north and east, from the source or from the centre of the postcode."""

    __tablename__ = "location"

    address: Mapped[str] = mapped_column(Words(LIMITS.line_characters), default="")
    postcode: Mapped[str] = mapped_column(String(8))
    latitude: Mapped[float]
    longitude: Mapped[float]


@made_with
class Listing(Base):
    """A service at a place: one line of the directory, one page, and the row that search reads.

    `number` is the row number of the search tables (`search_tables.py`), which are kept by
    triggers; everywhere else a listing is known by its `id` or, in addresses, by its `slug`.
    """

    __tablename__ = "listing"
    __table_args__ = (
        UniqueConstraint("id"),
        UniqueConstraint("slug"),
        UniqueConstraint("source", "source_key"),
        Index(None, "name", "number"),
        Index(None, "service_id"),
        Index(None, "location_id"),
    )

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    id: Mapped[uuid.UUID] = mapped_column(default=uuid7)
    created_at: Mapped[datetime] = mapped_column(default=now)
    slug: Mapped[str] = mapped_column(String(120))
    name: Mapped[str] = mapped_column(Words(NAME_CHARACTERS))
    kind: Mapped[Kind] = mapped_column(one_of(Kind, "kind"))
    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"))
    location_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("location.id"))

    # Where it came from: the import format, and what names the row there.
    source: Mapped[str] = mapped_column(String(40))
    source_key: Mapped[str] = mapped_column(String(200))
    # When the facts as they stand were read from the source.
    imported_at: Mapped[datetime]

    # What search reads: folded words, and the location's point again.
    name_words: Mapped[str] = mapped_column(Text)
    other_words: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float]
    longitude: Mapped[float]

    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)
    location: Mapped[Location] = relationship(lazy="joined", innerjoin=True)
