"""The first tables, their append-only triggers, and what search reads."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "access_event",
    "audit_event",
    "stored_photo",
    "about_me_entry",
    "best_interests_decision",
    "sharing_decision",
    "shared_part",
    "sharing_stop",
    "witness",
    "witness_answer",
)

REFUSE_CHANGE = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$
"""

SEARCH = {
    "sqlite": (
        """CREATE VIRTUAL TABLE listing_words USING fts5(name_words, other_words, content='listing', content_rowid='number', tokenize='ascii', prefix='1 2 3', columnsize=0, detail='column')""",
        """CREATE VIRTUAL TABLE listing_place USING rtree(number, south, north, west, east)""",
        """CREATE TRIGGER listing_search_insert AFTER INSERT ON listing BEGIN
    INSERT INTO listing_words (rowid, name_words, other_words)
    VALUES (new.number, new.name_words, new.other_words);
    INSERT INTO listing_place
    VALUES (new.number, new.latitude, new.latitude, new.longitude, new.longitude);
    END""",
        """CREATE TRIGGER listing_search_delete AFTER DELETE ON listing BEGIN
    INSERT INTO listing_words (listing_words, rowid, name_words, other_words)
    VALUES ('delete', old.number, old.name_words, old.other_words);
    DELETE FROM listing_place WHERE number = old.number;
    END""",
        """CREATE TRIGGER listing_search_update
    AFTER UPDATE OF name_words, other_words, latitude, longitude ON listing BEGIN
    INSERT INTO listing_words (listing_words, rowid, name_words, other_words)
    VALUES ('delete', old.number, old.name_words, old.other_words);
    INSERT INTO listing_words (rowid, name_words, other_words)
    VALUES (new.number, new.name_words, new.other_words);
    UPDATE listing_place SET south = new.latitude, north = new.latitude,
    west = new.longitude, east = new.longitude WHERE number = new.number;
    END""",
        """INSERT INTO listing_words (listing_words) VALUES ('rebuild')""",
        """INSERT INTO listing_place
    SELECT number, latitude, latitude, longitude, longitude FROM listing""",
    ),
    "postgresql": (
        """CREATE TABLE listing_words (
    number integer PRIMARY KEY REFERENCES listing (number) ON DELETE CASCADE,
    name_words tsvector NOT NULL,
    words tsvector NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL
    )""",
        """CREATE INDEX listing_words_words ON listing_words USING gin (words) WITH (fastupdate = off)""",
        """CREATE INDEX listing_words_place ON listing_words (latitude, longitude)""",
        """CREATE FUNCTION keep_listing_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
    INSERT INTO listing_words VALUES (
        new.number,
        array_to_tsvector(string_to_array(new.name_words, ' ')),
        array_to_tsvector(array_remove(
            string_to_array(new.name_words || ' ' || new.other_words, ' '), '')),
        new.latitude, new.longitude
    ) ON CONFLICT (number) DO UPDATE SET name_words = excluded.name_words,
        words = excluded.words, latitude = excluded.latitude, longitude = excluded.longitude;
    RETURN NULL;
    END $$""",
        """CREATE TRIGGER listing_search AFTER INSERT OR
    UPDATE OF name_words, other_words, latitude, longitude ON listing
    FOR EACH ROW EXECUTE FUNCTION keep_listing_words()""",
        """INSERT INTO listing_words SELECT number,
    array_to_tsvector(string_to_array(name_words, ' ')),
    array_to_tsvector(array_remove(string_to_array(name_words || ' ' || other_words, ' '), '')),
    latitude, longitude FROM listing""",
    ),
}

DROP_SEARCH = {
    "sqlite": (
        """DROP TRIGGER IF EXISTS listing_search_insert""",
        """DROP TRIGGER IF EXISTS listing_search_delete""",
        """DROP TRIGGER IF EXISTS listing_search_update""",
        """DROP TABLE IF EXISTS listing_words""",
        """DROP TABLE IF EXISTS listing_place""",
    ),
    "postgresql": (
        """DROP TRIGGER IF EXISTS listing_search ON listing""",
        """DROP FUNCTION IF EXISTS keep_listing_words()""",
        """DROP TABLE IF EXISTS listing_words""",
    ),
}


