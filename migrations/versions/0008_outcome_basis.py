"""On which records somebody decides what a person without an account wants."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLE = "outcome_basis"
RECORDS = (
    "(basis NOT IN ('attorney-or-deputy', 'other-representative')"
    " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL))"
    " AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)"
)
BY_RECORDS = "basis IN ('attorney-or-deputy', 'other-representative', 'best-interests')"
BASES = (
    "person",
    "speaker",
    "attorney-or-deputy",
    "other-representative",
    "best-interests",
    "written-down",
    "writer",
)


def refers(column: str, table: str, needed: bool = False) -> list[sa.schema.SchemaItem]:
    name = op.f(f"fk_{TABLE}_{column}_{table}")
    return [
        sa.Column(column, sa.Uuid(), nullable=not needed),
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name),
    ]


def upgrade() -> None:
    basis = sa.Enum(*BASES, name="basis", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *refers("state_id", "outcome_state", needed=True),
        *refers("decided_by", "account", needed=True),
        sa.Column("basis", basis, nullable=False),
        *refers("authority_id", "legal_authority"),
        *refers("capacity_id", "capacity_record"),
        *refers("best_interests_id", "best_interests_decision"),
        sa.CheckConstraint(RECORDS, name=op.f(f"ck_{TABLE}_basis_has_records")),
        sa.CheckConstraint(BY_RECORDS, name=op.f(f"ck_{TABLE}_by_records")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("state_id", name=op.f(f"uq_{TABLE}_state_id")),
    )
    for statement in append_only_statements(TABLE, op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def downgrade() -> None:
    op.drop_table(TABLE)
