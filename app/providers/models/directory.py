"""The directory: who gives support (Provider), what (Service), where (Location), and the Listing.

Named after Open Referral UK: organization, service, location, service at location. Only what a
source says is kept: an empty text is "not said", never "no".
"""

from __future__ import annotations

import uuid
from datetime import date, datetime
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship
from uuid_utils.compat import uuid7

from app.config import LIMITS
from app.database import Base, Entity, Words, now, one_of
from app.language.words import LazyWords
from app.providers.facets import FACETS, Group
from app.providers.marks import marked
from app.providers.models.vetting import VettingRoute
from app.providers.search_tables import made_with

NAME_CHARACTERS = 160
SENTENCE_CHARACTERS = 200
MOST_SENTENCES = 6
VIDEO_CHARACTERS = 2000


class Kind(Enum):
    """What sort of support a listing gives first of all. Its words are those of its facet."""

    PERSONAL_ASSISTANT = "personal-assistant"
    SUPPORTED_LIVING = "supported-living"
    HOME_CARE = "home-care"
    ACTIVITIES = "activities"
    DAY_OPPORTUNITIES = "day-opportunities"
    ADVOCACY = "advocacy"
    DIRECT_PAYMENT_HELP = "direct-payment-help"
    MENTAL_HEALTH = "mental-health"
    GROUP = "group"
    LIBRARY = "library"
    CARE_HOME = "care-home"

    @property
    def facet(self) -> str:
        return f"{Group.KIND.value}:{self.value}"

    @property
    def words(self) -> LazyWords:
        return FACETS[self.facet].words

    @property
    def concept(self) -> str:
        """Its picture in the registry of pictures."""
        return _PICTURES[self]


_PICTURES = {
    Kind.PERSONAL_ASSISTANT: "assistant",
    Kind.SUPPORTED_LIVING: "home",
    Kind.HOME_CARE: "home_care",
    Kind.ACTIVITIES: "activities",
    Kind.DAY_OPPORTUNITIES: "day_place",
    Kind.ADVOCACY: "advocate",
    Kind.DIRECT_PAYMENT_HELP: "money",
    Kind.MENTAL_HEALTH: "mental_health",
    Kind.GROUP: "group",
    Kind.LIBRARY: "library",
    Kind.CARE_HOME: "care_home",
}


class Provider(Entity, Base):
    """Who gives the support, where a source names them. Linked to an organisation that has members
    here once somebody of it has proved who they are."""

    __tablename__ = "provider"
    __table_args__ = (UniqueConstraint("source", "name"),)

    name: Mapped[str] = mapped_column(Words(NAME_CHARACTERS))
    source: Mapped[str] = mapped_column(String(40))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    # Which evidence the Green Tick asks of them, and what of it depends on who they are.
    route: Mapped[VettingRoute] = mapped_column(
        one_of(VettingRoute, "vetting_route"),
        default=VettingRoute.PROVIDER,
        server_default=VettingRoute.PROVIDER.value,
    )
    is_sole_trader: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_regulated: Mapped[bool] = mapped_column(default=False, server_default=false())
    # What the care inspectors said, from their own published data.
    cqc_rating: Mapped[str] = mapped_column(String(40), default="", server_default="")
    cqc_rated_on: Mapped[date | None]
    cqc_link: Mapped[str] = mapped_column(Words(500), default="", server_default="")


