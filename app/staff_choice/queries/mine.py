"""What an account's own home asks of choosing staff: few queries, however many jobs there are."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager

from app.accounts.models import Account
from app.extensions import db
from app.organisations.queries import has_role, managed_by
from app.people.models import CircleMember, HiddenPart, Person
from app.people.parts import Part
from app.people.queries.mine import people_who_share
from app.plans.queries.mine import a_kind
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    AskKind,
    FirstDay,
    HumanAnswer,
    MeetChoice,
    ReasonRecorded,
    StaffDecision,
    StaffDecisionWitness,
    Vacancy,
    VacancyStage,
    VacancyState,
)
from app.staff_choice.predicates import LOCK_ROLES, asked_here, gains_as, is_named_for_lock
from app.staff_choice.queries.approvers import is_free
from app.staff_choice.queries.asks import reviews_for

STAFF_ANSWER, TO_CHOOSE = "staff-answer", "to-choose"
# So many questions are read before one asks whose lock this account holds.
MOST_READ = 50


def waits_of_staff(account: Account) -> tuple[Select[Any], ...]:
    """For `app.plans.queries.mine.waiting`: what waits for an answer of this account."""
    return _answers_seen(account), _not_chosen_about(account)


def _answers_seen(account: Account) -> Select[Any]:
    """Somebody wrote that this account saw the person's answer about somebody.

    None where the person said it themselves meanwhile: that counts.
    """
    own = aliased(StaffDecision)
    said_it = exists().where(own.applicant_id == StaffDecision.applicant_id, ~own.witnessed)
    return (
        a_kind(STAFF_ANSWER, Vacancy.person_id, StaffDecision.id, StaffDecisionWitness.created_at)
        .join(Applicant, Applicant.vacancy_id == Vacancy.id)
        .join(StaffDecision, StaffDecision.applicant_id == Applicant.id)
        .join(StaffDecisionWitness, StaffDecisionWitness.decision_id == StaffDecision.id)
        .where(
            StaffDecisionWitness.account_id == account.id,
            ~StaffDecisionWitness.answer.has(),
            Applicant.erased_at.is_(None),
            ~said_it,
            ~asked_here(account),
        )
    )


def _not_chosen_about(account: Account) -> Select[Any]:
    """The person's own jobs where somebody asked whom they did not choose about yet.

    Not once somebody started there, and of no job that was taken away: nobody has to say no to all.
    """
    chosen = exists().where(MeetChoice.applicant_id == Applicant.id, MeetChoice.counts)
    decided = exists().where(StaffDecision.applicant_id == Applicant.id)
    other = aliased(Applicant)
    started = exists().where(FirstDay.applicant_id == other.id, other.vacancy_id == Vacancy.id)
    taken_away = exists().where(
        VacancyState.vacancy_id == Vacancy.id, VacancyState.stage == VacancyStage.WITHDRAWN
    )
    return (
        a_kind(TO_CHOOSE, Vacancy.person_id, Vacancy.id, func.max(Applicant.created_at))
        .join(Person, Person.id == Vacancy.person_id)
        .join(Applicant, Applicant.vacancy_id == Vacancy.id)
        .where(
            Person.account_id == account.id,
            Applicant.withdrawn_at.is_(None),
            Applicant.erased_at.is_(None),
            ~chosen,
            ~decided,
            ~started,
            ~taken_away,
        )
        .group_by(Vacancy.person_id, Vacancy.id)
    )


@dataclass(frozen=True)
class AskedWhy:
    """An applicant asks for the reasons of a no. Nothing of who they are."""

    person_id: uuid.UUID
    vacancy_id: uuid.UUID
    applicant_id: uuid.UUID


def asked_why(
    account: Account, most: int, opened: Mapping[uuid.UUID, set[Part]] | None = None
) -> list[AskedWhy]:
    """The questions that wait for this account, who holds the second lock there and sees it now.

    The oldest first. Two queries at most; none for whoever can hold no such lock. `opened`: what
    people let it see, where its home has read that already.
    """
    places = [place.id for place in managed_by(account)]
    if not places and not has_role(account, *LOCK_ROLES):
        return []
    rows = [
        row
        for row in _questions(account, places)
        if is_named_for_lock(account, row.Vacancy) and not gains_as(row.mine)
    ]
    if not rows:
        return []
    members = {row.Vacancy.person_id: row.mine for row in rows}
    seen = (
        people_who_share(account, Part.STAFF, members)
        if opened is None
        else {whose for whose in members if Part.STAFF in opened.get(whose, ())}
    )
    return [
        AskedWhy(row.Vacancy.person_id, row.Vacancy.id, row.ApplicantAsk.applicant_id)
        for row in rows
        if row.Vacancy.person_id in seen
    ][:most]


def asked_to_look_again(account: Account) -> bool:
    """Does an applicant ask for a new look, that this account of the council may give? One query;
    none for anybody else.
    """
    return is_free(account, (), ()) and bool(reviews_for(account, 1))


def _questions(account: Account, places: list[uuid.UUID]) -> Any:
    """Each with its job, and this account's own place in that circle. One query.

    None that a human at the council looks at first.
    """
    lock, mine = aliased(CircleMember), aliased(CircleMember, name="mine")
    hidden = exists().where(
        HiddenPart.person_id == Vacancy.person_id,
        HiddenPart.account_id == account.id,
        HiddenPart.part == Part.STAFF,
    )
    goes_on = exists().where(HumanAnswer.reason_id == ReasonRecorded.id, HumanAnswer.goes_on)
    waits = (
        select(ReasonRecorded.waits & ~goes_on)
        .where(ReasonRecorded.applicant_id == Applicant.id)
        .order_by(ReasonRecorded.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    return db.session.execute(
        select(ApplicantAsk, Vacancy, mine)
        .join(Applicant, ApplicantAsk.applicant_id == Applicant.id)
        .join(Vacancy, Applicant.vacancy_id == Vacancy.id)
        .join(Vacancy.person)
        .outerjoin(Vacancy.lock_member.of_type(lock))
        .outerjoin(
            mine,
            (mine.person_id == Vacancy.person_id)
            & (mine.account_id == account.id)
            & mine.ended_at.is_(None),
        )
        .options(contains_eager(Vacancy.person), contains_eager(Vacancy.lock_member.of_type(lock)))
        .where(
            ApplicantAsk.kind == AskKind.REASONS,
            ApplicantAsk.answered_at.is_(None),
            Applicant.withdrawn_at.is_(None),
            Applicant.erased_at.is_(None),
            or_(Vacancy.organisation_id.in_(places), lock.account_id == account.id),
            or_(waits.is_(None), ~waits),
            ~hidden,
            ~asked_here(account),
        )
        .order_by(ApplicantAsk.id)
        .limit(MOST_READ)
    )
