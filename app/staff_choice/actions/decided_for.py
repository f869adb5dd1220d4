"""The person's yes or no where they cannot give it: on records of this very decision alone.

Source: the design's bases 2 to 4 and the Mental Capacity Act 2005. It stands against nothing that
the person said, and the person can say it themselves any day.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import exists, select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.people.actions import grounds
from app.people.models import Basis, LegalAuthority, SaidHow
from app.people.models.records import MONEY_KINDS
from app.people.parts import Part
from app.people.predicates import Relation, is_care_manager_of, is_professional_of
from app.people.rules import Ground
from app.plans.actions.said import NOT_YOURS, Refused
from app.staff_choice.actions.applying import send_link
from app.staff_choice.actions.deciding import ENDED, STARTED, locked
from app.staff_choice.actions.written_down import PERSON_SAID, SAY_HOW, YOU_GAIN
from app.staff_choice.fairness import VERSION
from app.staff_choice.fairness.deciding import Stands
from app.staff_choice.models import (
    Applicant,
    Employer,
    StaffDecision,
    StaffDecisionBasis,
    Vacancy,
)
from app.staff_choice.predicates import asked_for_it, gains_or_works_there
from app.staff_choice.queries.deciding import decided_key

__all__ = ["InTheirPlace", "Refused", "decide_for"]
SAY_WHY = _l("Write why this is right for the person.")
# L10n: register=work
THEY_GAIN = _l("Who holds the paper could gain by it. Somebody else must decide.")
# L10n: register=work
CARE_MANAGER = _l("Only the care manager writes down what they say.")


@dataclass(frozen=True)
class InTheirPlace:
    """What was decided, on which records, why, and how the person showed what they want."""

    says_yes: bool
    ground: Ground
    showed_how: SaidHow
    why: str
    language: str = "en"


@action
def decide_for(
    *, by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant, said: InTheirPlace
) -> StaffDecision:
    """Write down an answer in the person's place. The same again is kept once. Raises Refused."""
    ground = said.ground
    if not _may_record(by, viewer, ground):
        raise Refused(CARE_MANAGER if _records(by, viewer) else NOT_YOURS)
    applicant, locks = locked(applicant, vacancy, viewer)
    if gains_or_works_there(by, vacancy, applicant):
        raise Refused(YOU_GAIN)
    if locks.has_persons_word:
        raise Refused(PERSON_SAID)
    before = locks.decision
    if before is not None and _is_same(before, by, said):
        return before
    if locks.is_no or locks.stands is Stands.STARTED:
        raise Refused(STARTED if locks.stands is Stands.STARTED else ENDED)
    try:
        grounds.check_ground(
            by, viewer.person, decided_key(applicant.id), (Part.STAFF,), said.ground
        )
    except grounds.Refused as missing:
        raise Refused(missing.words) from missing
    if ground.authority is not None and _holder_gains(ground.authority, vacancy, applicant):
        raise Refused(THEY_GAIN)
    if said.showed_how in (SaidHow.TAPPED, SaidHow.NOT_ASKED):
        raise Refused(SAY_HOW)
    if not said.why:
        raise Refused(SAY_WHY)
    made = _row(by, applicant, said)
    _follow(by, vacancy, applicant, made)
    return made


def _records(by: Account, viewer: Relation) -> bool:
    """The care manager or another named professional, where the person lets them see staff."""
    scope = {"person_id": viewer.person.id}
    return viewer.shares(Part.STAFF) and (
        is_care_manager_of(by, scope) or is_professional_of(by, scope)
    )


def _may_record(by: Account, viewer: Relation, ground: Ground) -> bool:
    """Of a paper the care manager alone: they looked at it, and its holder is never the writer."""
    if not _records(by, viewer) or ground.basis is Basis.PERSON_SAYS_YES:
        return False
    of_paper = ground.basis is not Basis.BEST_INTERESTS
    return not of_paper or is_care_manager_of(by, {"person_id": viewer.person.id})


def _holder_gains(paper: LegalAuthority, vacancy: Vacancy, applicant: Applicant) -> bool:
    """Who wants the job (also beside this applicant), works where the pay comes from, or handles
    the person's own pay.
    """
    account = paper.member.account
    if account is not None and (
        gains_or_works_there(account, vacancy, applicant)
        or asked_for_it(account, {"vacancy_id": vacancy.id})
    ):
        return True
    handles_money = exists().where(
        LegalAuthority.member_id == paper.member_id,
        LegalAuthority.kind.in_(MONEY_KINDS),
        LegalAuthority.ended_at.is_(None),
    )
    return vacancy.employer is Employer.PERSON and bool(db.session.scalar(select(handles_money)))


def _is_same(before: StaffDecision, by: Account, said: InTheirPlace) -> bool:
    return (before.given_by, before.says_yes, before.evidence) == (by.id, said.says_yes, said.why)


def _row(by: Account, applicant: Applicant, said: InTheirPlace) -> StaffDecision:
    def id_of(row: LegalAuthority | None) -> uuid.UUID | None:
        return row.id if row is not None else None

    ground = said.ground
    best = ground.best_interests if ground.basis is Basis.BEST_INTERESTS else None
    paper = ground.authority if best is None else None
    made = StaffDecision(
        applicant_id=applicant.id,
        says_yes=said.says_yes,
        given_by=by.id,
        said_how=said.showed_how,
        evidence=said.why,
        language=said.language,
        rule_version=VERSION,
        rests_on=StaffDecisionBasis(
            basis=ground.basis,
            authority_id=id_of(paper),
            capacity_id=ground.record.id if ground.record is not None else None,
            best_interests_id=best.id if best is not None else None,
        ),
    )
    db.session.add(made)
    db.session.flush()
    return made


def _follow(by: Account, vacancy: Vacancy, applicant: Applicant, made: StaffDecision) -> None:
    assert made.rests_on is not None
    record(
        "staff.decided-for",
        by=by,
        person=vacancy.person_id,
        about=f"staff-decision:{made.id}",
        facts={
            "says_yes": made.says_yes,
            "basis": made.rests_on.basis.value,
            "rules": VERSION,
        },
    )
    if made.says_yes:
        subject, body = _l("There is news about the job"), _l("Open your page to read it.")
        send_link(by=by, applicant=applicant, subject=subject, body=body)
    person = vacancy.person.account
    if person is not None and person.closed_at is None:
        tell(
            by=by,
            to=person,
            kind="staff-decided-for",
            subject=_l("Others decided for you"),
            body=_l("It is about your staff. You can still say it yourself."),
            path=f"/people/{vacancy.person_id}/staff/jobs/{vacancy.id}/applicants/"
            f"{applicant.id}/decision",
        )
