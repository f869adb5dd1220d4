"""The employer's yes can become a no until the first day; nobody starts on a word that nobody saw."""

from __future__ import annotations

from alembic import op

from app.staff_choice.models.first_day import first_day_statements
from app.staff_choice.models.kept import until_erased_statements

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLE, WATCHED = "safety_answer", "first_day"
ONE = f"uq_{TABLE}_applicant_id"
EACH = f"uq_{TABLE}_applicant_id_says_yes"


def run(statements: list[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def remake(before: str, after: str, columns: list[str]) -> None:
    """SQLite makes the table anew, and with it go its triggers; so does the one that reads it."""
    dialect = op.get_bind().dialect.name
    on = f" ON {WATCHED}" if dialect == "postgresql" else ""
    run([f"DROP TRIGGER first_day_checked{on}"])
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_constraint(op.f(before), type_="unique")
        batch.create_unique_constraint(op.f(after), columns)
    if dialect == "sqlite":
        run(until_erased_statements(TABLE, "", dialect))
    run(first_day_statements(dialect))


def upgrade() -> None:
    remake(ONE, EACH, ["applicant_id", "says_yes"])


def downgrade() -> None:
    both = f"SELECT count(*) - count(DISTINCT applicant_id) FROM {TABLE}"
    if op.get_bind().exec_driver_sql(both).scalar_one():
        raise RuntimeError("The portal before knows one answer of the employer about each.")
    remake(EACH, ONE, ["applicant_id"])
