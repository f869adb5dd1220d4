"""Choosing staff and the team: sheet, vacancy, applicants, panel, locks, who supports whom."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.database import append_only_statements
from app.staff_choice.models.first_day import first_day_statements
from app.staff_choice.models.kept import until_erased_statements

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# In the order of making; taken away the other way round.
TABLES = (
    "equal_answer",
    "worker",
    "criterion",
    "team_member",
    "absence",
    "occupational_requirement",
    "person_to_ask",
    "thank_you",
    "vacancy",
    "applicant",
    "cover_answer",
    "panel_member",
    "question_card",
    "vacancy_criterion",
    "vacancy_state",
    "vacancy_text",
    "applicant_ask",
    "applicant_file",
    "evidence",
    "first_day",
    "interview",
    "interview_adjustment",
    "meet_choice",
    "reason_recorded",
    "risk_given",
    "safe_check",
    "safety_answer",
    "staff_decision",
    "trial",
    "human_answer",
    "score",
    "staff_decision_witness",
    "trial_note",
    "staff_decision_witness_answer",
)
APPEND_ONLY = (
    "criterion",
    "vacancy_text",
    "vacancy_state",
    "question_card",
    "first_day",
    "thank_you",
    "cover_answer",
)
# Table → how a row leads to its applicant: deleted only after the applicant is erased.
UNTIL_ERASED = {
    "meet_choice": "",
    "risk_given": "",
    "score": "interview",
    "evidence": "",
    "trial_note": "trial",
    "staff_decision": "",
    "staff_decision_witness": "decision",
    "staff_decision_witness_answer": "witness",
    "safe_check": "",
    "safety_answer": "",
    "reason_recorded": "",
    "human_answer": "reason",
}


def run(statements: list[str]) -> None:
    for statement in statements:
        op.get_bind().exec_driver_sql(statement.replace("%", "%%"))


def upgrade() -> None:
    op.create_table(
        "equal_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=True),
        sa.Column("quarter", sa.String(length=7), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_equal_answer")),
        sa.UniqueConstraint("key", name=op.f("uq_equal_answer_key")),
    )
    op.create_table(
        "worker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("liked", sa.String(length=1000), nullable=False),
        sa.Column("important", sa.String(length=1000), nullable=False),
        sa.Column("support", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("photo_key", sa.String(length=120), nullable=False),
        sa.Column("thumb_key", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_worker_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_worker_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("account_id", name=op.f("uq_worker_account_id")),
    )
    op.create_table(
        "criterion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "box",
            sa.Enum(
                "support",
                "skills",
                "kind",
                "shared",
                "times",
                name="box",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("concept", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("essential", sa.Boolean(), nullable=False),
        sa.Column("characteristics", sa.JSON(), nullable=False),
        sa.Column("taken_out", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.Column("helped_by", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "box <> 'shared' OR NOT essential", name=op.f("ck_criterion_shared_is_nice")
        ),
        sa.CheckConstraint(
            "concept <> '' OR words <> ''", name=op.f("ck_criterion_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_criterion_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_criterion_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criterion")),
        sa.UniqueConstraint("line_id", "number", name="uq_criterion_line_number"),
    )
    with op.batch_alter_table("criterion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_criterion_person_id"), ["person_id"], unique=False)

    op.create_table(
        "team_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("chosen_by_person", sa.Boolean(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=True),
        sa.Column("third_reason", sa.String(length=500), nullable=False),
        sa.Column("third_by", sa.Uuid(), nullable=True),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=300), nullable=False),
        sa.CheckConstraint(
            "(ended_at IS NULL) = (ended_on IS NULL)", name=op.f("ck_team_member_ended")
        ),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= since", name=op.f("ck_team_member_ends_later")
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["account.id"], name=op.f("fk_team_member_added_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_team_member_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["third_by"], ["account.id"], name=op.f("fk_team_member_third_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_team_member_worker_id_worker")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_member")),
    )
    with op.batch_alter_table("team_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_team_member_person_id_ended_at"), ["person_id", "ended_at"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_team_member_worker_id_ended_at"), ["worker_id", "ended_at"], unique=False
        )

    op.create_table(
        "absence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("team_member_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("covered_by", sa.Uuid(), nullable=True),
        sa.Column("open_to_others_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("other", sa.String(length=200), nullable=False),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_absence_ends_later")),
        sa.ForeignKeyConstraint(
            ["covered_by"], ["team_member.id"], name=op.f("fk_absence_covered_by_team_member")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_absence_said_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["team_member_id"],
            ["team_member.id"],
            name=op.f("fk_absence_team_member_id_team_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)

    op.create_table(
        "occupational_requirement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column(
            "characteristic",
            sa.Enum(
                "age",
                "disability",
                "gender-reassignment",
                "marriage",
                "pregnancy",
                "race",
                "religion",
                "sex",
                "orientation",
                name="characteristic",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("task", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.CheckConstraint(
            "task <> '' AND reason <> ''", name=op.f("ck_occupational_requirement_says_why")
        ),
        sa.CheckConstraint(
            "(answered_by IS NULL) = (approved IS NULL)",
            name=op.f("ck_occupational_requirement_answered"),
        ),
        sa.CheckConstraint(
            "answered_by IS NULL OR answered_by <> asked_by",
            name=op.f("ck_occupational_requirement_two_people"),
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["account.id"],
            name=op.f("fk_occupational_requirement_answered_by_account"),
        ),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_occupational_requirement_asked_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["criterion.id"],
            name=op.f("fk_occupational_requirement_criterion_id_criterion"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_occupational_requirement_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occupational_requirement")),
        sa.UniqueConstraint(
            "line_id",
            "characteristic",
            name=op.f("uq_occupational_requirement_line_id_characteristic"),
        ),
    )
    with op.batch_alter_table("occupational_requirement", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_occupational_requirement_person_id"), ["person_id"], unique=False
        )

    op.create_table(
        "person_to_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("team_member_id", sa.Uuid(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("who", sa.String(length=60), nullable=False),
        sa.CheckConstraint(
            "(member_id IS NULL) <> (team_member_id IS NULL)", name=op.f("ck_person_to_ask_one")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["circle_member.id"],
            name=op.f("fk_person_to_ask_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_to_ask_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["team_member_id"],
            ["team_member.id"],
            name=op.f("fk_person_to_ask_team_member_id_team_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_to_ask")),
        sa.UniqueConstraint(
            "person_id", "member_id", name=op.f("uq_person_to_ask_person_id_member_id")
        ),
        sa.UniqueConstraint(
            "person_id", "team_member_id", name=op.f("uq_person_to_ask_person_id_team_member_id")
        ),
    )
    op.create_table(
        "thank_you",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("team_member_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("picture", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.CheckConstraint(
            "words <> '' OR picture <> ''", name=op.f("ck_thank_you_says_something")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_thank_you_said_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["team_member_id"],
            ["team_member.id"],
            name=op.f("fk_thank_you_team_member_id_team_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_thank_you")),
    )
    with op.batch_alter_table("thank_you", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_thank_you_team_member_id"), ["team_member_id"], unique=False
        )

    op.create_table(
        "vacancy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.String(length=12), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "employer",
            sa.Enum(
                "provider",
                "person",
                name="employer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.Column("lock_member_id", sa.Uuid(), nullable=True),
        sa.Column("district", sa.String(length=4), nullable=False),
        sa.Column("town", sa.String(length=80), nullable=False),
        sa.Column("minutes_a_week", sa.Integer(), nullable=False),
        sa.Column("pay_pence", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("risk_text", sa.String(length=2000), nullable=False),
        sa.Column("risk_agreed_by", sa.Uuid(), nullable=True),
        sa.Column("show_faces", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(employer = 'person') = (lock_member_id IS NOT NULL)", name=op.f("ck_vacancy_lock")
        ),
        sa.CheckConstraint(
            "(employer = 'provider') = (organisation_id IS NOT NULL)",
            name=op.f("ck_vacancy_provider"),
        ),
        sa.CheckConstraint(
            "minutes_a_week > 0 AND minutes_a_week <= 10080", name=op.f("ck_vacancy_minutes")
        ),
        sa.CheckConstraint("pay_pence > 0", name=op.f("ck_vacancy_pay")),
        sa.ForeignKeyConstraint(
            ["lock_member_id"],
            ["circle_member.id"],
            name=op.f("fk_vacancy_lock_member_id_circle_member"),
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["account.id"], name=op.f("fk_vacancy_made_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_vacancy_organisation_id_organisation"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_vacancy_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["risk_agreed_by"], ["account.id"], name=op.f("fk_vacancy_risk_agreed_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
        sa.UniqueConstraint("number", name=op.f("uq_vacancy_number")),
    )
    with op.batch_alter_table("vacancy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_vacancy_person_id"), ["person_id"], unique=False)

    op.create_table(
        "applicant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("words_language", sa.String(length=12), nullable=False),
        sa.Column("video_link", sa.String(length=300), nullable=False),
        sa.Column("interests", sa.JSON(), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("times", sa.JSON(), nullable=False),
        sa.Column("cannot", sa.JSON(), nullable=False),
        sa.Column("link_number", sa.Integer(), nullable=False),
        sa.Column("delete_on", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_applicant_vacancy_id_vacancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant")),
    )
    with op.batch_alter_table("applicant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_applicant_delete_on"), ["delete_on"], unique=False)
        batch_op.create_index(batch_op.f("ix_applicant_vacancy_id"), ["vacancy_id"], unique=False)

    op.create_table(
        "cover_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("absence_id", sa.Uuid(), nullable=False),
        sa.Column("team_member_id", sa.Uuid(), nullable=False),
        sa.Column("can", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["absence_id"], ["absence.id"], name=op.f("fk_cover_answer_absence_id_absence")
        ),
        sa.ForeignKeyConstraint(
            ["team_member_id"],
            ["team_member.id"],
            name=op.f("fk_cover_answer_team_member_id_team_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cover_answer")),
        sa.UniqueConstraint(
            "absence_id", "team_member_id", name=op.f("uq_cover_answer_absence_id_team_member_id")
        ),
    )
    op.create_table(
        "panel_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.Uuid(), nullable=False),
        sa.Column("trained_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_panel_member_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["added_by"], ["account.id"], name=op.f("fk_panel_member_added_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_panel_member_vacancy_id_vacancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_panel_member")),
    )
    with op.batch_alter_table("panel_member", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_panel_member_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_panel_member_vacancy_id"), ["vacancy_id"], unique=False
        )

    op.create_table(
        "question_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=True),
        sa.Column("concept", sa.String(length=40), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("good_answer", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("taken_out", sa.Boolean(), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_question_card_words")),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_question_card_criterion_id_criterion")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_question_card_vacancy_id_vacancy")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_question_card_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question_card")),
        sa.UniqueConstraint("card_id", "number", name="uq_question_card_number"),
    )
    with op.batch_alter_table("question_card", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_question_card_vacancy_id"), ["vacancy_id"], unique=False
        )

    op.create_table(
        "vacancy_criterion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["criterion.id"],
            name=op.f("fk_vacancy_criterion_criterion_id_criterion"),
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_criterion_vacancy_id_vacancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_criterion")),
        sa.UniqueConstraint(
            "vacancy_id", "criterion_id", name=op.f("uq_vacancy_criterion_vacancy_id_criterion_id")
        ),
    )
    op.create_table(
        "vacancy_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "reviewed",
                "sent-back",
                "published",
                "closed",
                "withdrawn",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_vacancy_state_said_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_state_vacancy_id_vacancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_state")),
        sa.UniqueConstraint("vacancy_id", "number", name="uq_vacancy_state_number"),
    )
    op.create_table(
        "vacancy_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column(
            "field",
            sa.Enum(
                "good-day",
                "together",
                "to-know",
                name="field",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_vacancy_text_vacancy_id_vacancy")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_vacancy_text_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy_text")),
        sa.UniqueConstraint("vacancy_id", "field", "number", name="uq_vacancy_text_number"),
    )
    op.create_table(
        "applicant_ask",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "reasons",
                "review",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(answered_by IS NULL) = (answered_at IS NULL)", name=op.f("ck_applicant_ask_answered")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["account.id"], name=op.f("fk_applicant_ask_answered_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_applicant_ask_applicant_id_applicant")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant_ask")),
        sa.UniqueConstraint(
            "applicant_id", "kind", name=op.f("uq_applicant_ask_applicant_id_kind")
        ),
    )
    op.create_table(
        "applicant_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "photo", "sound", name="kind", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("file_key", sa.String(length=120), nullable=False),
        sa.Column("thumb_key", sa.String(length=120), nullable=False),
        sa.Column("mime", sa.String(length=60), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicant.id"],
            name=op.f("fk_applicant_file_applicant_id_applicant"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applicant_file")),
        sa.UniqueConstraint(
            "applicant_id", "kind", name=op.f("uq_applicant_file_applicant_id_kind")
        ),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "says", "seen", name="level", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("fits", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("written_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_evidence_words")),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_evidence_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_evidence_criterion_id_criterion")
        ),
        sa.ForeignKeyConstraint(
            ["written_by"], ["account.id"], name=op.f("fk_evidence_written_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    with op.batch_alter_table("evidence", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_evidence_applicant_id"), ["applicant_id"], unique=False
        )

    op.create_table(
        "first_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_first_day_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_first_day_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_day")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_first_day_applicant_id")),
    )
    op.create_table(
        "interview",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vacancy_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("over_limit_by", sa.Uuid(), nullable=True),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "closed_at IS NULL OR left_at IS NOT NULL", name=op.f("ck_interview_left_first")
        ),
        sa.CheckConstraint("minutes > 0 AND minutes <= 240", name=op.f("ck_interview_minutes")),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_interview_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["closed_by"], ["account.id"], name=op.f("fk_interview_closed_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["over_limit_by"], ["account.id"], name=op.f("fk_interview_over_limit_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_interview_vacancy_id_vacancy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_interview_applicant_id")),
    )
    with op.batch_alter_table("interview", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_interview_vacancy_id_starts_at"),
            ["vacancy_id", "starts_at"],
            unique=False,
        )

    op.create_table(
        "interview_adjustment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicant.id"],
            name=op.f("fk_interview_adjustment_applicant_id_applicant"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interview_adjustment")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_interview_adjustment_applicant_id")),
    )
    op.create_table(
        "meet_choice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes",
                "no",
                "not-sure",
                name="answer",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("rule_version", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_meet_choice_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_meet_choice_said_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meet_choice")),
    )
    with op.batch_alter_table("meet_choice", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_meet_choice_applicant_id"), ["applicant_id"], unique=False
        )

    op.create_table(
        "reason_recorded",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicant.id"],
            name=op.f("fk_reason_recorded_applicant_id_applicant"),
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"],
            ["criterion.id"],
            name=op.f("fk_reason_recorded_criterion_id_criterion"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["account.id"], name=op.f("fk_reason_recorded_recorded_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reason_recorded")),
    )
    with op.batch_alter_table("reason_recorded", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_reason_recorded_applicant_id"), ["applicant_id"], unique=False
        )

    op.create_table(
        "risk_given",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_risk_given_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["account.id"], name=op.f("fk_risk_given_given_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_given")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_risk_given_applicant_id")),
    )
    op.create_table(
        "safe_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "item",
            sa.Enum(
                "identity",
                "right-to-work",
                "dbs",
                "references",
                "full-history",
                "qualifications",
                "health",
                name="item",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "status",
            sa.Enum(
                "waiting",
                "done",
                "stop",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("content", sa.String(length=1000), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "status <> 'done' OR seen_on IS NOT NULL", name=op.f("ck_safe_check_done_has_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_safe_check_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["checked_by"], ["account.id"], name=op.f("fk_safe_check_checked_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safe_check")),
    )
    with op.batch_alter_table("safe_check", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_safe_check_applicant_id_item"), ["applicant_id", "item"], unique=False
        )

    op.create_table(
        "safety_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("says_yes", sa.Boolean(), nullable=False),
        sa.Column("criterion_id", sa.Uuid(), nullable=True),
        sa.Column(
            "item",
            sa.Enum(
                "identity",
                "right-to-work",
                "dbs",
                "references",
                "full-history",
                "qualifications",
                "health",
                name="item",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("rule_version", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "says_yes OR criterion_id IS NOT NULL OR item IS NOT NULL",
            name=op.f("ck_safety_answer_no_has_a_ground"),
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_safety_answer_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(
            ["criterion_id"], ["criterion.id"], name=op.f("fk_safety_answer_criterion_id_criterion")
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["account.id"], name=op.f("fk_safety_answer_given_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safety_answer")),
        sa.UniqueConstraint("applicant_id", name=op.f("uq_safety_answer_applicant_id")),
    )
    op.create_table(
        "staff_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("says_yes", sa.Boolean(), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("witnessed", sa.Boolean(), nullable=False),
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
        sa.Column("words", sa.String(length=500), nullable=False),
        sa.Column("evidence", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("rule_version", sa.String(length=20), nullable=False),
        sa.CheckConstraint("said_how <> 'not-asked'", name=op.f("ck_staff_decision_asked")),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicant.id"],
            name=op.f("fk_staff_decision_applicant_id_applicant"),
        ),
        sa.ForeignKeyConstraint(
            ["given_by"], ["account.id"], name=op.f("fk_staff_decision_given_by_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_decision")),
    )
    with op.batch_alter_table("staff_decision", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_staff_decision_applicant_id"), ["applicant_id"], unique=False
        )

    op.create_table(
        "trial",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("paid", sa.Boolean(), nullable=False),
        sa.Column("pay_pence", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("person_yes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("applicant_yes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("minutes > 0", name=op.f("ck_trial_minutes")),
        sa.CheckConstraint("paid = (pay_pence > 0)", name=op.f("ck_trial_paid")),
        sa.ForeignKeyConstraint(
            ["applicant_id"], ["applicant.id"], name=op.f("fk_trial_applicant_id_applicant")
        ),
        sa.ForeignKeyConstraint(["made_by"], ["account.id"], name=op.f("fk_trial_made_by_account")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial")),
    )
    with op.batch_alter_table("trial", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trial_applicant_id"), ["applicant_id"], unique=False)

    op.create_table(
        "human_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason_id", sa.Uuid(), nullable=False),
        sa.Column("goes_on", sa.Boolean(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_human_answer_words")),
        sa.ForeignKeyConstraint(
            ["given_by"], ["account.id"], name=op.f("fk_human_answer_given_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["reason_id"],
            ["reason_recorded.id"],
            name=op.f("fk_human_answer_reason_id_reason_recorded"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_human_answer")),
        sa.UniqueConstraint("reason_id", name=op.f("uq_human_answer_reason_id")),
    )
    op.create_table(
        "score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("interview_id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("panel_member_id", sa.Uuid(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "yes",
                "maybe",
                "no",
                "did-not-hear",
                name="mark",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["interview_id"], ["interview.id"], name=op.f("fk_score_interview_id_interview")
        ),
        sa.ForeignKeyConstraint(
            ["panel_member_id"],
            ["panel_member.id"],
            name=op.f("fk_score_panel_member_id_panel_member"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score")),
        sa.UniqueConstraint("interview_id", "card_id", "panel_member_id", name="uq_score_once"),
    )
    op.create_table(
        "staff_decision_witness",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["account.id"],
            name=op.f("fk_staff_decision_witness_account_id_account"),
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["staff_decision.id"],
            name=op.f("fk_staff_decision_witness_decision_id_staff_decision"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_staff_decision_witness_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_decision_witness")),
        sa.UniqueConstraint(
            "decision_id",
            "account_id",
            name=op.f("uq_staff_decision_witness_decision_id_account_id"),
        ),
    )
    with op.batch_alter_table("staff_decision_witness", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_staff_decision_witness_account_id"), ["account_id"], unique=False
        )

    op.create_table(
        "trial_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("trial_id", sa.Uuid(), nullable=False),
        sa.Column("said_by", sa.Uuid(), nullable=False),
        sa.Column("by_person", sa.Boolean(), nullable=False),
        sa.Column(
            "showed",
            sa.Enum(
                "liked",
                "between",
                "did-not-like",
                name="showed",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("observed", sa.String(length=1000), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint(
            "observed = '' OR NOT by_person", name=op.f("ck_trial_note_nobody_observes_themselves")
        ),
        sa.CheckConstraint(
            "showed IS NOT NULL OR words <> '' OR observed <> '' OR photo_id IS NOT NULL",
            name=op.f("ck_trial_note_says_something"),
        ),
        sa.ForeignKeyConstraint(
            ["photo_id"], ["stored_photo.id"], name=op.f("fk_trial_note_photo_id_stored_photo")
        ),
        sa.ForeignKeyConstraint(
            ["said_by"], ["account.id"], name=op.f("fk_trial_note_said_by_account")
        ),
        sa.ForeignKeyConstraint(
            ["trial_id"], ["trial.id"], name=op.f("fk_trial_note_trial_id_trial")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trial_note")),
    )
    with op.batch_alter_table("trial_note", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trial_note_trial_id"), ["trial_id"], unique=False)

    op.create_table(
        "staff_decision_witness_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("witness_id", sa.Uuid(), nullable=False),
        sa.Column("was_there", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["witness_id"],
            ["staff_decision_witness.id"],
            name=op.f("fk_staff_decision_witness_answer_witness_id_staff_decision_witness"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_decision_witness_answer")),
        sa.UniqueConstraint("witness_id", name=op.f("uq_staff_decision_witness_answer_witness_id")),
    )

    dialect = op.get_bind().dialect.name
    for table in APPEND_ONLY:
        run(append_only_statements(table, dialect))
    for table, path in UNTIL_ERASED.items():
        run(until_erased_statements(table, path, dialect))
    run(first_day_statements(dialect))


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for table in UNTIL_ERASED:
            run([f"DROP FUNCTION IF EXISTS refuse_delete_{table}()"])
        run(["DROP FUNCTION IF EXISTS refuse_unchecked_start()"])
