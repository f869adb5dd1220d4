"""On which records somebody answered about staff in the person's place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.staff_choice.models.kept import until_erased_statements

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "staff_decision_basis"
BY_RECORDS = "basis IN ('attorney-or-deputy', 'other-representative', 'best-interests')"
RECORDS = (
    "(basis NOT IN ('attorney-or-deputy', 'other-representative')"
    " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL))"
    " AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)"
)
BASES = ("person-says-yes", "best-interests", "attorney-or-deputy", "other-representative")


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
        *refers("decision_id", "staff_decision", needed=True),
        sa.Column("basis", basis, nullable=False),
        *refers("authority_id", "legal_authority"),
        *refers("capacity_id", "capacity_record"),
        *refers("best_interests_id", "best_interests_decision"),
        sa.CheckConstraint(BY_RECORDS, name=op.f(f"ck_{TABLE}_by_records")),
        sa.CheckConstraint(RECORDS, name=op.f(f"ck_{TABLE}_basis_has_records")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
        sa.UniqueConstraint("decision_id", name=op.f(f"uq_{TABLE}_decision_id")),
    )
    for statement in until_erased_statements(TABLE, "decision", op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def downgrade() -> None:
    op.drop_table(TABLE)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION IF EXISTS refuse_delete_{TABLE}()")
