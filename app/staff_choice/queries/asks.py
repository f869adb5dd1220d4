"""What applicants ask after a no: the reasons, or that somebody else looks again."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, exists, or_, select, union
from sqlalchemy.orm import contains_eager

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import OrganisationMember, Role
from app.people.models import BestInterestsDecision, CircleMember, Person
from app.people.overrides import circle_of
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    AskKind,
    HumanAnswer,
    MeetChoice,
    ReasonRecorded,
    SafetyAnswer,
    StaffDecision,
    StaffDecisionBasis,
    Vacancy,
)
from app.staff_choice.predicates import asked_here, holds_lock_of, sees_choosing
from app.staff_choice.queries.approvers import is_free
from app.staff_choice.queries.own_asking import who_asked

MOST = 50


def open_ask(applicant: Applicant, kind: AskKind) -> ApplicantAsk | None:
    """What they asked, while nobody answered it."""
    return db.session.scalar(
        select(ApplicantAsk).where(
            ApplicantAsk.applicant_id == applicant.id,
            ApplicantAsk.kind == kind,
            ApplicantAsk.answered_at.is_(None),
        )
    )


def who_said_no(applicant_id: uuid.UUID) -> set[uuid.UUID]:
    """Everybody who had a part in the answer: none of them looks at it again. One query."""
    reason = ReasonRecorded.applicant_id == applicant_id
    return set(
        db.session.scalars(
            union(
                select(SafetyAnswer.given_by).where(SafetyAnswer.applicant_id == applicant_id),
                select(StaffDecision.given_by).where(StaffDecision.applicant_id == applicant_id),
                select(BestInterestsDecision.decided_by)
                .join(
                    StaffDecisionBasis,
                    StaffDecisionBasis.best_interests_id == BestInterestsDecision.id,
                )
                .join(StaffDecision, StaffDecisionBasis.decision_id == StaffDecision.id)
                .where(StaffDecision.applicant_id == applicant_id),
                select(MeetChoice.said_by).where(MeetChoice.applicant_id == applicant_id),
                select(ReasonRecorded.recorded_by).where(reason),
                select(HumanAnswer.given_by).join(ReasonRecorded).where(reason),
            )
        )
    )


def lock_holders(vacancy: Vacancy) -> list[Account]:
    """Who holds the second lock of a job now, and sees the choosing of staff.

    Two queries at most, beside their roles and what is shared with each.
    """
    if vacancy.lock_member is not None:
        found = [vacancy.lock_member.account] if vacancy.lock_member.account else []
    else:
        found = list(
            db.session.scalars(
                select(Account)
                .join(OrganisationMember, OrganisationMember.account_id == Account.id)
                .where(
                    OrganisationMember.organisation_id == vacancy.organisation_id,
                    OrganisationMember.role == Role.PROVIDER_MANAGER,
                    OrganisationMember.accepted_at.is_not(None),
                    OrganisationMember.ended_at.is_(None),
                    Account.closed_at.is_(None),
                )
                .order_by(Account.id)
            ).unique()
        )
    return [each for each in found if holds_lock_of(each, vacancy) and sees_choosing(each, vacancy)]


def reviews_for(approver: Account, most: int = MOST) -> list[ApplicantAsk]:
    """What waits for a new look by this approver: of people whom they do not know, and none where
    they had a part in the answer or asked for the job. Nothing for whoever works for a provider as
    well. One query.
    """
    if not is_free(approver, (), ()):
        return []
    knows = exists().where(
        CircleMember.person_id == Vacancy.person_id,
        CircleMember.account_id == approver.id,
        CircleMember.ended_at.is_(None),
    )
    is_theirs = exists().where(Person.id == Vacancy.person_id, Person.account_id == approver.id)
    return list(
        db.session.scalars(
            select(ApplicantAsk)
            .join(ApplicantAsk.applicant)
            .join(Applicant.vacancy)
            .options(contains_eager(ApplicantAsk.applicant).contains_eager(Applicant.vacancy))
            .where(
                ApplicantAsk.kind == AskKind.REVIEW,
                ApplicantAsk.answered_at.is_(None),
                Applicant.erased_at.is_(None),
                ~knows,
                ~is_theirs,
                ~_had_a_part(approver),
                ~asked_here(approver),
            )
            .order_by(ApplicantAsk.id)
            .limit(most)
        )
    )


def _had_a_part(account: Account) -> ColumnElement[bool]:
    """The same as `who_said_no`, for the applicant of the query."""
    of_reason = ReasonRecorded.applicant_id == Applicant.id
    return or_(
        exists().where(
            SafetyAnswer.applicant_id == Applicant.id, SafetyAnswer.given_by == account.id
        ),
        exists().where(
            StaffDecision.applicant_id == Applicant.id, StaffDecision.given_by == account.id
        ),
        exists().where(MeetChoice.applicant_id == Applicant.id, MeetChoice.said_by == account.id),
        exists().where(of_reason, ReasonRecorded.recorded_by == account.id),
        exists().where(
            of_reason,
            HumanAnswer.reason_id == ReasonRecorded.id,
            HumanAnswer.given_by == account.id,
        ),
    )


def review_for(approver: Account, ask_id: uuid.UUID) -> ApplicantAsk | None:
    """One of them; None for whoever had a part in the answer."""
    found = next((each for each in reviews_for(approver) if each.id == ask_id), None)
    return found if found is not None and may_review(approver, found) else None


def may_review(account: Account, ask: ApplicantAsk) -> bool:
    circle = circle_of(ask.applicant.vacancy.person_id)
    but = who_said_no(ask.applicant_id) | who_asked(ask.applicant.vacancy_id)
    return is_free(account, circle, but)


def reasons_told(applicant: Applicant) -> list[ReasonRecorded]:
    """What is written down behind the no, the oldest first."""
    return list(
        db.session.scalars(
            select(ReasonRecorded)
            .where(ReasonRecorded.applicant_id == applicant.id)
            .order_by(ReasonRecorded.id)
        )
    )
