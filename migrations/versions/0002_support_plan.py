"""The support plan: texts, versions, agreements, comments, reviews; sounds; overrides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = (
    "review_reminder",
    "stored_sound",
    "comment",
    "override_review",
    "suggestion",
    "comment_end",
    "plan_version",
    "section_text",
    "suggestion_answer",
    "agreement",
    "plan_review",
    "plan_start",
    "review_view",
    "strike",
    "version_section",
    "agreement_witness",
    "agreement_witness_answer",
)


def run(statement: str) -> None:
    op.get_bind().exec_driver_sql(statement)


def keep_append_only(table: str) -> None:
    """Nobody changes or deletes a row of `table`. `refuse_change` comes with 0001."""
    if op.get_bind().dialect.name == "postgresql":
        run(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )
        run(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        run(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        )


def upgrade() -> None:
    op.create_table(
        "meeting_point",
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
        sa.Column(
            "point_from",
            sa.Enum(
                "comment",
                "difference",
                "review",
                name="point_from",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("raised_by", sa.Uuid(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["done_by"], ["account.id"], name=op.f("fk_meeting_point_done_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_meeting_point_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["raised_by"], ["account.id"], name=op.f("fk_meeting_point_raised_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_point")),
    )
    with op.batch_alter_table("meeting_point", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meeting_point_person_id_done_at"), ["person_id", "done_at"], unique=False
        )

    op.create_table(
        "review_reminder",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("overdue", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_review_reminder_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_reminder_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_reminder")),
        sa.UniqueConstraint(
            "person_id",
            "account_id",
            "due_on",
            "overdue",
            name=op.f("uq_review_reminder_person_id_account_id_due_on_overdue"),
        ),
    )
    op.create_table(
        "safeguarding_override",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("refused_by", sa.Uuid(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("shown_from", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_safeguarding_override_reason")),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (approved_by IS NULL) AND (approved_at IS NULL) = (starts_at IS NULL) AND (approved_at IS NULL) = (ends_at IS NULL)",
            name=op.f("ck_safeguarding_override_approved"),
        ),
        sa.CheckConstraint(
            "(refused_at IS NULL) = (refused_by IS NULL) AND (approved_at IS NULL OR refused_at IS NULL)",
            name=op.f("ck_safeguarding_override_refused"),
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> account_id",
            name=op.f("ck_safeguarding_override_not_for_oneself"),
        ),
        sa.CheckConstraint(
            "approved_by IS NULL OR approved_by <> asked_by",
            name=op.f("ck_safeguarding_override_two_people"),
        ),
        sa.CheckConstraint("days >= 1 AND days <= 14", name=op.f("ck_safeguarding_override_days")),
        sa.CheckConstraint(
            "ended_by IS NULL OR ended_at IS NOT NULL", name=op.f("ck_safeguarding_override_ended")
        ),
        sa.CheckConstraint(
            "shown_from IS NULL OR approved_at IS NOT NULL",
            name=op.f("ck_safeguarding_override_shown"),
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_safeguarding_override_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["approved_by"],
            ["account.id"],
            name=op.f("fk_safeguarding_override_approved_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_safeguarding_override_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["account.id"], name=op.f("fk_safeguarding_override_ended_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_safeguarding_override_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["refused_by"], ["account.id"], name=op.f("fk_safeguarding_override_refused_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguarding_override")),
    )
    with op.batch_alter_table("safeguarding_override", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_safeguarding_override_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_safeguarding_override_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "statutory_plan_ref",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("council", sa.String(length=120), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("where_kept", sa.String(length=300), nullable=False),
        sa.Column("needs", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_statutory_plan_ref_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_statutory_plan_ref_recorded_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statutory_plan_ref")),
    )
    with op.batch_alter_table("statutory_plan_ref", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_statutory_plan_ref_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "stored_sound",
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
        sa.Column("file_key", sa.String(length=120), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("said", sa.String(length=5000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_stored_sound_has_length")),
        sa.ForeignKeyConstraint(
            ["added_by"], ["account.id"], name=op.f("fk_stored_sound_added_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_stored_sound_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_sound")),
    )
    with op.batch_alter_table("stored_sound", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stored_sound_person_id"), ["person_id"], unique=False)

    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
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
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=5000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("sound_id", sa.Uuid(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "text <> '' OR sound_id IS NOT NULL", name=op.f("ck_comment_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_comment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["stored_sound.id"], name=op.f("fk_comment_sound_id_stored_sound")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_comment_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment")),
    )
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_comment_person_id_section"), ["person_id", "section"], unique=False
        )

    op.create_table(
        "override_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("override_id", sa.Uuid(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("why_not_shown", sa.String(length=1000), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_override_review_words")),
        sa.ForeignKeyConstraint(
            ["override_id"],
            ["safeguarding_override.id"],
            name=op.f("fk_override_review_override_id_safeguarding_override"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_override_review_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override_review")),
    )
    with op.batch_alter_table("override_review", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_override_review_override_id"), ["override_id"], unique=False
        )

    op.create_table(
        "private_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=5000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["circle_member.id"],
            name=op.f("fk_private_note_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_private_note_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_private_note_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_note")),
    )
    with op.batch_alter_table("private_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_private_note_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_private_note_person_id"), ["person_id"], unique=False)

    op.create_table(
        "suggestion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
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
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("base_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("sound_id", sa.Uuid(), nullable=True),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.Column("on_paper_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_suggestion_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_photo.id"], name=op.f("fk_suggestion_photo_id_stored_photo")
        ),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["stored_sound.id"], name=op.f("fk_suggestion_sound_id_stored_sound")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_suggestion_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion")),
    )
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_suggestion_person_id_section"), ["person_id", "section"], unique=False
        )

    op.create_table(
        "support_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["keeper_id"],
            ["circle_member.id"],
            name=op.f("fk_support_plan_keeper_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_support_plan_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_plan")),
        sa.UniqueConstraint("person_id", name=op.f("uq_support_plan_person_id")),
    )
    op.create_table(
        "comment_end",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("comment_id", sa.Uuid(), nullable=False),
        sa.Column(
            "ended_as",
            sa.Enum(
                "answered",
                "change",
                "meeting",
                name="ended_as",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=True),
        sa.Column("point_id", sa.Uuid(), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "ended_as <> 'answered' OR words <> ''", name=op.f("ck_comment_end_answer_has_words")
        ),
        sa.CheckConstraint(
            "ended_as <> 'change' OR suggestion_id IS NOT NULL",
            name=op.f("ck_comment_end_change_is_named"),
        ),
        sa.CheckConstraint(
            "ended_as <> 'meeting' OR point_id IS NOT NULL",
            name=op.f("ck_comment_end_point_is_named"),
        ),
        sa.ForeignKeyConstraint(
            ["comment_id"], ["comment.id"], name=op.f("fk_comment_end_comment_id_comment")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by"], ["account.id"], name=op.f("fk_comment_end_ended_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["point_id"], ["meeting_point.id"], name=op.f("fk_comment_end_point_id_meeting_point")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_comment_end_suggestion_id_suggestion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comment_end")),
        sa.UniqueConstraint("comment_id", name=op.f("uq_comment_end_comment_id")),
    )
    op.create_table(
        "plan_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "person",
                "speaker",
                "attorney-or-deputy",
                "other-representative",
                "best-interests",
                "written-down",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("capacity_id", sa.Uuid(), nullable=True),
        sa.Column("best_interests_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(basis NOT IN ('attorney-or-deputy', 'other-representative') OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)) AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)",
            name=op.f("ck_plan_version_basis_has_records"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["legal_authority.id"],
            name=op.f("fk_plan_version_authority_id_legal_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["best_interests_id"],
            ["best_interests_decision.id"],
            name=op.f("fk_plan_version_best_interests_id_best_interests_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["capacity_id"],
            ["capacity_record.id"],
            name=op.f("fk_plan_version_capacity_id_capacity_record"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_plan_version_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_version_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_version")),
        sa.UniqueConstraint("person_id", "number", name="uq_plan_version_number"),
    )
    op.create_table(
        "section_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
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
        sa.Column("sound_id", sa.Uuid(), nullable=True),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "person",
                "speaker",
                "attorney-or-deputy",
                "other-representative",
                "best-interests",
                "written-down",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("capacity_id", sa.Uuid(), nullable=True),
        sa.Column("best_interests_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(basis NOT IN ('attorney-or-deputy', 'other-representative') OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)) AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)",
            name=op.f("ck_section_text_basis_has_records"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["legal_authority.id"],
            name=op.f("fk_section_text_authority_id_legal_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["best_interests_id"],
            ["best_interests_decision.id"],
            name=op.f("fk_section_text_best_interests_id_best_interests_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["capacity_id"],
            ["capacity_record.id"],
            name=op.f("fk_section_text_capacity_id_capacity_record"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_section_text_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_section_text_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_photo.id"], name=op.f("fk_section_text_photo_id_stored_photo")
        ),
        sa.ForeignKeyConstraint(
            ["sound_id"], ["stored_sound.id"], name=op.f("fk_section_text_sound_id_stored_sound")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_section_text_suggestion_id_suggestion"),
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_section_text_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_text")),
        sa.UniqueConstraint("person_id", "section", "number", name="uq_section_text_number"),
    )
    op.create_table(
        "suggestion_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("suggestion_id", sa.Uuid(), nullable=False),
        sa.Column(
            "verdict",
            sa.Enum(
                "taken",
                "changed",
                "no",
                "taken-back",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=False),
        sa.Column(
            "basis",
            sa.Enum(
                "person",
                "speaker",
                "attorney-or-deputy",
                "other-representative",
                "best-interests",
                "written-down",
                name="basis",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("capacity_id", sa.Uuid(), nullable=True),
        sa.Column("best_interests_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "(basis NOT IN ('attorney-or-deputy', 'other-representative') OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)) AND (basis <> 'best-interests' OR best_interests_id IS NOT NULL)",
            name=op.f("ck_suggestion_answer_basis_has_records"),
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["legal_authority.id"],
            name=op.f("fk_suggestion_answer_authority_id_legal_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["best_interests_id"],
            ["best_interests_decision.id"],
            name=op.f("fk_suggestion_answer_best_interests_id_best_interests_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["capacity_id"],
            ["capacity_record.id"],
            name=op.f("fk_suggestion_answer_capacity_id_capacity_record"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_suggestion_answer_decided_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["suggestion_id"],
            ["suggestion.id"],
            name=op.f("fk_suggestion_answer_suggestion_id_suggestion"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_suggestion_answer")),
        sa.UniqueConstraint("suggestion_id", name=op.f("uq_suggestion_answer_suggestion_id")),
    )
    op.create_table(
        "agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
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
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("text_id", sa.Uuid(), nullable=True),
        sa.Column(
            "whose",
            sa.Enum(
                "person",
                "member",
                "representative",
                name="whose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "answer",
            sa.Enum(
                "yes",
                "change",
                "not-sure",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("shown_how", sa.JSON(), nullable=False),
        sa.Column("shown_in", sa.String(length=12), nullable=False),
        sa.Column("interpreter", sa.String(length=200), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.Column("helper", sa.String(length=200), nullable=False),
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
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("witnessed", sa.Boolean(), nullable=False),
        sa.Column("authority_id", sa.Uuid(), nullable=True),
        sa.Column("capacity_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "whose <> 'representative' OR (authority_id IS NOT NULL AND capacity_id IS NOT NULL)",
            name=op.f("ck_agreement_representative_has_records"),
        ),
        sa.CheckConstraint(
            "(section IS NULL) = (text_id IS NULL)", name=op.f("ck_agreement_section_has_text")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"],
            ["legal_authority.id"],
            name=op.f("fk_agreement_authority_id_legal_authority"),
        ),
        sa.ForeignKeyConstraint(
            ["capacity_id"],
            ["capacity_record.id"],
            name=op.f("fk_agreement_capacity_id_capacity_record"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["account.id"], name=op.f("fk_agreement_given_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_agreement_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["section_text.id"], name=op.f("fk_agreement_text_id_section_text")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_agreement_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
    )
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_person_id_version_id"),
            ["person_id", "version_id"],
            unique=False,
        )
        batch_op.create_index(batch_op.f("ix_agreement_text_id"), ["text_id"], unique=False)

    op.create_table(
        "plan_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("who_was_there", sa.String(length=500), nullable=False),
        sa.Column("what_changes", sa.String(length=2000), nullable=False),
        sa.Column("next_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("next_on > held_on", name=op.f("ck_plan_review_next_later")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_review_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_plan_review_recorded_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_review_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
    )
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_review_person_id"), ["person_id"], unique=False)

    op.create_table(
        "plan_start",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
        sa.Column(
            "started_as",
            sa.Enum(
                "agreed",
                "by-representative",
                "not-agreed-by-me",
                name="started_as",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.Column("best_interests_id", sa.Uuid(), nullable=True),
        sa.Column("dissent", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "started_as <> 'not-agreed-by-me' OR (best_interests_id IS NOT NULL AND dissent <> '' AND review_on IS NOT NULL)",
            name=op.f("ck_plan_start_not_agreed"),
        ),
        sa.ForeignKeyConstraint(
            ["best_interests_id"],
            ["best_interests_decision.id"],
            name=op.f("fk_plan_start_best_interests_id_best_interests_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_plan_start_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["started_by"], ["account.id"], name=op.f("fk_plan_start_started_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_plan_start_version_id_plan_version")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_start")),
        sa.UniqueConstraint("version_id", name=op.f("uq_plan_start_version_id")),
    )
    with op.batch_alter_table("plan_start", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_start_person_id"), ["person_id"], unique=False)

    op.create_table(
        "review_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
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
        sa.Column("working", sa.String(length=2000), nullable=False),
        sa.Column("not_working", sa.String(length=2000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "working <> '' OR not_working <> ''", name=op.f("ck_review_view_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_review_view_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["plan_version.id"], name=op.f("fk_review_view_version_id_plan_version")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_review_view_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_view")),
    )
    with op.batch_alter_table("review_view", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_view_person_id"), ["person_id"], unique=False)

    op.create_table(
        "strike",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("text_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("struck_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_strike_reason")),
        sa.ForeignKeyConstraint(
            ["struck_by"], ["account.id"], name=op.f("fk_strike_struck_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["section_text.id"], name=op.f("fk_strike_text_id_section_text")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_strike")),
        sa.UniqueConstraint("text_id", name=op.f("uq_strike_text_id")),
    )
    op.create_table(
        "version_section",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version_id", sa.Uuid(), nullable=False),
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
                name="part",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text_id", sa.Uuid(), nullable=False),
        sa.Column(
            "change",
            sa.Enum(
                "same",
                "new",
                "changed",
                "taken-out",
                name="change",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["text_id"], ["section_text.id"], name=op.f("fk_version_section_text_id_section_text")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"],
            ["plan_version.id"],
            name=op.f("fk_version_section_version_id_plan_version"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_section")),
        sa.UniqueConstraint(
            "version_id", "section", name=op.f("uq_version_section_version_id_section")
        ),
    )
    with op.batch_alter_table("version_section", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_section_text_id"), ["text_id"], unique=False)

    op.create_table(
        "agreement_witness",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_agreement_witness_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_witness_agreement_id_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_agreement_witness_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_witness")),
        sa.UniqueConstraint(
            "agreement_id", "account_id", name=op.f("uq_agreement_witness_agreement_id_account_id")
        ),
    )
    with op.batch_alter_table("agreement_witness", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agreement_witness_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "agreement_witness_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["witness_id"],
            ["agreement_witness.id"],
            name=op.f("fk_agreement_witness_answer_witness_id_agreement_witness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_witness_answer")),
        sa.UniqueConstraint("witness_id", name=op.f("uq_agreement_witness_answer_witness_id")),
    )
    for table in APPEND_ONLY:
        keep_append_only(table)


def downgrade() -> None:
    op.drop_table("agreement_witness_answer")
    with op.batch_alter_table("agreement_witness", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_witness_account_id"))

    op.drop_table("agreement_witness")
    with op.batch_alter_table("version_section", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_version_section_text_id"))

    op.drop_table("version_section")
    op.drop_table("strike")
    with op.batch_alter_table("review_view", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_review_view_person_id"))

    op.drop_table("review_view")
    with op.batch_alter_table("plan_start", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_start_person_id"))

    op.drop_table("plan_start")
    with op.batch_alter_table("plan_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plan_review_person_id"))

    op.drop_table("plan_review")
    with op.batch_alter_table("agreement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agreement_text_id"))
        batch_op.drop_index(batch_op.f("ix_agreement_person_id_version_id"))

    op.drop_table("agreement")
    op.drop_table("suggestion_answer")
    op.drop_table("section_text")
    op.drop_table("plan_version")
    op.drop_table("comment_end")
    op.drop_table("support_plan")
    with op.batch_alter_table("suggestion", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_suggestion_person_id_section"))

    op.drop_table("suggestion")
    with op.batch_alter_table("private_note", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_private_note_person_id"))
        batch_op.drop_index(batch_op.f("ix_private_note_member_id"))

    op.drop_table("private_note")
    with op.batch_alter_table("override_review", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_override_review_override_id"))

    op.drop_table("override_review")
    with op.batch_alter_table("comment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_comment_person_id_section"))

    op.drop_table("comment")
    with op.batch_alter_table("stored_sound", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_stored_sound_person_id"))

    op.drop_table("stored_sound")
    with op.batch_alter_table("statutory_plan_ref", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statutory_plan_ref_person_id"))

    op.drop_table("statutory_plan_ref")
    with op.batch_alter_table("safeguarding_override", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_safeguarding_override_person_id"))
        batch_op.drop_index(batch_op.f("ix_safeguarding_override_account_id"))

    op.drop_table("safeguarding_override")
    op.drop_table("review_reminder")
    with op.batch_alter_table("meeting_point", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_point_person_id_done_at"))

    op.drop_table("meeting_point")
