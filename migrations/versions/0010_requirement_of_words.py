"""The council says yes to the very words of a line: words said anew are asked about anew."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLE = "occupational_requirement"
OF_LINE = f"uq_{TABLE}_line_id_characteristic"
OF_WORDS = f"uq_{TABLE}_criterion_id_characteristic"


def upgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_constraint(op.f(OF_LINE), type_="unique")
        batch.create_unique_constraint(op.f(OF_WORDS), ["criterion_id", "characteristic"])


def downgrade() -> None:
    with op.batch_alter_table(TABLE) as batch:
        batch.drop_constraint(op.f(OF_WORDS), type_="unique")
        batch.create_unique_constraint(op.f(OF_LINE), ["line_id", "characteristic"])
