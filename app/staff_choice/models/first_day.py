"""The first day: nobody starts unchecked, whatever the code above says."""

from __future__ import annotations

import uuid
from datetime import date

from sqlalchemy import DDL, ForeignKey, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, Entity, append_only
from app.staff_choice.models.decisions import CheckItem


def _counts(row: str) -> str:
    """From the person's own account; or two who saw it said so, and nobody of them else."""
    there = (
        "SELECT count(*) FROM staff_decision_witness w JOIN staff_decision_witness_answer s"
        f" ON s.witness_id = w.id WHERE w.decision_id = {row}.id AND s.was_there"
    )
    named = f"SELECT count(*) FROM staff_decision_witness w WHERE w.decision_id = {row}.id"
    return f"(NOT {row}.witnessed OR (({there}) >= 2 AND ({there}) = ({named})))"


# The newest check of each item is done; no lock says no; the person's answer that counts is yes.
_MAY_START = f"""
(SELECT count(*) FROM safe_check c WHERE c.applicant_id = NEW.applicant_id AND c.status = 'done'
   AND NOT EXISTS (SELECT 1 FROM safe_check later WHERE later.applicant_id = c.applicant_id
     AND later.item = c.item AND later.id > c.id)) = {len(CheckItem)}
AND EXISTS (SELECT 1 FROM safety_answer a WHERE a.applicant_id = NEW.applicant_id AND a.says_yes)
AND NOT EXISTS (SELECT 1 FROM safety_answer a WHERE a.applicant_id = NEW.applicant_id
  AND NOT a.says_yes)
AND EXISTS (SELECT 1 FROM staff_decision d WHERE d.applicant_id = NEW.applicant_id AND d.says_yes
  AND {_counts("d")}
  AND NOT EXISTS (SELECT 1 FROM staff_decision later WHERE later.applicant_id = d.applicant_id
    AND later.id > d.id AND {_counts("later")}))
"""


def first_day_statements(dialect: str) -> list[str]:
    """The statements that refuse a start before every check is done and both locks say yes."""
    if dialect == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION refuse_unchecked_start() RETURNS trigger LANGUAGE plpgsql "
            f"AS $$ BEGIN IF NOT ({_MAY_START}) THEN "
            "RAISE EXCEPTION 'nobody starts unchecked' USING ERRCODE = 'restrict_violation'; "
            "END IF; RETURN NEW; END $$",
            "CREATE TRIGGER first_day_checked BEFORE INSERT ON first_day "
            "FOR EACH ROW EXECUTE FUNCTION refuse_unchecked_start()",
        ]
    return [
        f"CREATE TRIGGER first_day_checked BEFORE INSERT ON first_day WHEN NOT ({_MAY_START}) "
        "BEGIN SELECT RAISE(ABORT, 'nobody starts unchecked'); END"
    ]


@append_only
class FirstDay(Entity, Base):
    """Somebody starts: both locks say yes and every check is done. Kept by a trigger, too."""

    __tablename__ = "first_day"
    __table_args__ = (UniqueConstraint("applicant_id"),)

    applicant_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("applicant.id"))
    starts_on: Mapped[date]
    said_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("account.id"))


for _dialect in ("sqlite", "postgresql"):
    for _statement in first_day_statements(_dialect):
        event.listen(
            FirstDay.__table__,
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )
