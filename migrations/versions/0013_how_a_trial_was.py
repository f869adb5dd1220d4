"""How a trial was: a sound, what a photo shows, and what the applicant says in their own words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.staff_choice.models.kept import until_erased_statements

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

NOTE, OWN = "trial_note", "applicant_note"
SAYS = f"ck_{NOTE}_says_something"
BEFORE = "showed IS NOT NULL OR words <> '' OR observed <> '' OR photo_id IS NOT NULL"
ADDED = {"photo_shows": 300, "sound_says": 5000, "sound_says_in": 12}


def keep_until_erased() -> None:
    """SQLite makes the table anew, and with it go its triggers."""
    if op.get_bind().dialect.name == "sqlite":
        for statement in until_erased_statements(NOTE, "trial", "sqlite"):
            op.get_bind().exec_driver_sql(statement)


def upgrade() -> None:
    with op.batch_alter_table(NOTE) as batch:
        batch.add_column(sa.Column("sound_id", sa.Uuid(), nullable=True))
        batch.create_foreign_key(
            op.f(f"fk_{NOTE}_sound_id_stored_sound"), "stored_sound", ["sound_id"], ["id"]
        )
        for name, length in ADDED.items():
            first = "en" if name.endswith("_in") else ""
            kind = sa.String(length=length)
            batch.add_column(sa.Column(name, kind, nullable=False, server_default=first))
        batch.drop_constraint(op.f(SAYS), type_="check")
        batch.create_check_constraint(op.f(SAYS), f"{BEFORE} OR sound_id IS NOT NULL")
    with op.batch_alter_table(NOTE) as batch:
        for name in ADDED:
            batch.alter_column(name, server_default=None)
    keep_until_erased()
    op.create_table(
        OWN,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trial_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f(f"ck_{OWN}_words")),
        sa.ForeignKeyConstraint(["trial_id"], ["trial.id"], name=op.f(f"fk_{OWN}_trial_id_trial")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{OWN}")),
        sa.UniqueConstraint("trial_id", name=op.f(f"uq_{OWN}_trial_id")),
    )


def downgrade() -> None:
    left = f"SELECT count(*) FROM {NOTE} WHERE NOT ({BEFORE})"
    if op.get_bind().exec_driver_sql(left).scalar_one():
        raise RuntimeError("The portal before cannot keep a note that is a sound alone.")
    op.drop_table(OWN)
    with op.batch_alter_table(NOTE) as batch:
        batch.drop_constraint(op.f(SAYS), type_="check")
        batch.create_check_constraint(op.f(SAYS), BEFORE)
        batch.drop_constraint(op.f(f"fk_{NOTE}_sound_id_stored_sound"), type_="foreignkey")
        for name in ("sound_id", *ADDED):
            batch.drop_column(name)
    keep_until_erased()
