"""A question belongs to the provider it was put to; the mark of the directory follows providers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements
from app.providers.marks import mark_statements

revision = "0022"
down_revision = "0019"
branch_labels = None
depends_on = None

QUESTION, COLUMN = "listing_question", "provider_id"
TO_PROVIDER = f"fk_{QUESTION}_{COLUMN}_provider"
# Whoever offers the place today: a question from before says no more of it.
FILL = f"""UPDATE {QUESTION} SET {COLUMN} = (
    SELECT service.provider_id FROM listing JOIN service ON service.id = listing.service_id
    WHERE listing.id = {QUESTION}.listing_id)"""


def run(statements: list[str] | tuple[str, ...]) -> None:
    for statement in statements:
        op.execute(statement)


def may_change() -> None:
    """Take away the triggers that let nobody change a question. The caller puts them back."""
    if op.get_bind().dialect.name == "postgresql":
        names, on = ("append_only", "no_truncate"), f" ON {QUESTION}"
    else:
        names, on = ("no_update", "no_delete"), ""
    run([f"DROP TRIGGER {QUESTION}_{name}{on}" for name in names])


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    may_change()
    with op.batch_alter_table(QUESTION) as question:
        question.add_column(sa.Column(COLUMN, sa.Uuid(), nullable=True))
        question.create_foreign_key(op.f(TO_PROVIDER), "provider", [COLUMN], ["id"])
        question.create_index(op.f(f"ix_{QUESTION}_{COLUMN}"), [COLUMN])
    op.execute(FILL)
    run(append_only_statements(QUESTION, dialect))
    run(mark_statements("provider", dialect))


def downgrade() -> None:
    dialect = op.get_bind().dialect.name
    verbs = ("",) if dialect == "postgresql" else ("_insert", "_update", "_delete")
    on = " ON provider" if dialect == "postgresql" else ""
    run([f"DROP TRIGGER provider_marks{verb}{on}" for verb in verbs])
    may_change()
    with op.batch_alter_table(QUESTION) as question:
        question.drop_index(op.f(f"ix_{QUESTION}_{COLUMN}"))
        question.drop_constraint(op.f(TO_PROVIDER), type_="foreignkey")
        question.drop_column(COLUMN)
    run(append_only_statements(QUESTION, dialect))
