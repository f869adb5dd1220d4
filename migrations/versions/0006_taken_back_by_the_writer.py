"""A suggestion that its writer took back has a basis of its own: "writer", not "person"."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KNOWN = (
    "'person', 'speaker', 'attorney-or-deputy', 'other-representative', 'best-interests',"
    " 'written-down'"
)
HAS_RECORDS = (
    "(basis NOT IN ('attorney-or-deputy', 'other-representative') OR (authority_id IS NOT NULL"
    " AND capacity_id IS NOT NULL)) AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)"
)
# What stands in a plan was decided by somebody; a suggestion can be taken back, too.
DECIDED = ("section_text", "plan_version")
ANSWERS = "suggestion_answer"
BEFORE, AFTER = f"basis IN ({KNOWN})", f"basis IN ({KNOWN}, 'writer')"
NOT_WRITER = f"{HAS_RECORDS} AND basis <> 'writer'"
TAKES_BACK = "(verdict = 'taken-back') = (basis = 'writer')"
TAKES_BACK_NAME = f"ck_{ANSWERS}_writer_takes_back"


def run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table in (*DECIDED, ANSWERS):
            check(table, "basis", AFTER)
        for table in DECIDED:
            check(table, "basis_has_records", NOT_WRITER)
        told_anew("writer")
        run(f"ALTER TABLE {ANSWERS} ADD CONSTRAINT {TAKES_BACK_NAME} CHECK ({TAKES_BACK})")
        return
    for table in DECIDED:
        rebuild(table, {BEFORE: AFTER, HAS_RECORDS: NOT_WRITER})
    last = f"CONSTRAINT pk_{ANSWERS} "
    own = f"CONSTRAINT {TAKES_BACK_NAME} CHECK ({TAKES_BACK}), "
    rebuild(ANSWERS, {BEFORE: AFTER, last: own + last}, basis="writer")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        run(f"ALTER TABLE {ANSWERS} DROP CONSTRAINT {TAKES_BACK_NAME}")
        told_anew("person")
        for table in DECIDED:
            check(table, "basis_has_records", HAS_RECORDS)
        for table in (*DECIDED, ANSWERS):
            check(table, "basis", BEFORE)
        return
    own = f"CONSTRAINT {TAKES_BACK_NAME} CHECK ({TAKES_BACK}), "
    rebuild(ANSWERS, {AFTER: BEFORE, own: ""}, basis="person")
    for table in DECIDED:
        rebuild(table, {AFTER: BEFORE, NOT_WRITER: HAS_RECORDS})


def check(table: str, name: str, rule: str) -> None:
    """Another rule under the same name. PostgreSQL."""
    run(f"ALTER TABLE {table} DROP CONSTRAINT ck_{table}_{name}")
    run(f"ALTER TABLE {table} ADD CONSTRAINT ck_{table}_{name} CHECK ({rule})")


def told_anew(basis: str) -> None:
    """Rows that were taken back say on which basis. Its table is append-only. PostgreSQL."""
    run(f"ALTER TABLE {ANSWERS} DISABLE TRIGGER USER")
    run(f"UPDATE {ANSWERS} SET basis = '{basis}' WHERE verdict = 'taken-back'")
    run(f"ALTER TABLE {ANSWERS} ENABLE TRIGGER USER")


def rebuild(table: str, changed: dict[str, str], basis: str | None = None) -> None:
    """The same table with other rules, its indexes and its triggers. SQLite changes no rule.

    `basis`: what rows that were taken back have from now on.
    """
    bind = op.get_bind()
    found = bind.exec_driver_sql(
        "SELECT type, sql FROM sqlite_master WHERE tbl_name = ? AND sql IS NOT NULL", (table,)
    ).all()
    made = next(sql for kind, sql in found if kind == "table")
    for old, new in changed.items():
        if made.count(old) != 1:
            raise RuntimeError(f"{table} has no rule {old!r}")
        made = made.replace(old, new)
    columns = [row[1] for row in bind.exec_driver_sql(f"PRAGMA table_info({table})")]
    taken = f"CASE WHEN verdict = 'taken-back' THEN '{basis}' ELSE basis END"
    values = [taken if each == "basis" and basis else f'"{each}"' for each in columns]
    names = ", ".join(f'"{each}"' for each in columns)
    # Once renamed, the name stands in quotes: the rules begin with the first bracket.
    run(f"CREATE TABLE {table}_anew {made[made.index('(') :]}")
    run(f"INSERT INTO {table}_anew ({names}) SELECT {', '.join(values)} FROM {table}")
    run(f"DROP TABLE {table}")
    run(f"ALTER TABLE {table}_anew RENAME TO {table}")
    for kind, sql in found:
        if kind != "table":
            run(sql)
