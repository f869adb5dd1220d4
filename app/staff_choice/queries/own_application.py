"""An applicant's own page: what we keep about them, and where it stands, in kind true words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, exists, select
from sqlalchemy.orm import joinedload, selectinload

from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.actions.records import today
from app.staff_choice.cards import LANGUAGE_NAMES, card
from app.staff_choice.links import read_token
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    ApplicantFile,
    ApplicantFileKind,
    AskKind,
    Box,
    FirstDay,
    HumanAnswer,
    Interview,
    InterviewAdjustment,
    MeetAnswer,
    MeetChoice,
    ReasonRecorded,
    RiskGiven,
    SafetyAnswer,
    StaffDecision,
    StaffDecisionBasis,
    StaffDecisionWitness,
    StaffDecisionWitnessAnswer,
    VacancyState,
)
from app.staff_choice.queries.jobs import OVER, stage_on


def applicant_of(token: str) -> Applicant | None:
    """Whose link it is. None for a link that is not ours, too old, or no longer the newest."""
    named = read_token(token)
    if named is None:
        return None
    found = db.session.scalar(
        select(Applicant)
        .options(joinedload(Applicant.vacancy), selectinload(Applicant.files))
        .where(Applicant.id == named.applicant_id)
    )
    return found if found is not None and found.link_number == named.number else None


@dataclass(frozen=True)
class Standing:
    """Where an application stands. `is_no`: it ended, so that they may ask for the reasons."""

    words: LazyWords
    line: LazyWords
    is_no: bool = False
    has_started: bool = False


STARTED = Standing(
    _l("You got the job"), _l("We look forward to working with you."), has_started=True
)
AGAIN = Standing(_l("We look at it once more"), _l("Somebody checks that it is fair."))
NO = Standing(
    _l("It is a no this time"),
    _l("Thank you for asking. You can ask us why."),
    is_no=True,
)
CHOSEN = Standing(_l("The answer is yes"), _l("We still check some papers. We write to you."))
MET = Standing(_l("We met you"), _l("Thank you for coming. We write to you."))
PLANNED = Standing(_l("We want to meet you"), _l("See here when and where."))
MEET = Standing(_l("We want to meet you"), _l("We write to you with a day."))
READING = Standing(_l("We read what you sent"), _l("This takes some time. We write to you."))


def standing_of(applicant: Applicant) -> Standing:
    """Where it stands, from what is written down now. The last thing that happened leads.

    A room that adds a state of its own adds it here, above those that come before it in time.
    A no of the person is told once its reason is written down, and none while a human looks at
    it. Not to be met is told when the job is closed: until then they may still be met.
    """
    so_far = _so_far(applicant)
    if so_far.started:
        return STARTED
    if so_far.waits:
        return AGAIN
    if so_far.safe is False or (so_far.decided is False and so_far.waits is False):
        return NO
    if so_far.decided:
        return CHOSEN
    stage = stage_on(so_far.stage, applicant.vacancy.closes_on, today())
    if so_far.meet is MeetAnswer.NO and stage in OVER:
        return NO
    if so_far.has_left:
        return MET
    if so_far.meet is MeetAnswer.YES:
        return MEET if so_far.has_left is None else PLANNED
    return READING


def _so_far(applicant: Applicant) -> Row[Any]:
    """The newest of each kind, in one query.

    `waits` is None where no reason is written down, `has_left` where no talk has a time.
    """

    def newest(kind: Any, what: Any, *so: Any, first: Any = ()) -> Any:
        theirs = select(what).where(kind.applicant_id == applicant.id, *so)
        return theirs.order_by(*first, kind.id.desc()).limit(1).scalar_subquery()

    answered = exists().where(HumanAnswer.reason_id == ReasonRecorded.id, HumanAnswer.goes_on)
    was_there = exists().where(
        StaffDecisionWitnessAnswer.witness_id == StaffDecisionWitness.id,
        StaffDecisionWitnessAnswer.was_there,
    )
    # An answer that somebody saw counts once each of them says so.
    unsure = exists().where(StaffDecisionWitness.decision_id == StaffDecision.id, ~was_there)
    # What the person said comes before what was answered in their place.
    in_their_place = exists().where(StaffDecisionBasis.decision_id == StaffDecision.id)
    own_first = (in_their_place, StaffDecision.witnessed)
    decided = newest(StaffDecision, StaffDecision.says_yes, ~unsure, first=own_first)
    return db.session.execute(
        select(
            exists().where(FirstDay.applicant_id == applicant.id).label("started"),
            newest(ReasonRecorded, ReasonRecorded.waits & ~answered).label("waits"),
            newest(SafetyAnswer, SafetyAnswer.says_yes).label("safe"),
            decided.label("decided"),
            newest(MeetChoice, MeetChoice.answer, MeetChoice.counts).label("meet"),
            newest(Interview, Interview.left_at.is_not(None)).label("has_left"),
            select(VacancyState.stage)
            .where(VacancyState.vacancy_id == applicant.vacancy_id)
            .order_by(VacancyState.number.desc())
            .limit(1)
            .scalar_subquery()
            .label("stage"),
        )
    ).one()


def talk_of(applicant: Applicant) -> Interview | None:
    """When and where we meet them."""
    return db.session.scalar(select(Interview).where(Interview.applicant_id == applicant.id))


def newest_meet(applicant: Applicant) -> MeetChoice | None:
    """The newest answer that counts, of whether the person wants to meet them."""
    return db.session.scalar(
        select(MeetChoice)
        .where(MeetChoice.applicant_id == applicant.id, MeetChoice.counts)
        .order_by(MeetChoice.id.desc())
        .limit(1)
    )


@dataclass(frozen=True)
class Kept:
    """All that we keep about somebody, in words for themselves."""

    needs: InterviewAdjustment | None
    risk: RiskGiven | None
    asks: dict[AskKind, ApplicantAsk]
    lists: dict[str, list[object]]
    has_photo: bool
    has_sound: bool

    @property
    def asked(self) -> set[str]:
        """What they asked: each once."""
        return {kind.value for kind in self.asks}

    @property
    def waits(self) -> bool:
        """Did they ask something that nobody has answered yet?"""
        return any(not each.answer for each in self.asks.values())


def kept_of(applicant: Applicant) -> Kept:
    """For their own page, which nobody else opens."""
    kinds = {each.kind for each in applicant.files}
    asked = db.session.scalars(
        select(ApplicantAsk).where(ApplicantAsk.applicant_id == applicant.id)
    )
    return Kept(
        needs=needs_of(applicant),
        risk=db.session.scalar(select(RiskGiven).where(RiskGiven.applicant_id == applicant.id)),
        asks={each.kind: each for each in asked},
        lists=_lists(applicant),
        has_photo=ApplicantFileKind.PHOTO in kinds,
        has_sound=ApplicantFileKind.SOUND in kinds,
    )


def needs_of(applicant: Applicant) -> InterviewAdjustment | None:
    return db.session.scalar(
        select(InterviewAdjustment).where(InterviewAdjustment.applicant_id == applicant.id)
    )


def file_of(applicant: Applicant, kind: ApplicantFileKind) -> ApplicantFile | None:
    return next((each for each in applicant.files if each.kind is kind), None)


def _lists(applicant: Applicant) -> dict[str, list[object]]:
    """Each closed list, in words; a value that is no longer on it is left out."""
    boxes = {"interests": Box.SHARED, "skills": Box.SKILLS, "times": Box.TIMES, "cannot": Box.TIMES}
    found: dict[str, list[object]] = {
        name: [each.words for value in getattr(applicant, name) if (each := card(box, value))]
        for name, box in boxes.items()
    }
    found["languages"] = [
        LANGUAGE_NAMES[tag] for tag in applicant.languages if tag in LANGUAGE_NAMES
    ]
    return found
