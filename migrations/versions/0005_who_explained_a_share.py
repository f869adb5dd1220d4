"""Sharing: who explained the question, where nobody has checked the language."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Without a batch: SQLite would build the table anew, and its triggers would be gone.
    column = sa.Column("interpreter", sa.String(length=200), nullable=False, server_default="")
    op.add_column("sharing_decision", column)


def downgrade() -> None:
    op.drop_column("sharing_decision", "interpreter")
