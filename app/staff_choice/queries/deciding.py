"""The two locks and the checks of one applicant, as far as a viewer may know them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.sql.base import ExecutableOption

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.people.models import CircleMember, Person
from app.people.overrides import circle_of
from app.people.parts import Part
from app.people.rules import enough_witnesses, ground_of, holds
from app.staff_choice.fairness.deciding import Said, Stands, stands, was_lifted
from app.staff_choice.models import (
    Applicant,
    CheckItem,
    CheckStatus,
    FirstDay,
    HumanAnswer,
    ReasonRecorded,
    SafeCheck,
    SafetyAnswer,
    StaffDecision,
    StaffDecisionBasis,
    StaffDecisionWitness,
    Vacancy,
)
from app.staff_choice.predicates import asked_here
from app.staff_choice.queries.approvers import is_free
from app.staff_choice.queries.own_asking import who_asked
from app.team.models import TeamMember, Worker
from app.team.rules import still_there

# What a capacity record about one applicant begins with.
ABOUT_APPLICANT = "applicant"


@dataclass(frozen=True)
class Locks:
    """What is written down about one applicant. Contents of checks are for the second lock."""

    decisions: Sequence[StaffDecision]
    safety: SafetyAnswer | None
    newest: dict[CheckItem, SafeCheck]
    first_day: FirstDay | None
    reasons: Sequence[ReasonRecorded]
    answered: dict[uuid.UUID, HumanAnswer]
    # Checks that were "not all right", until somebody else said otherwise.
    lifted: frozenset[CheckItem] = frozenset()

    @property
    def decision(self) -> StaffDecision | None:
        """The newest answer from the person's own account; else the newest that two people saw.

        Only where there is neither: the newest in their place, while its records hold.
        """
        for among in (self._own, self._seen, self._in_their_place):
            if among:
                return among[-1]
        return None

    @property
    def _own(self) -> list[StaffDecision]:
        return [each for each in self.decisions if each.is_own]

    @property
    def _seen(self) -> list[StaffDecision]:
        return [each for each in self.decisions if each.witnessed and counts(each)]

    @property
    def _in_their_place(self) -> list[StaffDecision]:
        """A no stands as it was given; a yes counts until the first day while its records hold."""
        newest = [each for each in self.decisions if each.rests_on is not None][-1:]
        return [each for each in newest if _still_holds(each)]

    @property
    def has_own_word(self) -> bool:
        """Did the person say something from their own account? Nobody answers beside that."""
        return bool(self._own)

    @property
    def has_persons_word(self) -> bool:
        """From their own account, or seen by two."""
        return bool(self._own or self._seen)

    @property
    def is_in_their_place(self) -> bool:
        """Does what counts rest on records, and not on anything that the person said?"""
        return self.decision is not None and self.decision.rests_on is not None

    @property
    def can_be_said_anew(self) -> bool:
        """A no in the person's place alone: the person may say it themselves."""
        return self.is_in_their_place and self.employer is not False

    @property
    def waits_for_witnesses(self) -> bool:
        """Did somebody write an answer down that not both have seen yet? None beside their own."""
        newest = self.decisions[-1] if self.decisions else None
        return newest is not None and not self._own and newest.witnessed and not counts(newest)

    @property
    def person(self) -> bool | None:
        return self.decision.says_yes if self.decision is not None else None

    @property
    def employer(self) -> bool | None:
        return self.safety.says_yes if self.safety is not None else None

    @cached_property
    def checks(self) -> dict[CheckItem, CheckStatus]:
        """The status of each check: all that the panel may know."""
        return {
            item: self.newest[item].status if item in self.newest else CheckStatus.WAITING
            for item in CheckItem
        }

    @property
    def stands(self) -> Stands:
        return stands(self.person, self.employer, self.checks, self.first_day is not None)

    @property
    def waiting_reason(self) -> ReasonRecorded | None:
        """The no that waits for a named human, unless they let it go on."""
        newest = self.reasons[-1] if self.reasons else None
        if newest is None or not newest.waits:
            return None
        answer = self.answered.get(newest.id)
        return None if answer is not None and answer.goes_on else newest

    @property
    def is_sent_back(self) -> bool:
        """Did a named human ask for another reason? Until then the one that waits stands."""
        waiting = self.waiting_reason
        return waiting is not None and waiting.id in self.answered

    @property
    def is_no(self) -> bool:
        return self.stands in (Stands.PERSON_NO, Stands.EMPLOYER_NO)


