"""The person, and the circle of people they chose."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.organisations.models import Organisation


class Person(Entity, Base):
    """An adult who is supported. May have no account yet: opened with name and contact only."""

    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("account_id"),)

    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    called: Mapped[str] = mapped_column(Words(120))
    contact: Mapped[str] = mapped_column(Words(300), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    # A concept of the picture registry, chosen by the person, until there is a photo.
    picture: Mapped[str] = mapped_column(String(40), default="")
    photo_id: Mapped[uuid.UUID | None]

    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])


class Relationship(Enum):
    """How somebody belongs to the circle. Grants nothing by itself."""

    FAMILY = "family"
    FRIEND = "friend"
    ADVOCATE = "advocate"
    SUPPORT_WORKER = "support-worker"
    PROVIDER_MANAGER = "provider-manager"
    HEALTH_PROFESSIONAL = "health-professional"
    CARE_MANAGER = "care-manager"
    ATTORNEY = "attorney"
    APPOINTEE = "appointee"
    OBSERVER = "observer"
    OTHER = "other"

    @property
    def words(self) -> LazyWords:
        return _RELATIONSHIPS[self]


_RELATIONSHIPS = {
    Relationship.FAMILY: _l("Family"),
    Relationship.FRIEND: _l("Friend"),
    Relationship.ADVOCATE: _l("Advocate"),
    Relationship.SUPPORT_WORKER: _l("Support worker"),
    Relationship.PROVIDER_MANAGER: _l("Manager of my support"),
    Relationship.HEALTH_PROFESSIONAL: _l("Nurse or doctor"),
    Relationship.CARE_MANAGER: _l("Care manager"),
    Relationship.ATTORNEY: _l("Has legal papers for me"),
    Relationship.APPOINTEE: _l("Helps with benefits"),
    Relationship.OBSERVER: _l("Observer"),
    Relationship.OTHER: _l("Somebody else"),
}


class CircleMember(Entity, Base):
    """Somebody in the circle, waiting until they accept; `organisation_id` if they come for one."""

    __tablename__ = "circle_member"
    __table_args__ = (
        Index(None, "person_id", "ended_at"),
        Index(None, "account_id", "ended_at"),
        CheckConstraint("account_id IS NULL OR accepted_at IS NOT NULL", name="account_accepted"),
    )

    person_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str] = mapped_column(Words(120))
    # In the person's own words: "my sister".
    who: Mapped[str] = mapped_column(Words(60), default="")
    relationship_kind: Mapped[Relationship] = mapped_column(one_of(Relationship, "relationship"))
    invited_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    invited_email: Mapped[str] = mapped_column(String(254), default="")
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[str] = mapped_column(Words(300), default="")

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    account: Mapped[Account | None] = relationship(foreign_keys=[account_id])
    organisation: Mapped[Organisation | None] = relationship()

    @property
    def shown_name(self) -> str:
        """What the person calls them, else their name."""
        return self.who or self.name
