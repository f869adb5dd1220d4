"""Hiding: the photo and the sound of an outcome too, and from everybody who works at a place."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEFORE, AFTER = "hidden_view", "hidden_thing"
HIDES = ("nothing", "photo", "sound", "photo-and-sound", "all")
FITS = (
    "CASE WHEN outcome_id IS NULL THEN what IN ('all', 'photo')"
    " ELSE what IN ('photo-and-sound', 'photo', 'sound') END"
)
PAIRS = [
    (thing, receiver)
    for thing in ("check_in_id", "outcome_id")
    for receiver in ("account_id", "organisation_id")
]


def refers(name: str, column: str, table: str, needed: bool = False) -> list[sa.schema.SchemaItem]:
    key = op.f(f"fk_{name}_{column}_{table}")
    return [
        sa.Column(column, sa.Uuid(), nullable=not needed),
        sa.ForeignKeyConstraint([column], [f"{table}.id"], name=key),
    ]


def upgrade() -> None:
    op.create_table(
        AFTER,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *refers(AFTER, "person_id", "person", needed=True),
        *refers(AFTER, "check_in_id", "check_in"),
        *refers(AFTER, "outcome_id", "outcome"),
        *refers(AFTER, "account_id", "account"),
        *refers(AFTER, "organisation_id", "organisation"),
        sa.Column(
            "what",
            sa.Enum(*HIDES, name="hides", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.CheckConstraint(
            "(check_in_id IS NULL) <> (outcome_id IS NULL)", name=op.f(f"ck_{AFTER}_one_thing")
        ),
        sa.CheckConstraint(
            "(account_id IS NULL) <> (organisation_id IS NULL)",
            name=op.f(f"ck_{AFTER}_one_receiver"),
        ),
        sa.CheckConstraint(FITS, name=op.f(f"ck_{AFTER}_fits_the_thing")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{AFTER}")),
        *(sa.UniqueConstraint(*pair, name=op.f(f"uq_{AFTER}_{'_'.join(pair)}")) for pair in PAIRS),
    )
    op.create_index(op.f(f"ix_{AFTER}_person_id"), AFTER, ["person_id"])
    op.execute(
        f"INSERT INTO {AFTER} (id, created_at, person_id, check_in_id, account_id, what)"
        " SELECT id, created_at, person_id, check_in_id, account_id,"
        f" CASE WHEN photo_only THEN 'photo' ELSE 'all' END FROM {BEFORE}"
    )
    op.drop_table(BEFORE)


def downgrade() -> None:
    fits = "check_in_id IS NOT NULL AND account_id IS NOT NULL"
    left = f"SELECT count(*) FROM {AFTER} WHERE NOT ({fits})"
    if op.get_bind().exec_driver_sql(left).scalar_one():
        raise RuntimeError("The portal before cannot hide photos of outcomes, nor from a place.")
    op.create_table(
        BEFORE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *refers(BEFORE, "person_id", "person", needed=True),
        *refers(BEFORE, "check_in_id", "check_in", needed=True),
        *refers(BEFORE, "account_id", "account", needed=True),
        sa.Column("photo_only", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{BEFORE}")),
        sa.UniqueConstraint(
            "check_in_id", "account_id", name=op.f(f"uq_{BEFORE}_check_in_id_account_id")
        ),
    )
    op.create_index(op.f(f"ix_{BEFORE}_person_id_account_id"), BEFORE, ["person_id", "account_id"])
    op.execute(
        f"INSERT INTO {BEFORE} (id, created_at, person_id, check_in_id, account_id, photo_only)"
        f" SELECT id, created_at, person_id, check_in_id, account_id, what = 'photo' FROM {AFTER}"
    )
    op.drop_table(AFTER)
