"""Figures: themes, what providers say, counted good, published tables, pages of a month, reports."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# As they are made below; they go the other way round. All of them are added to, never changed.
TABLES = (
    "benefit_count",
    "claim",
    "highlight_text",
    "published_quarter",
    "theme_text",
    "claim_answer",
    "monthly_page",
    "published_cell",
    "monthly_reading",
)


def keep_append_only(table: str) -> None:
    """Nobody changes or deletes a row of `table`."""
    for statement in append_only_statements(table, op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def upgrade() -> None:
    op.create_table(
        "benefit_count",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column(
            "line",
            sa.Enum(
                "paid-work",
                "volunteering",
                "clubs",
                "emergency-calls",
                "hospital-nights",
                "police",
                "family-visits",
                "family-rest",
                name="line",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column(
            "source",
            sa.Enum(
                "own-records",
                "people",
                "families",
                "health",
                name="source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("counted BETWEEN 0 AND 100000", name=op.f("ck_benefit_count_counted")),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_benefit_count_quarter")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["account.id"], name=op.f("fk_benefit_count_entered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_benefit_count_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_count")),
        sa.UniqueConstraint(
            "organisation_id", "year", "quarter", "line", "number", name="uq_benefit_count"
        ),
    )
    op.create_table(
        "claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.String(length=40), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("says", sa.String(length=1000), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("says = '' OR evidence <> ''", name=op.f("ck_claim_evidence")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_claim_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_claim_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("organisation_id", "line", "number", name="uq_claim"),
    )
    op.create_table(
        "highlight_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_highlight_text_quarter")),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_highlight_text_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_highlight_text")),
        sa.UniqueConstraint("year", "quarter", "number", name="uq_highlight_text"),
    )
    op.create_table(
        "published_quarter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_published_quarter_quarter")),
        sa.ForeignKeyConstraint(
            ["published_by"], ["account.id"], name=op.f("fk_published_quarter_published_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_quarter")),
        sa.UniqueConstraint("year", "quarter", name=op.f("uq_published_quarter_year_quarter")),
    )
    op.create_table(
        "theme_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "theme",
            sa.Enum(
                "well-led",
                "performance",
                "safe",
                "effective",
                "client-involvement",
                name="theme",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reflection", sa.String(length=4000), nullable=False),
        sa.Column("feedback", sa.String(length=4000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "reflection <> '' OR feedback <> ''", name=op.f("ck_theme_text_says_something")
        ),
        sa.CheckConstraint("quarter BETWEEN 1 AND 4", name=op.f("ck_theme_text_quarter")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_theme_text_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_theme_text_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_theme_text")),
        sa.UniqueConstraint("organisation_id", "year", "quarter", "number", name="uq_theme_text"),
    )
    op.create_table(
        "claim_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes",
                "no",
                "dont-know",
                "wont-say",
                name="confirms",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["claim.id"], name=op.f("fk_claim_answer_claim_id_claim")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_claim_answer_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_claim_answer_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim_answer")),
    )
    with op.batch_alter_table("claim_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_answer_claim_id"), ["claim_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_claim_answer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "monthly_page",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint("month BETWEEN 1 AND 12", name=op.f("ck_monthly_page_month")),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_monthly_page_made_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_monthly_page_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_page")),
        sa.UniqueConstraint(
            "person_id", "year", "month", name=op.f("uq_monthly_page_person_id_year_month")
        ),
    )
    op.create_table(
        "published_cell",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("quarter_id", sa.Uuid(), nullable=False),
        sa.Column("sheet", sa.String(length=40), nullable=False),
        sa.Column("cell", sa.String(length=40), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("few", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT few OR counted IS NULL", name=op.f("ck_published_cell_few_is_not_shown")
        ),
        sa.CheckConstraint(
            "counted IS NULL OR counted = 0 OR counted >= 5",
            name=op.f("ck_published_cell_no_small_group"),
        ),
        sa.ForeignKeyConstraint(
            ["quarter_id"],
            ["published_quarter.id"],
            name=op.f("fk_published_cell_quarter_id_published_quarter"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_cell")),
        sa.UniqueConstraint(
            "quarter_id", "sheet", "cell", name=op.f("uq_published_cell_quarter_id_sheet_cell")
        ),
    )
    op.create_table(
        "monthly_reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("page_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("is_person", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_monthly_reading_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["page_id"], ["monthly_page.id"], name=op.f("fk_monthly_reading_page_id_monthly_page")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_monthly_reading_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monthly_reading")),
        sa.UniqueConstraint("page_id", "said_by", name=op.f("uq_monthly_reading_page_id_said_by")),
    )
    with op.batch_alter_table("monthly_reading", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_monthly_reading_page_id"), ["page_id"], unique=False)

    for table in TABLES:
        keep_append_only(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