def dialect() -> str:
    return op.get_bind().dialect.name


def run(statement: str) -> None:
    op.get_bind().exec_driver_sql(
        statement.replace("%", "%%") if dialect() != "sqlite" else statement
    )


def keep_append_only(table: str) -> None:
    """Triggers that refuse a change, a deletion and, on PostgreSQL, emptying the table."""
    if dialect() == "postgresql":
        row = f"BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW"
        whole = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
        run(f"CREATE TRIGGER {table}_append_only {row} EXECUTE FUNCTION refuse_change()")
        run(f"CREATE TRIGGER {table}_no_truncate {whole} EXECUTE FUNCTION refuse_change()")
        return
    for verb in ("UPDATE", "DELETE"):
        run(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def upgrade() -> None:
    op.create_table(
        "access_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=False),
        sa.Column("actor_role", sa.String(length=60), nullable=False),
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("how", sa.String(length=20), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_event")),
    )
    with op.batch_alter_table("access_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_access_event_person_id_created_at"),
            ["person_id", "created_at"],
            unique=False,
        )

    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("likes", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("passkey_handle", sa.LargeBinary(length=64), nullable=True),
        sa.Column("device_contact_id", sa.Uuid(), nullable=True),
        sa.Column("needs_known_device", sa.Boolean(), nullable=False),
        sa.Column("is_work", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_contact_id"], ["account.id"], name=op.f("fk_account_device_contact_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("about", sa.String(length=120), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
    )
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_event_name_created_at"), ["name", "created_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_audit_event_person_id_created_at"),
            ["person_id", "created_at"],
            unique=False,
        )

    op.create_table(
        "location",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("postcode", sa.String(length=8), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_location")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "provider",
                "council",
                "nhs",
                "advocacy",
                "employment-support",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column(
            "trusted_by",
            sa.Enum(
                "passkey",
                "password-and-link",
                "in-person",
                "demo",
                name="trusted_by",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("trusted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_device_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_device_secret_hash")),
    )
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_account_id"), ["account_id"], unique=False)

    op.create_table(
        "link",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "sign-in",
                "fresh",
                "trust",
                "join",
                "in-person",
                name="purpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_link_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_link_token_hash")),
    )
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_link_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column(
            "channel",
            sa.Enum(
                "screen",
                "email",
                "text",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=2000), nullable=False),
        sa.Column("path", sa.String(length=300), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(length=120), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dead_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notice_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint("reference", name=op.f("uq_notice_reference")),
    )
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_notice_account_id_seen_at"), ["account_id", "seen_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_notice_channel_sent_at_due_at"),
            ["channel", "sent_at", "due_at"],
            unique=False,
        )

    op.create_table(
        "organisation_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "provider-manager",
                "provider-worker",
                "care-manager",
                "employment-support",
                "professional",
                "advocate",
                "steering-group",
                "vetter",
                "moderator",
                "approver",
                "commissioner",
                "administrator",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_organisation_member_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["account.id"], name=op.f("fk_organisation_member_approved_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_member_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_member")),
    )
    with op.batch_alter_table("organisation_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_organisation_member_account_id_ended_at"),
            ["account_id", "ended_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_organisation_member_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("credential_id", sa.LargeBinary(length=1023), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=2048), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.Column("device_type", sa.String(length=20), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("aaguid", sa.String(length=36), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("label", sa.String(length=120), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_passkey_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_passkey_account_id_ended_at"), ["account_id", "ended_at"], unique=False
        )

    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("called", sa.String(length=120), nullable=False),
        sa.Column("contact", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_person_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("account_id", name=op.f("uq_person_account_id")),
    )
    op.create_table(
        "provider",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_provider_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider")),
        sa.UniqueConstraint("source", "name", name=op.f("uq_provider_source_name")),
    )
    op.create_table(
        "capacity_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("decision", sa.String(length=300), nullable=False),
        sa.Column("receiver", sa.String(length=60), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("why_in_doubt", sa.String(length=1000), nullable=False),
        sa.Column("help_given", sa.String(length=1000), nullable=False),
        sa.Column("understands", sa.Boolean(), nullable=False),
        sa.Column("retains", sa.Boolean(), nullable=False),
        sa.Column("weighs", sa.Boolean(), nullable=False),
        sa.Column("communicates", sa.Boolean(), nullable=False),
        sa.Column("because_of", sa.String(length=1000), nullable=False),
        sa.Column(
            "conclusion",
            sa.Enum(
                "can-decide",
                "cannot-decide-now",
                name="conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("assessed_by", sa.Uuid(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "conclusion <> 'cannot-decide-now' OR NOT (understands AND retains AND weighs AND communicates)",
            name=op.f("ck_capacity_record_one_missing"),
        ),
        sa.CheckConstraint(
            "conclusion <> 'cannot-decide-now' OR because_of <> ''",
            name=op.f("ck_capacity_record_because"),
        ),
        sa.CheckConstraint("decision <> ''", name=op.f("ck_capacity_record_names_decision")),
        sa.CheckConstraint("review_on > assessed_on", name=op.f("ck_capacity_record_review_later")),
        sa.ForeignKeyConstraint(
            ["assessed_by"], ["account.id"], name=op.f("fk_capacity_record_assessed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_capacity_record_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_capacity_record")),
    )
    with op.batch_alter_table("capacity_record", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_capacity_record_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "circle_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.Column(
            "relationship_kind",
            sa.Enum(
                "family",
                "friend",
                "advocate",
                "support-worker",
                "provider-manager",
                "health-professional",
                "care-manager",
                "attorney",
                "appointee",
                "observer",
                "other",
                name="relationship",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("invited_by", sa.Uuid(), nullable=True),
        sa.Column("invited_email", sa.String(length=254), nullable=False),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "account_id IS NULL OR accepted_at IS NOT NULL",
            name=op.f("ck_circle_member_account_accepted"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_circle_member_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["invited_by"], ["account.id"], name=op.f("fk_circle_member_invited_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_circle_member_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_circle_member_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circle_member")),
    )
    with op.batch_alter_table("circle_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_circle_member_account_id_ended_at"),
            ["account_id", "ended_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_circle_member_person_id_ended_at"),
            ["person_id", "ended_at"],
            unique=False,
        )

    op.create_table(
        "draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("base_number", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_draft_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_draft_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint(
            "account_id", "person_id", "place", name=op.f("uq_draft_account_id_person_id_place")
        ),
    )
    op.create_table(
        "hidden_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "most-important",
                "people-important",
                "communication",
                "wellness",
                "please-do",
                "how-to-support",
                "also-worth-knowing",
                "liked-about-me",
                "circle",
                "needs",
                "plan-strengths",
                "plan-wants",
                "plan-needs",
                "plan-safe",
                "plan-home",
                "plan-health",
                "plan-rules",
                "plan-cover",
                "plan-hospital",
                "plan-less",
                "plan-decisions",
                "plan-council",
                "outcomes",
                "staff",
                "team",
                "money",
                "adverts",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_hidden_part_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hidden_part_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden_part")),
        sa.UniqueConstraint(
            "person_id", "account_id", "part", name=op.f("uq_hidden_part_person_id_account_id_part")
        ),
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=True),
        sa.Column("description", sa.String(length=5000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("phone", sa.String(length=40), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["provider.id"], name=op.f("fk_service_provider_id_provider")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
    )
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "sign_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("device_id", sa.Uuid(), nullable=True),
        sa.Column(
            "how",
            sa.Enum(
                "link",
                "password",
                "passkey",
                "invitation",
                "demo",
                name="how",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("fresh_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("is_work", sa.Boolean(), nullable=False),
        sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handed", sa.JSON(none_as_null=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_sign_in_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["device_id"], ["device.id"], name=op.f("fk_sign_in_device_id_device")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in")),
    )
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sign_in_account_id_ended_at"), ["account_id", "ended_at"], unique=False
        )

    op.create_table(
        "stored_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "most-important",
                "people-important",
                "communication",
                "wellness",
                "please-do",
                "how-to-support",
                "also-worth-knowing",
                "liked-about-me",
                "circle",
                "needs",
                "plan-strengths",
                "plan-wants",
                "plan-needs",
                "plan-safe",
                "plan-home",
                "plan-health",
                "plan-rules",
                "plan-cover",
                "plan-hospital",
                "plan-less",
                "plan-decisions",
                "plan-council",
                "outcomes",
                "staff",
                "team",
                "money",
                "adverts",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("file_key", sa.String(length=120), nullable=False),
        sa.Column("thumb_key", sa.String(length=120), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=300), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"], ["account.id"], name=op.f("fk_stored_photo_added_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_stored_photo_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_photo")),
    )
    with op.batch_alter_table("stored_photo", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_photo_person_id"), ["person_id"], unique=False)

    op.create_table(
        "task",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "team-lost-sight",
                "review-override",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["done_by"], ["account.id"], name=op.f("fk_task_done_by_account")),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_task_made_by_account")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_task_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
    )
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.create_index(
            "uq_task_open",
            ["person_id", "kind"],
            unique=True,
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.create_table(
        "about_me_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "most-important",
                "people-important",
                "communication",
                "wellness",
                "please-do",
                "how-to-support",
                "also-worth-knowing",
                "liked-about-me",
                "circle",
                "needs",
                "plan-strengths",
                "plan-wants",
                "plan-needs",
                "plan-safe",
                "plan-home",
                "plan-health",
                "plan-rules",
                "plan-cover",
                "plan-hospital",
                "plan-less",
                "plan-decisions",
                "plan-council",
                "outcomes",
                "staff",
                "team",
                "money",
                "adverts",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("saved_by", sa.Uuid(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.Column("on_phone_of", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["on_phone_of"], ["account.id"], name=op.f("fk_about_me_entry_on_phone_of_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_about_me_entry_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_photo.id"], name=op.f("fk_about_me_entry_photo_id_stored_photo")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by"], ["account.id"], name=op.f("fk_about_me_entry_saved_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_about_me_entry_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_about_me_entry")),
        sa.UniqueConstraint("person_id", "part", "number", name="uq_about_me_entry_number"),
    )
    op.create_table(
        "best_interests_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("capacity_id", sa.Uuid(), nullable=False),
        sa.Column("wishes", sa.String(length=1000), nullable=False),
        sa.Column("consulted", sa.String(length=1000), nullable=False),
        sa.Column("options", sa.String(length=1000), nullable=False),
        sa.Column("least_restrictive", sa.String(length=1000), nullable=False),
        sa.Column("decided", sa.String(length=1000), nullable=False),
        sa.Column("dissent", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["capacity_id"],
            ["capacity_record.id"],
            name=op.f("fk_best_interests_decision_capacity_id_capacity_record"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"],
            ["account.id"],
            name=op.f("fk_best_interests_decision_decided_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_best_interests_decision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_best_interests_decision")),
    )
    with op.batch_alter_table("best_interests_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_best_interests_decision_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "communication_need",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "contact-method",
                "information-format",
                "communication-support",
                "communication-professional",
                "language",
                "reasonable-adjustment",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("need", sa.String(length=300), nullable=False),
        sa.Column("how_met", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("may_be_shared", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["circle_member.id"],
            name=op.f("fk_communication_need_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_communication_need_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_communication_need_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communication_need")),
    )
    with op.batch_alter_table("communication_need", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_communication_need_person_id_ended_at"),
            ["person_id", "ended_at"],
            unique=False,
        )

    op.create_table(
        "legal_authority",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "health-attorney",
                "health-deputy",
                "property-attorney",
                "property-deputy",
                "appointee",
                "direct-payment-holder",
                "other-representative",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.String(length=300), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("verified_by", sa.Uuid(), nullable=True),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(verified_by IS NULL) = (verified_at IS NULL)",
            name=op.f("ck_legal_authority_verified"),
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["circle_member.id"],
            name=op.f("fk_legal_authority_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_legal_authority_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_legal_authority_recorded_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["verified_by"], ["account.id"], name=op.f("fk_legal_authority_verified_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_legal_authority")),
    )
    with op.batch_alter_table("legal_authority", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_legal_authority_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "listing",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.String(length=160), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "library",
                "mental-health",
                "care-home",
                "group",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("location_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("source_key", sa.String(length=200), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name_words", sa.Text(), nullable=False),
        sa.Column("other_words", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=False),
        sa.Column("longitude", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["location_id"], ["location.id"], name=op.f("fk_listing_location_id_location")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["service.id"], name=op.f("fk_listing_service_id_service")
        ),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_listing")),
        sa.UniqueConstraint("id", name=op.f("uq_listing_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_listing_slug")),
        sa.UniqueConstraint("source", "source_key", name=op.f("uq_listing_source_source_key")),
    )
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_listing_location_id"), ["location_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_listing_name_number"), ["name", "number"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_listing_service_id"), ["service_id"], unique=False)

    op.create_table(
        "spoken_for",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "area",
            sa.Enum(
                "about-me",
                "plan",
                "outcomes",
                "staff",
                "adverts",
                "money",
                name="area",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["circle_member.id"], name=op.f("fk_spoken_for_member_id_circle_member")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_spoken_for_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_spoken_for")),
    )
    with op.batch_alter_table("spoken_for", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_spoken_for_person_id_ended_at"), ["person_id", "ended_at"], unique=False
        )
        batch_op.create_index(
            "uq_spoken_for_live",
            ["member_id", "area"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "sharing_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column(
            "basis",
            sa.Enum(
                "person-says-yes",
                "best-interests",
                "attorney-or-deputy",
                "other-representative",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "said_how",
            sa.Enum(
                "tapped",
                "words",
                "signs",
                "pictures",
                "behaviour",
                "not-asked",
                name="said_how",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("shown_in", sa.String(length=12), nullable=False),
        sa.Column("helped_by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column("witnessed", sa.Boolean(), nullable=False),
        sa.Column("capacity_id", sa.Uuid(), nullable=True),
        sa.Column("best_interests_id", sa.Uuid(), nullable=True),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "basis <> 'best-interests' OR best_interests_id IS NOT NULL",
            name=op.f("ck_sharing_decision_bi"),
        ),
        sa.CheckConstraint(
            "basis NOT IN ('attorney-or-deputy', 'other-representative') OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)",
            name=op.f("ck_sharing_decision_authority"),
        ),
        sa.CheckConstraint(
            "(member_id IS NULL) <> (organisation_id IS NULL)",
            name=op.f("ck_sharing_decision_one_receiver"),
        ),
        sa.CheckConstraint(
            "ends_at IS NULL OR ends_at > starts_at", name=op.f("ck_sharing_decision_ends_later")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["legal_authority.id"],
            name=op.f("fk_sharing_decision_authority_id_legal_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["best_interests_id"],
            ["best_interests_decision.id"],
            name=op.f("fk_sharing_decision_best_interests_id_best_interests_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["capacity_id"],
            ["capacity_record.id"],
            name=op.f("fk_sharing_decision_capacity_id_capacity_record"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_sharing_decision_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["circle_member.id"],
            name=op.f("fk_sharing_decision_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_sharing_decision_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sharing_decision_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_decision")),
    )
    with op.batch_alter_table("sharing_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_sharing_decision_member_id"), ["member_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_sharing_decision_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "shared_part",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column(
            "part",
            sa.Enum(
                "most-important",
                "people-important",
                "communication",
                "wellness",
                "please-do",
                "how-to-support",
                "also-worth-knowing",
                "liked-about-me",
                "circle",
                "needs",
                "plan-strengths",
                "plan-wants",
                "plan-needs",
                "plan-safe",
                "plan-home",
                "plan-health",
                "plan-rules",
                "plan-cover",
                "plan-hospital",
                "plan-less",
                "plan-decisions",
                "plan-council",
                "outcomes",
                "staff",
                "team",
                "money",
                "adverts",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum(
                "see",
                "comment",
                "write",
                name="level",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["sharing_decision.id"],
            name=op.f("fk_shared_part_decision_id_sharing_decision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_part")),
        sa.UniqueConstraint("decision_id", "part", name=op.f("uq_shared_part_decision_id_part")),
    )
    op.create_table(
        "sharing_stop",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("stopped_by", sa.Uuid(), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["sharing_decision.id"],
            name=op.f("fk_sharing_stop_decision_id_sharing_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["stopped_by"], ["account.id"], name=op.f("fk_sharing_stop_stopped_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sharing_stop")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_sharing_stop_decision_id")),
    )
    op.create_table(
        "witness",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_witness_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["sharing_decision.id"],
            name=op.f("fk_witness_decision_id_sharing_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_witness_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness")),
        sa.UniqueConstraint(
            "decision_id", "account_id", name=op.f("uq_witness_decision_id_account_id")
        ),
    )
    with op.batch_alter_table("witness", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_witness_account_id"), ["account_id"], unique=False)

    op.create_table(
        "witness_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["witness.id"], name=op.f("fk_witness_answer_witness_id_witness")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_witness_answer")),
        sa.UniqueConstraint("witness_id", name=op.f("uq_witness_answer_witness_id")),
    )
    if dialect() == "postgresql":
        run(REFUSE_CHANGE)
    for table in APPEND_ONLY:
        keep_append_only(table)
    for statement in SEARCH[dialect()]:
        run(statement)


def downgrade() -> None:
    for statement in DROP_SEARCH[dialect()]:
        run(statement)
    op.drop_table("witness_answer")
    with op.batch_alter_table("witness", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_witness_account_id"))

    op.drop_table("witness")
    op.drop_table("sharing_stop")
    op.drop_table("shared_part")
    with op.batch_alter_table("sharing_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sharing_decision_person_id"))
        batch_op.drop_index(batch_op.f("ix_sharing_decision_member_id"))

    op.drop_table("sharing_decision")
    with op.batch_alter_table("spoken_for", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_spoken_for_live",
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )
        batch_op.drop_index(batch_op.f("ix_spoken_for_person_id_ended_at"))

    op.drop_table("spoken_for")
    with op.batch_alter_table("listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_listing_service_id"))
        batch_op.drop_index(batch_op.f("ix_listing_name_number"))
        batch_op.drop_index(batch_op.f("ix_listing_location_id"))

    op.drop_table("listing")
    with op.batch_alter_table("legal_authority", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_legal_authority_person_id"))

    op.drop_table("legal_authority")
    with op.batch_alter_table("communication_need", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_communication_need_person_id_ended_at"))

    op.drop_table("communication_need")
    with op.batch_alter_table("best_interests_decision", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_best_interests_decision_person_id"))

    op.drop_table("best_interests_decision")
    op.drop_table("about_me_entry")
    with op.batch_alter_table("task", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_task_open",
            sqlite_where=sa.text("done_at IS NULL"),
            postgresql_where=sa.text("done_at IS NULL"),
        )

    op.drop_table("task")
    with op.batch_alter_table("stored_photo", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_photo_person_id"))

    op.drop_table("stored_photo")
    with op.batch_alter_table("sign_in", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_sign_in_account_id_ended_at"))

    op.drop_table("sign_in")
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_provider_id"))

    op.drop_table("service")
    op.drop_table("hidden_part")
    op.drop_table("draft")
    with op.batch_alter_table("circle_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_circle_member_person_id_ended_at"))
        batch_op.drop_index(batch_op.f("ix_circle_member_account_id_ended_at"))

    op.drop_table("circle_member")
    with op.batch_alter_table("capacity_record", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_capacity_record_person_id"))

    op.drop_table("capacity_record")
    op.drop_table("provider")
    op.drop_table("person")
    with op.batch_alter_table("passkey", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passkey_account_id_ended_at"))

    op.drop_table("passkey")
    with op.batch_alter_table("organisation_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_organisation_member_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_organisation_member_account_id_ended_at"))

    op.drop_table("organisation_member")
    with op.batch_alter_table("notice", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notice_channel_sent_at_due_at"))
        batch_op.drop_index(batch_op.f("ix_notice_account_id_seen_at"))

    op.drop_table("notice")
    with op.batch_alter_table("link", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_link_expires_at"))

    op.drop_table("link")
    with op.batch_alter_table("device", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_device_account_id"))

    op.drop_table("device")
    op.drop_table("organisation")
    op.drop_table("location")
    with op.batch_alter_table("audit_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_audit_event_person_id_created_at"))
        batch_op.drop_index(batch_op.f("ix_audit_event_name_created_at"))

    op.drop_table("audit_event")
    op.drop_table("account")
    with op.batch_alter_table("access_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_access_event_person_id_created_at"))

    op.drop_table("access_event")
    if dialect() == "postgresql":
        run("DROP FUNCTION IF EXISTS refuse_change()")
