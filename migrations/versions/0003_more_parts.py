"""Parts to share: what I say about my staff, my monthly page, my list of places."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Each table with a part of a person, and the column that names it.
PART_COLUMNS = {
    "hidden_part": "part",
    "meeting_point": "part",
    "stored_photo": "part",
    "stored_sound": "part",
    "about_me_entry": "part",
    "comment": "section",
    "suggestion": "section",
    "section_text": "section",
    "agreement": "section",
    "shared_part": "part",
    "version_section": "section",
}
BEFORE = (
    "most-important people-important communication wellness please-do how-to-support"
    " also-worth-knowing liked-about-me circle needs plan-strengths plan-wants plan-needs"
    " plan-safe plan-home plan-health plan-rules plan-cover plan-hospital plan-less"
    " plan-decisions plan-council outcomes staff team money adverts"
).split()
NEW = ["about-staff", "monthly-page", "my-list"]


def upgrade() -> None:
    allow(BEFORE, [*BEFORE, *NEW])


def downgrade() -> None:
    """Fails where a row holds one of the new parts: what people said is not thrown away."""
    for table, column in PART_COLUMNS.items():
        _no_row_holds_a_new_part(table, column)
    allow([*BEFORE, *NEW], BEFORE)


def _no_row_holds_a_new_part(table: str, column: str) -> None:
    held = sa.table(table, sa.column(column))
    count = sa.select(sa.func.count()).select_from(held).where(held.c[column].in_(NEW))
    if op.get_bind().scalar(count):
        raise RuntimeError(f"{table} holds parts that the older portal does not know.")


def _listed(values: list[str]) -> str:
    return ", ".join(f"'{value}'" for value in values)


def allow(before: list[str], after: list[str]) -> None:
    """Let the check constraint of each table know these parts."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column in PART_COLUMNS.items():
            op.drop_constraint(op.f(f"ck_{table}_part"), table, type_="check")
            op.create_check_constraint(
                op.f(f"ck_{table}_part"), table, f"{column} IN ({_listed(after)})"
            )
        return
    _allow_on_sqlite(before, after)


def _allow_on_sqlite(before: list[str], after: list[str]) -> None:
    """SQLite changes no constraint in place, and a copied table would lose its triggers.

    The text of the schema is changed instead, as SQLite's own documentation says for checks
    ("Making Other Kinds Of Table Schema Changes").
    """
    connection = op.get_bind()
    version = connection.exec_driver_sql("PRAGMA schema_version").scalar()
    connection.exec_driver_sql("PRAGMA writable_schema=ON")
    for table, column in PART_COLUMNS.items():
        changed = connection.exec_driver_sql(
            "UPDATE sqlite_master SET sql = replace(sql, ?, ?)"
            " WHERE type = 'table' AND name = ? AND instr(sql, ?) > 0",
            (
                f"({column} IN ({_listed(before)}))",
                f"({column} IN ({_listed(after)}))",
                table,
                f"({column} IN ({_listed(before)}))",
            ),
        )
        if changed.rowcount != 1:
            raise RuntimeError(f"The parts of {table} are not as this migration knows them.")
    connection.exec_driver_sql(f"PRAGMA schema_version={version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema=OFF")
    if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
        raise RuntimeError("The schema is not whole after the change.")
