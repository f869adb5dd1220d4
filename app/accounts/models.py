"""Accounts, the devices they use, and each time somebody signed in."""

from __future__ import annotations

import uuid
from datetime import datetime
from enum import Enum
from typing import Any, ClassVar, cast

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, Words, one_of


class Account(Entity, Base):
    """Somebody who can sign in. What they may do follows from the circle, sharing and roles."""

    __tablename__ = "account"
    __table_args__ = (UniqueConstraint("email"),)

    email: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(Words(120))
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    likes: Mapped[str] = mapped_column(String(200), default="")
    language: Mapped[str] = mapped_column(String(12), default="en")
    phone: Mapped[str] = mapped_column(String(20), default="")
    passkey_handle: Mapped[bytes | None] = mapped_column(LargeBinary(64))
    device_contact_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    # Somebody's own account as a person: a sign-in link alone opens it on a known device only.
    needs_known_device: Mapped[bool] = mapped_column(default=False)
    # Of a provider or the council: 60 minutes idle, a second factor in production.
    is_work: Mapped[bool] = mapped_column(default=False)
    closed_at: Mapped[datetime | None]

    # Set by the loader: the session of this request. A plain attribute, no column.
    sign_in = cast("SignIn | None", None)
    is_authenticated: ClassVar[bool] = True
    is_active: ClassVar[bool] = True
    is_anonymous: ClassVar[bool] = False

    def get_id(self) -> str:
        """What the cookie keeps: the id of the sign-in, so that a session can be ended."""
        assert self.sign_in is not None
        return str(self.sign_in.id)


class TrustedBy(Enum):
    """How a device came to be trusted. Source: the design's meaning of a trusted device."""

    PASSKEY = "passkey"
    PASSWORD_AND_LINK = "password-and-link"
    IN_PERSON = "in-person"
    DEMO = "demo"


class Device(Entity, Base):
    """A browser that an account used. The cookie holds its secret; we keep only the hash."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("secret_hash"), Index(None, "account_id"))

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    secret_hash: Mapped[str] = mapped_column(String(64))
    label: Mapped[str] = mapped_column(Words(120), default="")
    trusted_by: Mapped[TrustedBy | None] = mapped_column(one_of(TrustedBy, "trusted_by"))
    trusted_at: Mapped[datetime | None]
    is_first: Mapped[bool] = mapped_column(default=False)
    ended_at: Mapped[datetime | None]

    @property
    def is_trusted(self) -> bool:
        return self.trusted_at is not None and self.ended_at is None


class SignedInBy(Enum):
    LINK = "link"
    PASSWORD = "password"
    PASSKEY = "passkey"
    INVITATION = "invitation"
    DEMO = "demo"


class SignIn(Entity, Base):
    """One session: when it began, how, when it was last used, when it ended."""

    __tablename__ = "sign_in"
    __table_args__ = (Index(None, "account_id", "ended_at"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    device_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("device.id"))
    how: Mapped[SignedInBy] = mapped_column(one_of(SignedInBy, "how"))
    seen_at: Mapped[datetime]
    fresh_at: Mapped[datetime]
    is_work: Mapped[bool] = mapped_column(default=False)
    second_factor_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    # "Hand me the phone": while set, only this one question page opens.
    handed: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))

    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)
    device: Mapped[Device | None] = relationship(lazy="joined")


class Passkey(Entity, Base):
    """A key that stays in a phone or computer; we keep only its public half.

    Taken away by an end, never by a deletion: what was signed with it stays explained.
    """

    __tablename__ = "passkey"
    __table_args__ = (UniqueConstraint("credential_id"), Index(None, "account_id", "ended_at"))

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1023))
    public_key: Mapped[bytes] = mapped_column(LargeBinary(2048))
    sign_count: Mapped[int] = mapped_column(BigInteger)
    device_type: Mapped[str] = mapped_column(String(20))
    backed_up: Mapped[bool]
    aaguid: Mapped[str] = mapped_column(String(36))
    transports: Mapped[list[str]] = mapped_column(JSON, default=list)
    label: Mapped[str] = mapped_column(Words(120), default="")
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Purpose(Enum):
    """What a link may be used for. A link for one thing never does another."""

    SIGN_IN = "sign-in"
    FRESH = "fresh"
    TRUST = "trust"
    JOIN = "join"
    IN_PERSON = "in-person"


class Link(Entity, Base):
    """A link that works once, for one purpose, for a while. Only the hash of its token is kept.

    `payload` holds ids and enums for whoever asked for the link; never personal words. A link
    without an account stands for an address that has none: nobody ever gets its token.
    """

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("token_hash"), Index(None, "expires_at"))

    token_hash: Mapped[str] = mapped_column(String(64))
    purpose: Mapped[Purpose] = mapped_column(one_of(Purpose, "purpose"))
    account_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    payload: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    made_by: Mapped[uuid.UUID | None]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship()
