"""Outcomes, check-ins, independence, reminders, and the keys that lock answers on a phone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "outcome",
    "outcome_text",
    "outcome_state",
    "outcome_step",
    "outcome_step_state",
    "outcome_strike",
    "check_in",
    "practice_answer",
    "difference",
    "life_entry",
    "check_in_reminder_sent",
)
# As they are made below; they go the other way round.
TABLES = (
    "answer_seal",
    "check_in_reminder",
    "check_in_reminder_sent",
    "life_entry",
    "outcome",
    "outcome_strike",
    "practice_answer",
    "check_in",
    "difference",
    "outcome_state",
    "outcome_step",
    "outcome_tag",
    "outcome_text",
    "hidden_view",
    "outcome_step_state",
    "staff_answer_yes",
)


def keep_append_only(table: str) -> None:
    """Nobody changes or deletes a row of `table`."""
    for statement in append_only_statements(table, op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def upgrade() -> None:
    op.create_table(
        "answer_seal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("public_key", sa.JSON(), nullable=False),
        sa.Column("private_key", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_answer_seal_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_seal")),
        sa.UniqueConstraint("account_id", name=op.f("uq_answer_seal_account_id")),
    )
    op.create_table(
        "check_in_reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "how_often",
            sa.Enum(
                "never",
                "daily",
                "weekly",
                "fortnightly",
                "monthly",
                name="how_often",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(how_often = 'never') = (next_on IS NULL)", name=op.f("ck_check_in_reminder_next_day")
        ),
        sa.CheckConstraint("weekday BETWEEN 0 AND 6", name=op.f("ck_check_in_reminder_weekday")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_in_reminder_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_reminder")),
        sa.UniqueConstraint("person_id", name=op.f("uq_check_in_reminder_person_id")),
    )
    with op.batch_alter_table("check_in_reminder", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_check_in_reminder_next_on"), ["next_on"], unique=False)

    op.create_table(
        "check_in_reminder_sent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_in_reminder_sent_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in_reminder_sent")),
        sa.UniqueConstraint(
            "person_id", "due_on", name=op.f("uq_check_in_reminder_sent_person_id_due_on")
        ),
    )
    op.create_table(
        "life_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "hours",
                "limit-began",
                "limit-lifted",
                "myself",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("minutes_a_week", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("because", sa.String(length=500), nullable=False),
        sa.Column("lifts_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column(
            "written_as",
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
            nullable=True,
        ),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "(kind = 'hours') = (minutes_a_week IS NOT NULL)", name=op.f("ck_life_entry_hours")
        ),
        sa.CheckConstraint(
            "kind = 'hours' OR words <> '' OR picture <> ''",
            name=op.f("ck_life_entry_says_something"),
        ),
        sa.CheckConstraint(
            "minutes_a_week BETWEEN 0 AND 40320", name=op.f("ck_life_entry_minutes")
        ),
        sa.ForeignKeyConstraint(
            ["lifts_id"], ["life_entry.id"], name=op.f("fk_life_entry_lifts_id_life_entry")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_life_entry_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_life_entry_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_life_entry")),
    )
    with op.batch_alter_table("life_entry", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_life_entry_person_id_happened_on"),
            ["person_id", "happened_on"],
            unique=False,
        )

    op.create_table(
        "outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column(
            "made_as",
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
            nullable=True,
        ),
        sa.Column(
            "section",
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
                "about-staff",
                "monthly-page",
                "my-list",
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_outcome_made_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outcome_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome")),
    )
    with op.batch_alter_table("outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_person_id"), ["person_id"], unique=False)

    op.create_table(
        "outcome_strike",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_outcome_strike_reason")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_outcome_strike_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["struck_by"], ["account.id"], name=op.f("fk_outcome_strike_struck_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_strike")),
        sa.UniqueConstraint("row_id", name=op.f("uq_outcome_strike_row_id")),
    )
    op.create_table(
        "practice_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("card", sa.String(length=40), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "well",
                "between",
                "not-well",
                "dont-know",
                "wont-say",
                "later",
                name="said",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_practice_answer_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_practice_answer_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practice_answer")),
    )
    with op.batch_alter_table("practice_answer", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_practice_answer_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "check_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=True),
        sa.Column("about_member_id", sa.Uuid(), nullable=True),
        sa.Column(
            "question",
            sa.Enum(
                "outcome",
                "day",
                "staff",
                name="question",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("question_version", sa.Integer(), nullable=False),
        sa.Column(
            "view_from",
            sa.Enum(
                "me",
                "family",
                "team",
                "other",
                name="view_from",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column(
            "seen_as",
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
            nullable=True,
        ),
        sa.Column(
            "answer",
            sa.Enum(
                "well",
                "between",
                "not-well",
                "dont-know",
                "wont-say",
                "later",
                name="said",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("observed", sa.String(length=1000), nullable=False),
        sa.Column("means", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("sound_id", sa.Uuid(), nullable=True),
        sa.Column("present", sa.JSON(), nullable=False),
        sa.Column("alone", sa.Boolean(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.Column("on_phone_of", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(question = 'outcome') = (outcome_id IS NOT NULL)",
            name=op.f("ck_check_in_about_outcome"),
        ),
        sa.CheckConstraint(
            "(question = 'staff') = (about_member_id IS NOT NULL)",
            name=op.f("ck_check_in_about_staff"),
        ),
        sa.CheckConstraint(
            "(view_from = 'me') = (seen_as IS NULL)", name=op.f("ck_check_in_me_is_nobody_else")
        ),
        sa.CheckConstraint(
            "answer IS NOT NULL OR words <> '' OR observed <> '' OR photo_id IS NOT NULL OR sound_id IS NOT NULL",
            name=op.f("ck_check_in_says_something"),
        ),
        sa.CheckConstraint(
            "on_phone_of IS NULL OR view_from = 'me'", name=op.f("ck_check_in_phone_of_another")
        ),
        sa.CheckConstraint(
            "view_from <> 'me' OR observed = ''",
            name=op.f("ck_check_in_nobody_observes_themselves"),
        ),
        sa.ForeignKeyConstraint(
            ["about_member_id"],
            ["circle_member.id"],
            name=op.f("fk_check_in_about_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["on_phone_of"], ["account.id"], name=op.f("fk_check_in_on_phone_of_account")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_check_in_outcome_id_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_check_in_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_photo.id"], name=op.f("fk_check_in_photo_id_stored_photo")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_check_in_said_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["stored_sound.id"], name=op.f("fk_check_in_sound_id_stored_sound")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
    )
    with op.batch_alter_table("check_in", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_check_in_outcome_id_answered_at"),
            ["outcome_id", "answered_at"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_check_in_person_id_answered_at"),
            ["person_id", "answered_at"],
            unique=False,
        )

    op.create_table(
        "difference",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("views", sa.JSON(), nullable=False),
        sa.Column("meeting_point_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_point_id"],
            ["meeting_point.id"],
            name=op.f("fk_difference_meeting_point_id_meeting_point"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_difference_outcome_id_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_difference_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_difference")),
        sa.UniqueConstraint("meeting_point_id", name=op.f("uq_difference_meeting_point_id")),
    )
    with op.batch_alter_table("difference", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_difference_outcome_id"), ["outcome_id"], unique=False)

    op.create_table(
        "outcome_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "lifecycle",
            sa.Enum(
                "proposed",
                "active",
                "on-hold",
                "completed",
                "cancelled",
                "rejected",
                name="lifecycle",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "achievement",
            sa.Enum(
                "in-progress",
                "improving",
                "no-change",
                "worsening",
                "achieved",
                "not-achieved",
                name="achievement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_state_outcome_id_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_outcome_state_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_state")),
        sa.UniqueConstraint("outcome_id", "number", name="uq_outcome_state_number"),
    )
    op.create_table(
        "outcome_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("thread", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("who", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "what <> '' OR picture <> ''", name=op.f("ck_outcome_step_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_step_outcome_id_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_outcome_step_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_step")),
        sa.UniqueConstraint("thread", "number", name="uq_outcome_step_number"),
    )
    with op.batch_alter_table("outcome_step", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_step_outcome_id"), ["outcome_id"], unique=False
        )

    op.create_table(
        "outcome_tag",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("tag", sa.String(length=60), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_tag_outcome_id_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["set_by"], ["account.id"], name=op.f("fk_outcome_tag_set_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_tag")),
        sa.UniqueConstraint("outcome_id", "tag", name=op.f("uq_outcome_tag_outcome_id_tag")),
    )
    with op.batch_alter_table("outcome_tag", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_tag_tag"), ["tag"], unique=False)

    op.create_table(
        "outcome_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("why", sa.String(length=1000), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("sound_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "title <> '' OR picture <> '' OR photo_id IS NOT NULL OR sound_id IS NOT NULL",
            name=op.f("ck_outcome_text_says_something"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcome.id"], name=op.f("fk_outcome_text_outcome_id_outcome")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_photo.id"], name=op.f("fk_outcome_text_photo_id_stored_photo")
        ),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["stored_sound.id"], name=op.f("fk_outcome_text_sound_id_stored_sound")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_outcome_text_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_text")),
        sa.UniqueConstraint("outcome_id", "number", name="uq_outcome_text_number"),
    )
    op.create_table(
        "hidden_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("photo_only", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_hidden_view_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_hidden_view_check_in_id_check_in")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_hidden_view_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden_view")),
        sa.UniqueConstraint(
            "check_in_id", "account_id", name=op.f("uq_hidden_view_check_in_id_account_id")
        ),
    )
    with op.batch_alter_table("hidden_view", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_hidden_view_person_id_account_id"),
            ["person_id", "account_id"],
            unique=False,
        )

    op.create_table(
        "outcome_step_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("thread", sa.Uuid(), nullable=False),
        sa.Column(
            "stands",
            sa.Enum(
                "to-do",
                "doing",
                "done",
                "left",
                name="stands",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_outcome_step_state_said_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["thread"], ["outcome_step.id"], name=op.f("fk_outcome_step_state_thread_outcome_step")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_step_state")),
    )
    with op.batch_alter_table("outcome_step_state", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outcome_step_state_thread"), ["thread"], unique=False)

    op.create_table(
        "staff_answer_yes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("check_in_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_staff_answer_yes_check_in_id_check_in")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_staff_answer_yes_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_staff_answer_yes_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_answer_yes")),
        sa.UniqueConstraint(
            "check_in_id",
            "organisation_id",
            name=op.f("uq_staff_answer_yes_check_in_id_organisation_id"),
        ),
    )

    for table in APPEND_ONLY:
        keep_append_only(table)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
