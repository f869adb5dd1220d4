"""Audit rows. No foreign keys: they outlive what they speak of. No personal words: ids only."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, append_only


@append_only
class AuditEvent(Entity, Base):
    """Somebody did something: the event's name, who, about whom, ids and enums as facts."""

    __tablename__ = "audit_event"
    __table_args__ = (Index(None, "person_id", "created_at"), Index(None, "name", "created_at"))

    name: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[uuid.UUID | None]
    person_id: Mapped[uuid.UUID | None]
    about: Mapped[str] = mapped_column(String(120), default="")
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


@append_only
class AccessEvent(Entity, Base):
    """Somebody looked at one part about a person: who, as what, which part, how, when."""

    __tablename__ = "access_event"
    __table_args__ = (Index(None, "person_id", "created_at"),)

    person_id: Mapped[uuid.UUID]
    actor_id: Mapped[uuid.UUID]
    actor_role: Mapped[str] = mapped_column(String(60))
    part: Mapped[str] = mapped_column(String(80))
    how: Mapped[str] = mapped_column(String(20))
    looked_at: Mapped[datetime]
