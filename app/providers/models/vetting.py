"""Green Tick: what was checked, each a dated row. The state of the tick follows from the rows and
the date alone (`app/providers/vetting.py`); nobody writes it. Source: domain.md §8, Green Tick."""

from __future__ import annotations

import uuid
from datetime import date
from enum import Enum

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, append_only, one_of
from app.language.words import LazyWords
from app.language.words import lazy as _l


class VettingRoute(Enum):
    """Which evidence is asked for: domain.md §8 names the two."""

    PROVIDER = "provider"
    MICRO = "micro-enterprise"


class CheckItem(Enum):
    """One thing that is checked."""

    DBS = "dbs"
    INSURANCE = "insurance"
    COURT_JUDGMENTS = "court-judgments"
    SUBCONTRACTORS = "subcontractors"
    STATIONERY = "stationery"
    TAX = "tax"
    REFERENCES = "references"
    REGULATOR = "regulator"
    TERMS = "terms"
    SAFEGUARDING_TRAINING = "safeguarding-training"

    @property
    def words(self) -> LazyWords:
        return _ITEMS[self]


_ITEMS = {
    CheckItem.DBS: _l("Police checks of everybody who supports people"),
    CheckItem.INSURANCE: _l("Insurance, in case something goes wrong"),
    CheckItem.COURT_JUDGMENTS: _l("No debts that a court had to deal with"),
    CheckItem.SUBCONTRACTORS: _l("They send their own staff"),
    CheckItem.STATIONERY: _l("Their letters say who they are"),
    CheckItem.TAX: _l("They pay tax as the law says"),
    CheckItem.REFERENCES: _l("Three people spoke for them"),
    CheckItem.REGULATOR: _l("The care inspectors know them"),
    CheckItem.TERMS: _l("They signed our rules"),
    CheckItem.SAFEGUARDING_TRAINING: _l("They learned how to keep people safe"),
}


@append_only
class VettingCheck(Entity, Base):
    """Somebody of the council saw the evidence: from when, and until when it counts.

    A later row of the same item stands for it; a row whose `holds` is false says that the evidence
    no longer counts from its day on. `checked_by` is None for what an import brought.
    """

    __tablename__ = "vetting_check"
    __table_args__ = (
        Index(None, "provider_id", "item"),
        CheckConstraint("expires_on >= issued_on", name="not_over_before_it_began"),
    )

    provider_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("provider.id"))
    item: Mapped[CheckItem] = mapped_column(one_of(CheckItem, "check_item"))
    holds: Mapped[bool] = mapped_column(default=True)
    issued_on: Mapped[date]
    expires_on: Mapped[date]
    checked_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
