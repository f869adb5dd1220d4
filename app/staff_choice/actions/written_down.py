"""The person's yes or no that they gave in another way: written down, and seen by two.

It counts once both say so, each for themselves. Nobody writes it down who could gain by it, and
nobody's writing stands against what the person said from their own account.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.people.models import SaidHow
from app.people.parts import Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused
from app.plans.actions.witnessing import check_witnesses, works_for
from app.staff_choice.actions.applying import send_link
from app.staff_choice.actions.deciding import ENDED, STARTED, locked
from app.staff_choice.fairness import VERSION
from app.staff_choice.fairness.deciding import Stands
from app.staff_choice.models import (
    Applicant,
    Employer,
    StaffDecision,
    StaffDecisionWitness,
    StaffDecisionWitnessAnswer,
    Vacancy,
)
from app.staff_choice.predicates import GAINS, gains
from app.staff_choice.queries.deciding import counts

__all__ = ["Refused", "WrittenDown", "answer_as_witness", "write_down"]
# L10n: register=work
YOU_GAIN = _l("You could gain by it. Somebody else must write this down.")
# L10n: register=work word=witness
WITNESS_GAINS = _l("This witness could gain by it. Name somebody else.")
# L10n: register=work
PERSON_SAID = _l("The person answered this themselves. That counts.")
SAY_HOW = _l("Choose how they said it.")
SAY_WHY = _l("Write how you could tell.")


@dataclass(frozen=True)
class WrittenDown:
    """What the person said, how, how one could tell, and who saw it."""

    says_yes: bool
    said_how: SaidHow
    evidence: str
    words: str = ""
    language: str = "en"
    witnesses: tuple[Account, ...] = ()


@action
def write_down(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    said: WrittenDown,
) -> StaffDecision:
    """Write down the person's answer. The same that still waits is kept once. Raises Refused.

    Its id is made here and names the moment: no form can place it after a later answer.
    """
    if viewer.is_person or not viewer.shares(Part.STAFF):
        raise Refused(NOT_YOURS)
    applicant, locks = locked(applicant, vacancy, viewer)
    if gains(by, vacancy, applicant) or _is_paying_kin(viewer, vacancy):
        raise Refused(YOU_GAIN)
    if locks.has_own_word:
        raise Refused(PERSON_SAID)
    if locks.is_no or locks.stands is Stands.STARTED:
        raise Refused(STARTED if locks.stands is Stands.STARTED else ENDED)
    if said.said_how in (SaidHow.TAPPED, SaidHow.NOT_ASKED):
        raise Refused(SAY_HOW)
    if not said.evidence:
        raise Refused(SAY_WHY)
    there = next((each for each in locks.decisions if _is_same(each, by, said)), None)
    if there is not None:
        return there
    check_witnesses(by, viewer.person, said.witnesses)
    if any(gains(each, vacancy, applicant) for each in said.witnesses):
        raise Refused(WITNESS_GAINS)
    made = StaffDecision(
        applicant_id=applicant.id,
        says_yes=said.says_yes,
        given_by=by.id,
        witnessed=True,
        said_how=said.said_how,
        words=said.words,
        evidence=said.evidence,
        language=said.language,
        rule_version=VERSION,
        witnesses=[
            StaffDecisionWitness(account=each, organisation_id=works_for(each))
            for each in said.witnesses
        ],
    )
    db.session.add(made)
    db.session.flush()
    _note("staff.decision-written-down", by, vacancy, made, says_yes=made.says_yes, rules=VERSION)
    _ask_witnesses(by, vacancy, made)
    _tell_person(by, vacancy, applicant)
    return made


def _is_same(there: StaffDecision, by: Account, said: WrittenDown) -> bool:
    """Sent twice: the same words of the same writer, about whom nobody answered yet."""
    return (
        there.given_by == by.id
        and (there.says_yes, there.evidence) == (said.says_yes, said.evidence)
        and all(each.answer is None for each in there.witnesses)
    )


def _is_paying_kin(viewer: Relation, vacancy: Vacancy) -> bool:
    """Where the person employs, family, friends and attorneys could be paid, or handle the pay."""
    member = viewer.member
    kin = member is not None and member.relationship_kind in GAINS
    return vacancy.employer is Employer.PERSON and kin


@action
def answer_as_witness(*, by: Account, witness: StaffDecisionWitness, was_there: bool) -> None:
    """A witness answers for themselves, once. With the second "I was there" it counts.

    Raises Refused for who could gain by now: whoever got the second lock since they were named.
    """
    if witness.account_id != by.id:
        raise Refused(NOT_YOURS)
    applicant_id = witness.decision.applicant_id
    applicant = db.session.get_one(Applicant, applicant_id, with_for_update=True)
    decision = _fresh(witness.decision_id)
    mine = next(each for each in decision.witnesses if each.account_id == by.id)
    if mine.answer is not None:
        return
    vacancy = db.session.get_one(Vacancy, applicant.vacancy_id)
    if was_there and gains(by, vacancy, applicant):
        raise Refused(YOU_GAIN)
    mine.answer = StaffDecisionWitnessAnswer(was_there=was_there)
    db.session.flush()
    _note("staff.decision-witnessed", by, vacancy, decision, was_there=was_there)
    if counts(decision) and decision.says_yes and applicant.erased_at is None:
        subject, body = _l("There is news about the job"), _l("Open your page to read it.")
        send_link(by=by, applicant=applicant, subject=subject, body=body)


def _fresh(decision_id: uuid.UUID) -> StaffDecision:
    """Read anew: the other witness may have answered while this one waited."""
    return (
        db.session.scalars(
            select(StaffDecision)
            .options(joinedload(StaffDecision.witnesses).joinedload(StaffDecisionWitness.answer))
            .where(StaffDecision.id == decision_id)
            .execution_options(populate_existing=True)
        )
        .unique()
        .one()
    )


def _ask_witnesses(by: Account, vacancy: Vacancy, made: StaffDecision) -> None:
    path = f"/people/{vacancy.person_id}/staff/decisions/{made.id}/witness"
    for each in made.witnesses:
        _tell(
            by,
            each.account,
            "staff-witness-asked",
            _l("Were you there?"),
            _l("Somebody says you saw an answer. Please tell us."),
            path,
        )


def _tell_person(by: Account, vacancy: Vacancy, applicant: Applicant) -> None:
    """Nothing is written down in the person's name without them hearing of it."""
    if vacancy.person.account is not None:
        at = f"/people/{vacancy.person_id}/staff/jobs/{vacancy.id}/applicants/{applicant.id}"
        _tell(
            by,
            vacancy.person.account,
            "staff-decision-written-down",
            _l("Somebody wrote down your answer"),
            _l("It is about your staff. Look if it is right."),
            f"{at}/decision",
        )


def _tell(
    by: Account, to: Account, kind: str, subject: LazyWords, body: LazyWords, path: str
) -> None:
    if to.closed_at is None:
        tell(by=by, to=to, kind=kind, subject=subject, body=body, path=path)


def _note(name: str, by: Account, vacancy: Vacancy, made: StaffDecision, **facts: object) -> None:
    about = f"staff-decision:{made.id}"
    record(name, by=by, person=vacancy.person_id, about=about, facts=facts)
