"""An absence that is taken back; a question on a handed phone that the person did not want."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

DECLINED, TAKEN_BACK = "question_declined", "absence_taken_back"


def base(table: str, **refers: str) -> list[sa.schema.SchemaItem]:
    """What both tables are made of. `refers`: column → the table that it points to."""
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=False) for column in refers),
        *(
            sa.ForeignKeyConstraint(
                [column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}")
            )
            for column, other in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def upgrade() -> None:
    op.create_table(DECLINED, *base(DECLINED, person_id="person", account_id="account"))
    op.create_index(op.f(f"ix_{DECLINED}_person_id"), DECLINED, ["person_id"])
    op.create_table(
        TAKEN_BACK,
        *base(TAKEN_BACK, absence_id="absence", said_by="account"),
        sa.UniqueConstraint("absence_id", name=op.f(f"uq_{TAKEN_BACK}_absence_id")),
    )
    for table in (DECLINED, TAKEN_BACK):
        for statement in append_only_statements(table, op.get_bind().dialect.name):
            op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def downgrade() -> None:
    op.drop_table(TAKEN_BACK)
    op.drop_table(DECLINED)
