"""Who asked for a job with an account's address; how an answer whom to meet was given."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.staff_choice.models.kept import until_erased_statements

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ASKING, HOW = "own_asking", "meet_choice_how"
RECORDS = (
    "(basis NOT IN ('attorney-or-deputy', 'other-representative')"
    " OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL))"
    " AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)"
)
BASES = ("person-says-yes", "best-interests", "attorney-or-deputy", "other-representative")


def base(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def refers(table: str, column: str, other: str, needed: bool) -> list[sa.schema.SchemaItem]:
    name = op.f(f"fk_{table}_{column}_{other}")
    return [
        sa.Column(column, sa.Uuid(), nullable=not needed),
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name),
    ]


def upgrade() -> None:
    op.create_table(
        ASKING,
        *base(ASKING),
        *refers(ASKING, "vacancy_id", "vacancy", needed=True),
        *refers(ASKING, "account_id", "account", needed=True),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.UniqueConstraint(
            "vacancy_id", "account_id", name=op.f(f"uq_{ASKING}_vacancy_id_account_id")
        ),
    )
    basis = sa.Enum(*BASES, name="basis", native_enum=False, create_constraint=True, length=40)
    op.create_table(
        HOW,
        *base(HOW),
        *refers(HOW, "choice_id", "meet_choice", needed=True),
        *refers(HOW, "on_phone_of", "account", needed=False),
        sa.Column("basis", basis, nullable=True),
        *refers(HOW, "authority_id", "legal_authority", needed=False),
        *refers(HOW, "capacity_id", "capacity_record", needed=False),
        *refers(HOW, "best_interests_id", "best_interests_decision", needed=False),
        sa.CheckConstraint(
            "(on_phone_of IS NULL) = (basis IS NOT NULL)", name=op.f(f"ck_{HOW}_phone_or_records")
        ),
        sa.CheckConstraint(
            "basis IS NULL OR basis <> 'person-says-yes'", name=op.f(f"ck_{HOW}_by_records")
        ),
        sa.CheckConstraint(RECORDS, name=op.f(f"ck_{HOW}_basis_has_records")),
        sa.UniqueConstraint("choice_id", name=op.f(f"uq_{HOW}_choice_id")),
    )
    for statement in until_erased_statements(HOW, "choice", op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def downgrade() -> None:
    op.drop_table(HOW)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP FUNCTION IF EXISTS refuse_delete_{HOW}()")
    op.drop_table(ASKING)
