"""Rows about an applicant: added, never changed, and gone only when the applicant is erased."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import DDL, Table, event

from app.database import REFUSE_CHANGE, Base

# Table → how its rows lead to their applicant.
UNTIL_ERASED: dict[str, str] = {}

# From a row to its applicant, through the tables between.
PATHS = {
    "": "OLD.applicant_id",
    "interview": "(SELECT i.applicant_id FROM interview i WHERE i.id = OLD.interview_id)",
    "trial": "(SELECT t.applicant_id FROM trial t WHERE t.id = OLD.trial_id)",
    "choice": "(SELECT c.applicant_id FROM meet_choice c WHERE c.id = OLD.choice_id)",
    "decision": "(SELECT d.applicant_id FROM staff_decision d WHERE d.id = OLD.decision_id)",
    "witness": (
        "(SELECT d.applicant_id FROM staff_decision d JOIN staff_decision_witness w"
        " ON w.decision_id = d.id WHERE w.id = OLD.witness_id)"
    ),
    "reason": "(SELECT r.applicant_id FROM reason_recorded r WHERE r.id = OLD.reason_id)",
}
_REFUSE_DELETE = """
CREATE OR REPLACE FUNCTION refuse_delete_{table}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT {erased} THEN
    RAISE EXCEPTION '{table} is kept until its applicant is erased'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN OLD;
END $$
"""


def until_erased_statements(table: str, path: str, dialect: str) -> list[str]:
    """The statements that let nobody change a row, nor delete it before its applicant is erased."""
    erased = (
        f"EXISTS (SELECT 1 FROM applicant a WHERE a.id = {PATHS[path]} AND a.erased_at IS NOT NULL)"
    )
    if dialect == "postgresql":
        return [
            REFUSE_CHANGE,
            _REFUSE_DELETE.format(table=table, erased=erased),
            f"CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
            f"CREATE TRIGGER {table}_until_erased BEFORE DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION refuse_delete_{table}()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        ]
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is never changed'); END",
        f"CREATE TRIGGER {table}_until_erased BEFORE DELETE ON {table} WHEN NOT {erased} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is kept until its applicant is erased'); END",
    ]


ModelClass = TypeVar("ModelClass", bound=type[Base])


def until_erased(path: str = "") -> Callable[[ModelClass], ModelClass]:
    """Class decorator. `path`: how a row leads to its applicant, a key of `PATHS`."""

    def keep(model: ModelClass) -> ModelClass:
        table = model.__table__
        assert isinstance(table, Table)
        UNTIL_ERASED[table.name] = path
        for dialect in ("sqlite", "postgresql"):
            for statement in until_erased_statements(table.name, path, dialect):
                ddl = DDL(statement.replace("%", "%%")).execute_if(dialect=dialect)
                event.listen(table, "after_create", ddl)
        return model

    return keep
