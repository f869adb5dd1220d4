"""Searches that found nothing; room told on one's own page; who is shown with their yes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

# On the page of a place: who would support you. Nothing of anybody is shown without their yes.
SHOWN_WITH_A_YES = "ck_support_worker_shown_with_a_yes"


def upgrade() -> None:
    said = sa.Column("by_itself", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("unmet_need", said)
    told = sa.Column("tells_room", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("list_entry", told)
    with op.batch_alter_table("support_worker") as worker:
        worker.add_column(
            sa.Column("thumb_key", sa.String(length=200), nullable=False, server_default="")
        )
        worker.add_column(
            sa.Column("video_words", sa.String(length=2000), nullable=False, server_default="")
        )
        worker.add_column(sa.Column("said_yes_on", sa.Date(), nullable=True))
        worker.create_check_constraint(
            op.f(SHOWN_WITH_A_YES),
            "said_yes_on IS NOT NULL OR (photo_key = '' AND video_link = '')",
        )


def downgrade() -> None:
    with op.batch_alter_table("support_worker") as worker:
        worker.drop_constraint(op.f(SHOWN_WITH_A_YES), type_="check")
        for name in ("said_yes_on", "video_words", "thumb_key"):
            worker.drop_column(name)
    op.drop_column("list_entry", "tells_room")
    op.drop_column("unmet_need", "by_itself")
