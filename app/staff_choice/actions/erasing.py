"""Erasing an applicant: their words, their files, and every row about them. The count stays.

Source: requirement 46 (deleted after 180 days) and UK GDPR, article 5(1)(e). Rows about an
applicant may go only once `erased_at` is set: the triggers of `models/kept.py` see to it.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.engine import CursorResult

from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.logs import log_failure
from app.notices.actions import forget_address
from app.people.models import StoredPhoto, StoredSound
from app.staff_choice.actions.equal_answers import close_equal_answer
from app.staff_choice.actions.unsent_marks import throw_unsent_about
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    ApplicantFile,
    ApplicantNote,
    Evidence,
    FirstDay,
    HumanAnswer,
    Interview,
    InterviewAdjustment,
    MeetChoice,
    MeetChoiceHow,
    OwnAsking,
    ReasonRecorded,
    RiskGiven,
    SafeCheck,
    SafetyAnswer,
    Score,
    StaffDecision,
    StaffDecisionBasis,
    StaffDecisionWitness,
    StaffDecisionWitnessAnswer,
    Trial,
    TrialNote,
    Vacancy,
)
from app.staff_choice.queries.jobs import OVER, at_stage
from app.storage import files
from app.team.models import TeamMember

BATCH = 100
MESSAGES = ("applicant-",)


@action
def erase(*, by: Actor, applicant: Applicant, why: str, at: datetime | None = None) -> None:
    """Empty the row and let all else go, children first. The audit keeps that it happened.

    `why`: time-is-over, taken-back or not-theirs. An address that is emptied can apply anew.
    """
    at = at or now()
    late = max((at - applicant.delete_on).days, 0)
    close_equal_answer(applicant.id, chosen=False)
    forget_address(by=by, address=applicant.email, kinds=MESSAGES)
    _erase_files(applicant.id)
    applicant.erased_at = at
    for name in ("name", "email", "phone", "words", "video_link"):
        setattr(applicant, name, "")
    for name in ("interests", "skills", "languages", "times", "cannot"):
        setattr(applicant, name, [])
    # The rows may go only after this one says so.
    db.session.flush()
    throw_unsent_about(by, applicant.vacancy.person_id, applicant.id)
    for kind, whose in _children(applicant.id):
        db.session.execute(delete(kind).where(whose).execution_options(synchronize_session="fetch"))
    db.session.expire(applicant, ["files"])
    record(
        "applicant.erased",
        by=by,
        person=applicant.vacancy.person_id,
        about=f"applicant:{applicant.id}",
        facts={"why": why, "days-late": late},
    )


def _children(applicant_id: uuid.UUID) -> list[tuple[Any, ColumnElement[bool]]]:
    """Every kind of row about an applicant, children before parents, and which are theirs."""

    def below(kind: Any, parent: Any, link: Any) -> tuple[Any, ColumnElement[bool]]:
        theirs = select(parent.id).where(parent.applicant_id == applicant_id)
        return kind, link.in_(theirs)

    witnesses = (
        select(StaffDecisionWitness.id)
        .join(StaffDecision, StaffDecisionWitness.decision_id == StaffDecision.id)
        .where(StaffDecision.applicant_id == applicant_id)
    )
    direct = (
        ReasonRecorded,
        SafetyAnswer,
        SafeCheck,
        StaffDecision,
        Trial,
        Interview,
        Evidence,
        MeetChoice,
        RiskGiven,
        ApplicantAsk,
        InterviewAdjustment,
        ApplicantFile,
    )
    return [
        below(HumanAnswer, ReasonRecorded, HumanAnswer.reason_id),
        (StaffDecisionWitnessAnswer, StaffDecisionWitnessAnswer.witness_id.in_(witnesses)),
        below(StaffDecisionBasis, StaffDecision, StaffDecisionBasis.decision_id),
        below(StaffDecisionWitness, StaffDecision, StaffDecisionWitness.decision_id),
        below(MeetChoiceHow, MeetChoice, MeetChoiceHow.choice_id),
        below(TrialNote, Trial, TrialNote.trial_id),
        below(ApplicantNote, Trial, ApplicantNote.trial_id),
        below(Score, Interview, Score.interview_id),
        *((kind, kind.applicant_id == applicant_id) for kind in direct),
    ]


def _erase_files(applicant_id: uuid.UUID) -> None:
    """The bytes of their photo and sound, and of photos and sounds of a trial with them.

    Before the rows: if this is undone the job comes again, and what is gone stays gone.
    """
    own = db.session.execute(
        select(ApplicantFile.file_key, ApplicantFile.thumb_key).where(
            ApplicantFile.applicant_id == applicant_id
        )
    )
    of_trials = db.session.execute(
        select(StoredPhoto.file_key, StoredPhoto.thumb_key)
        .join(TrialNote, TrialNote.photo_id == StoredPhoto.id)
        .join(Trial, TrialNote.trial_id == Trial.id)
        .where(Trial.applicant_id == applicant_id)
    )
    heard = db.session.execute(
        select(StoredSound.file_key)
        .join(TrialNote, TrialNote.sound_id == StoredSound.id)
        .join(Trial, TrialNote.trial_id == Trial.id)
        .where(Trial.applicant_id == applicant_id)
    )
    for key in (key for row in [*own, *of_trials, *heard] for key in row if key):
        files().delete(key)


def erase_due() -> None:
    """The worker's job: whoever's day has come, each in a transaction of their own.

    After days without a worker it takes them all, the oldest first, and the audit says how late.
    One that fails is told and left for the next time; it keeps nobody else's words alive.
    """
    at = now()
    tried: set[uuid.UUID] = set()
    while left := [each for each in _due(at, tried) if each not in tried]:
        for applicant_id in left:
            tried.add(applicant_id)
            try:
                _erase_one(applicant_id, at)
            except Exception as problem:
                log_failure(problem)
    with db.writing():
        forget_askings(by=SYSTEM)


@action
def forget_askings(*, by: Actor) -> None:
    """Of a job that is over, once nothing is kept of anybody who asked for it: nobody can read it.

    Until then whoever asked sees nothing of it (`OwnAsking`).
    """
    over = [at_stage(stage).with_only_columns(Vacancy.id) for stage in OVER]
    kept = exists().where(
        Applicant.vacancy_id == OwnAsking.vacancy_id, Applicant.erased_at.is_(None)
    )
    gone = db.session.execute(
        delete(OwnAsking)
        .where(or_(*(OwnAsking.vacancy_id.in_(each) for each in over)), ~kept)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(gone, CursorResult)
    if gone.rowcount:
        record("own-asking.forgotten", by=by, facts={"rows": gone.rowcount})


def _erase_one(applicant_id: uuid.UUID, at: datetime) -> None:
    with db.writing():
        found = db.session.get_one(Applicant, applicant_id, with_for_update=True)
        if found.erased_at is None and found.delete_on <= at and not works_here(found.id):
            erase(by=SYSTEM, applicant=found, why="time-is-over", at=at)


def _due(at: datetime, tried: set[uuid.UUID]) -> list[uuid.UUID]:
    found = db.session.scalars(
        select(Applicant.id)
        .where(
            Applicant.erased_at.is_(None),
            Applicant.delete_on <= at,
            Applicant.id.not_in(tried),
            ~_works_here(Applicant.id),
        )
        .order_by(Applicant.delete_on)
        .limit(BATCH)
    ).all()
    db.rollback()
    return list(found)


def works_here(applicant_id: uuid.UUID) -> bool:
    """Did they start, and are they not known to have left? Their papers are kept as long."""
    return bool(db.session.scalar(select(_works_here(applicant_id))))


def _works_here(applicant_id: Any) -> ColumnElement[bool]:
    """Started, and in the team now or not written into it yet."""
    team = TeamMember.applicant_id == applicant_id
    started = exists().where(FirstDay.applicant_id == applicant_id)
    ended = exists().where(team, TeamMember.ended_at.is_not(None))
    there = exists().where(team, TeamMember.ended_at.is_(None))
    return started & (there | ~ended)
