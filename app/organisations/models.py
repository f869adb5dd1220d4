"""Providers and the council as organisations: who is a member, in what role, from when."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Account
from app.database import Base, Entity, Words, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l


class OrganisationKind(Enum):
    PROVIDER = "provider"
    COUNCIL = "council"
    NHS = "nhs"
    ADVOCACY = "advocacy"
    EMPLOYMENT_SUPPORT = "employment-support"

    @property
    def words(self) -> LazyWords:
        return _KINDS[self]


_KINDS = {
    OrganisationKind.PROVIDER: _l("Provider"),
    OrganisationKind.COUNCIL: _l("Council"),
    OrganisationKind.NHS: _l("NHS"),
    # L10n: word=advocate
    OrganisationKind.ADVOCACY: _l("Advocates"),
    OrganisationKind.EMPLOYMENT_SUPPORT: _l("Support for people who employ staff"),
}


class Role(Enum):
    """What somebody does in an organisation. A role alone opens nothing about a person."""

    PROVIDER_MANAGER = "provider-manager"
    PROVIDER_WORKER = "provider-worker"
    CARE_MANAGER = "care-manager"
    EMPLOYMENT_SUPPORT = "employment-support"
    PROFESSIONAL = "professional"
    ADVOCATE = "advocate"
    STEERING_GROUP = "steering-group"
    VETTER = "vetter"
    MODERATOR = "moderator"
    APPROVER = "approver"
    COMMISSIONER = "commissioner"
    ADMINISTRATOR = "administrator"

    @property
    def words(self) -> LazyWords:
        return _ROLES[self]


_ROLES = {
    Role.PROVIDER_MANAGER: _l("Manager"),
    Role.PROVIDER_WORKER: _l("Support worker"),
    Role.CARE_MANAGER: _l("Care manager"),
    Role.EMPLOYMENT_SUPPORT: _l("Helps people who employ staff"),
    Role.PROFESSIONAL: _l("Nurse, doctor or social worker"),
    # L10n: word=advocate
    Role.ADVOCATE: _l("Advocate"),
    Role.STEERING_GROUP: _l("Looks at quality"),
    Role.VETTER: _l("Checks providers"),
    Role.MODERATOR: _l("Reads adverts first"),
    Role.APPROVER: _l("Says yes to big decisions"),
    Role.COMMISSIONER: _l("Sees figures"),
    Role.ADMINISTRATOR: _l("Looks after accounts"),
}


COUNCIL_ROLES = frozenset(
    {
        Role.CARE_MANAGER,
        Role.VETTER,
        Role.MODERATOR,
        Role.APPROVER,
        Role.COMMISSIONER,
        Role.ADMINISTRATOR,
    }
)
# Which roles an organisation can give: a permission asks for the role, not for where it was given.
ROLES_OF: dict[OrganisationKind, tuple[Role, ...]] = {
    OrganisationKind.PROVIDER: (Role.PROVIDER_MANAGER, Role.PROVIDER_WORKER),
    OrganisationKind.COUNCIL: (
        Role.CARE_MANAGER,
        Role.PROFESSIONAL,
        Role.VETTER,
        Role.MODERATOR,
        Role.APPROVER,
        Role.COMMISSIONER,
        Role.STEERING_GROUP,
        Role.ADMINISTRATOR,
    ),
    OrganisationKind.NHS: (Role.PROFESSIONAL,),
    OrganisationKind.ADVOCACY: (Role.ADVOCATE, Role.PROFESSIONAL),
    OrganisationKind.EMPLOYMENT_SUPPORT: (Role.EMPLOYMENT_SUPPORT,),
}
# Accounts at work: 60 minutes idle, a second factor in production. Source: design, sessions.
WORK_ROLES = COUNCIL_ROLES | {Role.PROVIDER_MANAGER, Role.PROVIDER_WORKER, Role.EMPLOYMENT_SUPPORT}


class Organisation(Entity, Base):
    __tablename__ = "organisation"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str] = mapped_column(Words(160))
    kind: Mapped[OrganisationKind] = mapped_column(one_of(OrganisationKind, "kind"))
    closed_at: Mapped[datetime | None]


class OrganisationMember(Entity, Base):
    """An account's role in an organisation, while it lasts.

    It waits until the account itself says yes (`accepted_at`): nobody is made to work somewhere.
    A professional counts only once the council approved them, too (`approved_by`).
    """

    __tablename__ = "organisation_member"
    __table_args__ = (Index(None, "account_id", "ended_at"), Index(None, "organisation_id"))

    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    role: Mapped[Role] = mapped_column(one_of(Role, "role"))
    started_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    approved_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))

    organisation: Mapped[Organisation] = relationship(lazy="joined", innerjoin=True)
    account: Mapped[Account] = relationship(foreign_keys=[account_id])

    @property
    def is_waiting(self) -> bool:
        """Asked, and not answered: until then their name is nobody's business."""
        return self.accepted_at is None and self.ended_at is None

    @property
    def shown_as(self) -> str:
        """What the organisation may know them by: the address that it wrote itself, or the name."""
        return self.account.email if self.accepted_at is None else self.account.name
