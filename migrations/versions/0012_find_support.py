"""Find support: facets, what was checked, room, my list, questions, what is missing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements
from app.providers.marks import first_mark, mark_statements
from app.providers.search_tables import drop_search_statements, search_statements

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# Their triggers change the mark of the directory.
WATCHED = ("listing", "vetting_check", "room_note")
# In the order of making; taken away the other way round.
TABLES = (
    "directory_mark",
    "unmet_need",
    "vetting_check",
    "service_sentence",
    "support_worker",
    "list_entry",
    "listing_area",
    "listing_question",
    "room_note",
    "list_note",
    "listing_answer",
)
APPEND_ONLY = (
    "vetting_check",
    "room_note",
    "listing_question",
    "listing_answer",
    "unmet_need",
)
KINDS = ("library", "mental-health", "care-home", "group")
MORE_KINDS = (
    "personal-assistant",
    "supported-living",
    "home-care",
    "activities",
    "day-opportunities",
    "advocacy",
    "direct-payment-help",
)


def upgrade() -> None:
    dialect = op.get_bind().dialect.name
    for statement in drop_search_statements(dialect):
        op.execute(statement)
    make_tables()
    with op.batch_alter_table("provider") as provider:
        route = sa.Enum(
            "provider",
            "micro-enterprise",
            name="vetting_route",
            native_enum=False,
            create_constraint=True,
            length=40,
        )
        provider.add_column(sa.Column("route", route, nullable=False, server_default="provider"))
        for name in ("is_sole_trader", "is_regulated"):
            provider.add_column(
                sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
            )
        for name, length in (("cqc_rating", 40), ("cqc_link", 500)):
            provider.add_column(
                sa.Column(name, sa.String(length), nullable=False, server_default="")
            )
        provider.add_column(sa.Column("cqc_rated_on", sa.Date(), nullable=True))
    with op.batch_alter_table("service") as service:
        service.add_column(sa.Column("hour_pence", sa.Integer(), nullable=True))
        service.create_check_constraint(
            op.f("ck_service_price_not_below_nothing"), "hour_pence >= 0"
        )
    with op.batch_alter_table("listing") as listing:
        listing.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
        for name in ("facets", "facet_words"):
            listing.add_column(sa.Column(name, sa.Text(), nullable=False, server_default=""))
        kinds_become(listing, KINDS + MORE_KINDS)
    op.execute("UPDATE listing SET facets = 'kind:' || kind")
    district = (
        "substr(postcode, 1, instr(postcode || ' ', ' ') - 1)"
        if dialect == "sqlite"
        else "split_part(postcode, ' ', 1)"
    )
    op.execute(
        f"INSERT INTO listing_area (district, number) SELECT {district}, number"
        " FROM listing JOIN location ON location.id = listing.location_id"
    )
    for table in APPEND_ONLY:
        for statement in append_only_statements(table, dialect):
            op.execute(statement)
    op.execute(first_mark(dialect))
    for table in WATCHED:
        for statement in mark_statements(table, dialect):
            op.execute(statement)
    connection = op.get_bind()
    for statement in search_statements(dialect):
        connection.exec_driver_sql(statement)


def kinds_become(listing: object, kinds: tuple[str, ...]) -> None:
    """The check of `kind` anew: a constraint cannot be changed, only taken away and made."""
    within = ", ".join(f"'{kind}'" for kind in kinds)
    listing.drop_constraint(op.f("ck_listing_kind"), type_="check")
    listing.create_check_constraint(op.f("ck_listing_kind"), f"kind IN ({within})")


def make_tables() -> None:
    op.create_table(
        "directory_mark",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_mark")),
    )
    op.create_table(
        "unmet_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "why",
            sa.Enum(
                "nothing-found",
                "too-far",
                "wrong-kind",
                "no-room",
                "costs-too-much",
                "cannot-pay-my-way",
                "not-my-language",
                "not-my-culture",
                "cannot-get-in",
                "wrong-times",
                "not-sure",
                name="why_none",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("district", sa.String(length=4), nullable=False),
        sa.Column("facets", sa.String(length=1000), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmet_need")),
    )
    op.create_table(
        "vetting_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column(
            "item",
            sa.Enum(
                "dbs",
                "insurance",
                "court-judgments",
                "subcontractors",
                "stationery",
                "tax",
                "references",
                "regulator",
                "terms",
                "safeguarding-training",
                name="check_item",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "expires_on >= issued_on", name=op.f("ck_vetting_check_not_over_before_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["account.id"], name=op.f("fk_vetting_check_checked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_vetting_check_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vetting_check")),
    )
    op.create_index(
        op.f("ix_vetting_check_provider_id_item"), "vetting_check", ["provider_id", "item"]
    )

    op.create_table(
        "service_sentence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("concept", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_service_sentence_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_sentence")),
        sa.UniqueConstraint(
            "service_id",
            "language",
            "place",
            name=op.f("uq_service_sentence_service_id_language_place"),
        ),
    )
    op.create_table(
        "support_worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("line", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("photo_key", sa.String(length=200), nullable=False),
        sa.Column("video_link", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_support_worker_service_id_service")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_worker")),
        sa.UniqueConstraint("service_id", "place", name=op.f("uq_support_worker_service_id_place")),
    )
    op.create_table(
        "list_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_list_entry_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_list_entry_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_entry")),
        sa.UniqueConstraint(
            "account_id", "listing_id", name=op.f("uq_list_entry_account_id_listing_id")
        ),
    )
    op.create_index(op.f("ix_list_entry_listing_id"), "list_entry", ["listing_id"])

    op.create_table(
        "listing_area",
        sa.Column("district", sa.String(length=4), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["number"],
            ["listing.number"],
            name=op.f("fk_listing_area_number_listing"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("district", "number", name=op.f("pk_listing_area")),
    )
    op.create_index(op.f("ix_listing_area_number"), "listing_area", ["number"])

    op.create_table(
        "listing_question",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("once", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_listing_question_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_listing_question_listing_id_listing")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_question")),
        sa.UniqueConstraint("once", name=op.f("uq_listing_question_once")),
    )
    op.create_index(
        op.f("ix_listing_question_account_id_listing_id"),
        "listing_question",
        ["account_id", "listing_id"],
    )
    op.create_index(op.f("ix_listing_question_listing_id"), "listing_question", ["listing_id"])

    op.create_table(
        "room_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["listing_id"], ["listing.id"], name=op.f("fk_room_note_listing_id_listing")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_room_note_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_note")),
    )
    op.create_index(op.f("ix_room_note_listing_id_said_on"), "room_note", ["listing_id", "said_on"])

    op.create_table(
        "list_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["list_entry.id"],
            name=op.f("fk_list_note_entry_id_list_entry"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_list_note")),
        sa.UniqueConstraint("entry_id", name=op.f("uq_list_note_entry_id")),
    )
    op.create_table(
        "listing_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("question_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_listing_answer_answered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["listing_question.id"],
            name=op.f("fk_listing_answer_question_id_listing_question"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listing_answer")),
    )
    op.create_index(op.f("ix_listing_answer_question_id"), "listing_answer", ["question_id"])


def downgrade() -> None:
    left = op.get_bind().exec_driver_sql(
        "SELECT count(*) FROM listing WHERE kind NOT IN "
        "('library', 'mental-health', 'care-home', 'group')"
    )
    if left.scalar_one():
        raise RuntimeError("The portal before knows no such kinds of support.")
    dialect = op.get_bind().dialect.name
    for statement in drop_search_statements(dialect):
        op.execute(statement)
    for table in WATCHED:
        verbs = ("",) if dialect == "postgresql" else ("_insert", "_update", "_delete")
        for verb in verbs:
            on = f" ON {table}" if dialect == "postgresql" else ""
            op.execute(f"DROP TRIGGER {table}_marks{verb}{on}")
    for table in reversed(TABLES):
        op.drop_table(table)
    with op.batch_alter_table("listing") as listing:
        kinds_become(listing, KINDS)
        for name in ("facet_words", "facets", "withdrawn_at"):
            listing.drop_column(name)
    with op.batch_alter_table("service") as service:
        service.drop_constraint(op.f("ck_service_price_not_below_nothing"), type_="check")
        service.drop_column("hour_pence")
    with op.batch_alter_table("provider") as provider:
        provider.drop_constraint(op.f("ck_provider_vetting_route"), type_="check")
        for name in (
            "cqc_rated_on",
            "cqc_link",
            "cqc_rating",
            "is_regulated",
            "is_sole_trader",
            "route",
        ):
            provider.drop_column(name)
    if dialect == "postgresql":
        op.execute("DROP FUNCTION mark_directory()")
    first = op.get_context().script.get_revision("0001").module
    for statement in first.SEARCH[dialect]:
        op.get_bind().exec_driver_sql(statement)
