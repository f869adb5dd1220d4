"""How an answer that counts was given, where it is not from the person's own account."""

from __future__ import annotations

import uuid

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.database import Base, Entity, one_of
from app.people.models import Basis, BestInterestsDecision, CapacityRecord, LegalAuthority
from app.staff_choice.models.applicants import MeetChoice
from app.staff_choice.models.kept import until_erased


@until_erased("choice")
class MeetChoiceHow(Entity, Base):
    """Said by the person on somebody's phone; or in their place, on records of this decision.

    `on_phone_of`: whose phone was handed over. Else `basis` and its records (bases 2 to 4).
    """

    __tablename__ = "meet_choice_how"
    __table_args__ = (
        UniqueConstraint("choice_id"),
        CheckConstraint("(on_phone_of IS NULL) = (basis IS NOT NULL)", name="phone_or_records"),
        CheckConstraint("basis IS NULL OR basis <> 'person-says-yes'", name="by_records"),
        CheckConstraint(
            "(basis NOT IN ('attorney-or-deputy', 'other-representative')"
            " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL))"
            " AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)",
            name="basis_has_records",
        ),
    )

    choice_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("meet_choice.id"))
    on_phone_of: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("account.id"))
    basis: Mapped[Basis | None] = mapped_column(one_of(Basis, "basis"))
    authority_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("legal_authority.id"))
    capacity_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("capacity_record.id"))
    best_interests_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("best_interests_decision.id")
    )

    choice: Mapped[MeetChoice] = relationship(back_populates="how")
    authority: Mapped[LegalAuthority | None] = relationship()
    capacity: Mapped[CapacityRecord | None] = relationship()
    best_interests: Mapped[BestInterestsDecision | None] = relationship()
