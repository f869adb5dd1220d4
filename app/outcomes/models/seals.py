"""The key pair of an account: a phone without a signal locks answers with the public half."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity


class AnswerSeal(Entity, Base):
    """`public_key`: a JSON web key, given to the phone. The private half never leaves the server:
    it is kept encrypted under the portal's secret."""

    __tablename__ = "answer_seal"
    __table_args__ = (UniqueConstraint("account_id"),)

    account_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))
    public_key: Mapped[dict[str, Any]] = mapped_column(JSON)
    private_key: Mapped[bytes] = mapped_column(LargeBinary)