class Service(Entity, Base):
    """What somebody offers, in the source's own words and language."""

    __tablename__ = "service"
    __table_args__ = (
        Index(None, "provider_id"),
        CheckConstraint("hour_pence >= 0", name="price_not_below_nothing"),
    )

    provider_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("provider.id"))
    description: Mapped[str] = mapped_column(Words(LIMITS.section_characters), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    phone: Mapped[str] = mapped_column(Words(40), default="")
    email: Mapped[str] = mapped_column(Words(254), default="")
    website: Mapped[str] = mapped_column(Words(500), default="")
    # Whole pence for one hour; None is "not said".
    hour_pence: Mapped[int | None]

    provider: Mapped[Provider | None] = relationship(lazy="joined")
    sentences: Mapped[list[ServiceSentence]] = relationship(
        order_by="ServiceSentence.place", cascade="all, delete-orphan"
    )
    workers: Mapped[list[SupportWorker]] = relationship(
        order_by="SupportWorker.place", cascade="all, delete-orphan"
    )

    def week_pence(self, half_hours: int | None) -> int | None:
        """The price of so many half hours in whole pence, half a penny rounded up; None where
        either is not said."""
        if self.hour_pence is None or half_hours is None:
            return None
        return (self.hour_pence * half_hours + 1) // 2


class ServiceSentence(Entity, Base):
    """One of the three to six short sentences of a service, each with its picture."""

    __tablename__ = "service_sentence"
    __table_args__ = (UniqueConstraint("service_id", "language", "place"),)

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"))
    language: Mapped[str] = mapped_column(String(12))
    place: Mapped[int]
    concept: Mapped[str] = mapped_column(String(40))
    words: Mapped[str] = mapped_column(Words(SENTENCE_CHARACTERS))


class SupportWorker(Entity, Base):
    """Somebody who would support you, as the service shows them: a first name and one line.

    Shown to strangers only with the day on which they said yes; a photo and a video are not even
    kept without it. `video_words` tells what is seen and said there.
    """

    __tablename__ = "support_worker"
    __table_args__ = (
        UniqueConstraint("service_id", "place"),
        CheckConstraint(
            "said_yes_on IS NOT NULL OR (photo_key = '' AND video_link = '')",
            name="shown_with_a_yes",
        ),
    )

    service_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("service.id"))
    place: Mapped[int]
    name: Mapped[str] = mapped_column(Words(80))
    line: Mapped[str] = mapped_column(Words(SENTENCE_CHARACTERS), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    photo_key: Mapped[str] = mapped_column(String(200), default="")
    thumb_key: Mapped[str] = mapped_column(String(200), default="", server_default="")
    video_link: Mapped[str] = mapped_column(Words(500), default="")
    video_words: Mapped[str] = mapped_column(Words(VIDEO_CHARACTERS), default="", server_default="")
    said_yes_on: Mapped[date | None]

    @property
    def photo_name(self) -> str:
        """The name of the photo in addresses; empty where there is none."""
        return self.photo_key.rpartition("/")[2].removesuffix(".jpg")


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
    # Still on lists, no longer found.
    withdrawn_at: Mapped[datetime | None]

    # What search reads: the keys of its facets, folded words, and the location's point again.
    facets: Mapped[str] = mapped_column(Text, default="", server_default="")
    name_words: Mapped[str] = mapped_column(Text)
    facet_words: Mapped[str] = mapped_column(Text, default="", server_default="")
    other_words: Mapped[str] = mapped_column(Text)
    latitude: Mapped[float]
    longitude: Mapped[float]

    service: Mapped[Service] = relationship(lazy="joined", innerjoin=True)
    location: Mapped[Location] = relationship(lazy="joined", innerjoin=True)
    areas: Mapped[list[ListingArea]] = relationship(
        back_populates="listing", cascade="all, delete-orphan", passive_deletes=True
    )


class ListingArea(Base):
    """A postcode district that a listing serves: its own, and where it says that it also goes."""

    __tablename__ = "listing_area"
    __table_args__ = (Index(None, "number"),)

    district: Mapped[str] = mapped_column(String(4), primary_key=True)
    number: Mapped[int] = mapped_column(
        ForeignKey("listing.number", ondelete="CASCADE"), primary_key=True
    )

    listing: Mapped[Listing] = relationship(back_populates="areas")


@marked
class DirectoryMark(Base):
    """One row, whose mark changes with every change of what search may show: see `marks.py`."""

    __tablename__ = "directory_mark"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    mark: Mapped[str] = mapped_column(String(40))