def counts(decision: StaffDecision) -> bool:
    """Confirmed by both who saw it, where it is not from the person's own account."""
    return not decision.witnessed or enough_witnesses(decision.witnesses)


def decided_key(applicant_id: uuid.UUID) -> str:
    """How a capacity record names the decision about one applicant."""
    return f"{ABOUT_APPLICANT}:{applicant_id}"


def _still_holds(decision: StaffDecision) -> bool:
    """Who can decide again, or whose paper was stopped, is bound by no yes of somebody else."""
    assert decision.rests_on is not None
    if not decision.says_yes:
        return True
    ground = ground_of(decision.rests_on)
    about = decided_key(decision.applicant_id)
    return ground.record is not None and holds(
        ground, ground.record.person_id, about, (Part.STAFF,), now()
    )


def answers_of_both(applicant: Applicant) -> Locks:
    """The two locks and the first day alone: is it still open? One query."""
    rows = (
        db.session.execute(
            select(SafetyAnswer, FirstDay, StaffDecision)
            .select_from(Applicant)
            .outerjoin(SafetyAnswer, SafetyAnswer.applicant_id == Applicant.id)
            .outerjoin(FirstDay, FirstDay.applicant_id == Applicant.id)
            .outerjoin(StaffDecision, StaffDecision.applicant_id == Applicant.id)
            .options(
                joinedload(StaffDecision.witnesses).joinedload(StaffDecisionWitness.answer),
                *_with_records(),
            )
            .where(Applicant.id == applicant.id)
            .order_by(StaffDecision.id)
        )
        .unique()
        .all()
    )
    decisions = dict.fromkeys(row.StaffDecision for row in rows if row.StaffDecision is not None)
    # A no comes after a yes, never before it.
    said = {row.SafetyAnswer.says_yes: row.SafetyAnswer for row in rows if row.SafetyAnswer}
    safety = said.get(False) or said.get(True)
    return Locks(list(decisions), safety, {}, rows[0].FirstDay, [], {})


def _with_records() -> list[ExecutableOption]:
    rests = joinedload(StaffDecision.rests_on)
    return [
        rests.joinedload(StaffDecisionBasis.authority),
        rests.joinedload(StaffDecisionBasis.capacity),
        rests.joinedload(StaffDecisionBasis.best_interests),
    ]


def locks_of(applicant: Applicant) -> Locks:
    """What is written down about one applicant. Two queries: reasons belong to a no alone."""
    begun = answers_of_both(applicant)
    if not begun.is_no:
        checks = checks_of(applicant)
        newest = {item: rows[-1] for item, rows in checks.items()}
        lifted = frozenset(item for item, rows in checks.items() if was_lifted(said_of(rows)))
        return replace(begun, newest=newest, lifted=lifted)
    reasons = reasons_of(applicant)
    return replace(
        begun,
        reasons=[reason for reason, _ in reasons],
        answered={reason.id: answer for reason, answer in reasons if answer is not None},
    )


def checks_of(applicant: Applicant) -> dict[CheckItem, list[SafeCheck]]:
    """All that was said of each check of which something was, the oldest first. One query."""
    rows = select(SafeCheck).where(SafeCheck.applicant_id == applicant.id).order_by(SafeCheck.id)
    found: dict[CheckItem, list[SafeCheck]] = {}
    for each in db.session.scalars(rows):
        found.setdefault(each.item, []).append(each)
    return found


def said_of(rows: Sequence[SafeCheck]) -> Said:
    """For the rules: who said how it stands."""
    return [(each.checked_by, each.status) for each in rows]


def anything_checked(vacancy_id: uuid.UUID) -> bool:
    """Did who holds the second lock of this job look at anybody's papers, or answer?"""
    theirs = select(Applicant.id).where(Applicant.vacancy_id == vacancy_id)
    checked = exists().where(SafeCheck.applicant_id.in_(theirs))
    answered = exists().where(SafetyAnswer.applicant_id.in_(theirs))
    return bool(db.session.scalar(select(checked | answered)))


def has_anybody_started(vacancy_id: uuid.UUID) -> bool:
    """Does somebody of this job have a first day?"""
    theirs = exists().where(
        FirstDay.applicant_id == Applicant.id, Applicant.vacancy_id == vacancy_id
    )
    return bool(db.session.scalar(select(theirs)))


def reasons_of(applicant: Applicant) -> list[tuple[ReasonRecorded, HumanAnswer | None]]:
    """The reasons behind a no, the oldest first, each with what a human said to it."""
    rows = db.session.execute(
        select(ReasonRecorded, HumanAnswer)
        .outerjoin(HumanAnswer, HumanAnswer.reason_id == ReasonRecorded.id)
        .options(joinedload(ReasonRecorded.criterion))
        .where(ReasonRecorded.applicant_id == applicant.id)
        .order_by(ReasonRecorded.id)
    )
    return [(row.ReasonRecorded, row.HumanAnswer) for row in rows]


def worker_known(vacancy: Vacancy, applicant: Applicant) -> Worker | None:
    """The worker whom the employer has already, where somebody came by another job before.

    Told by their email: so it is counted with how many people they work. None for one who is in
    this person's team already.
    """
    earlier = select(Applicant.id).where(
        func.lower(Applicant.email) == applicant.email.lower(), Applicant.id != applicant.id
    )
    here = select(TeamMember.worker_id).where(
        TeamMember.person_id == vacancy.person_id, still_there()
    )
    return db.session.scalar(
        select(Worker)
        .join(TeamMember, TeamMember.worker_id == Worker.id)
        .where(
            TeamMember.applicant_id.in_(earlier),
            still_there(),
            Worker.organisation_id == vacancy.organisation_id,
            Worker.id.not_in(here),
        )
        .order_by(Worker.id)
        .limit(1)
    )


def waiting_decisions(approver: Account) -> list[tuple[ReasonRecorded, Applicant]]:
    """Every no that waits for a named human at the council. Without the person's name.

    None of a person whom they know: who is in the circle looks at nothing of it for the council.
    None for whoever works for a provider as well, none that they wrote themselves, and none of a
    job that they asked for.

    One whom a human sent back waits no longer here: the employer writes the reason anew.
    """
    if not is_free(approver, (), ()):
        return []
    answered = select(HumanAnswer.id).where(HumanAnswer.reason_id == ReasonRecorded.id).exists()
    rows = db.session.execute(
        select(ReasonRecorded, Applicant)
        .join(Applicant, ReasonRecorded.applicant_id == Applicant.id)
        .join(Vacancy, Applicant.vacancy_id == Vacancy.id)
        .options(joinedload(Applicant.vacancy).joinedload(Vacancy.organisation))
        .where(
            ReasonRecorded.waits,
            ReasonRecorded.recorded_by != approver.id,
            ~answered,
            Applicant.erased_at.is_(None),
            ~_knows(approver),
            ~asked_here(approver),
        )
        .order_by(ReasonRecorded.id)
    )
    return [(row.ReasonRecorded, row.Applicant) for row in rows]


def may_answer_waiting(account: Account, reason: ReasonRecorded, vacancy: Vacancy) -> bool:
    """Is this an approver of the council with no part in it?"""
    but = {reason.recorded_by, *who_asked(vacancy.id)}
    return is_free(account, circle_of(vacancy.person_id), but)


def _knows(account: Account) -> ColumnElement[bool]:
    """Is the account in the circle of the applicant's person, or that person?"""
    of_job = Vacancy.id == Applicant.vacancy_id
    member = exists().where(
        of_job,
        CircleMember.person_id == Vacancy.person_id,
        CircleMember.account_id == account.id,
        CircleMember.ended_at.is_(None),
    )
    return member | exists().where(
        of_job, Person.id == Vacancy.person_id, Person.account_id == account.id
    )


def witness_of(
    account: Account, person_id: uuid.UUID, decision_id: uuid.UUID
) -> StaffDecisionWitness | None:
    """This account's place as a witness of the person's answer about somebody."""
    return db.session.scalar(
        select(StaffDecisionWitness)
        .join(StaffDecisionWitness.decision)
        .join(StaffDecision.applicant)
        .join(Applicant.vacancy)
        .options(
            contains_eager(StaffDecisionWitness.decision).contains_eager(StaffDecision.applicant)
        )
        .where(
            StaffDecisionWitness.account_id == account.id,
            StaffDecisionWitness.decision_id == decision_id,
            Vacancy.person_id == person_id,
        )
    )
