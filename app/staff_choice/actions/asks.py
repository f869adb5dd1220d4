"""Answering what an applicant asks after a no: the reasons, or a new look by somebody else.

The reasons are lines of the sheet in kind true words: nobody's marks, nobody's name, nothing about
what somebody is. The applicant gets a mail with a link, and reads the answer on their own page.
"""

from __future__ import annotations

import uuid

from app.accounts.models import Account
from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.plans.actions.said import NOT_YOURS, Refused
from app.staff_choice.actions.applying import send_link
from app.staff_choice.fairness.protected import named
from app.staff_choice.fairness.public_words import findings
from app.staff_choice.models import (
    Applicant,
    ApplicantAsk,
    AskKind,
    Criterion,
    ReasonRecorded,
    Vacancy,
)
from app.staff_choice.predicates import holds_lock_of, is_the_applicant
from app.staff_choice.queries.approvers import free_approvers
from app.staff_choice.queries.asks import (
    lock_holders,
    may_review,
    open_ask,
    reasons_told,
    who_said_no,
)
from app.staff_choice.queries.deciding import locks_of
from app.staff_choice.queries.leaks import circle_of
from app.staff_choice.queries.own_asking import who_asked

__all__ = ["Refused", "answer_reasons", "answer_review", "tell_of_ask"]
# L10n: register=work
NOT_WHO_THEY_ARE = _l("Write about the line. Not about what somebody is.")
# L10n: register=work
NAMES = _l("Name nobody, and nothing that leads to the person.")
# L10n: register=work
WAITS = _l("Somebody at the council looks at this first.")
# L10n: register=work
ANSWERED = _l("Somebody answered this before you.")
# L10n: register=work
HAD_A_PART = _l("You had a part in this. Somebody else must look.")


@action
def tell_of_ask(*, by: Actor, applicant: Applicant, kind: AskKind) -> None:
    """Who can answer hears of it: the second lock of the reasons, the council of a new look."""
    vacancy = applicant.vacancy
    ask = open_ask(applicant, kind)
    if ask is None:
        return
    if kind is AskKind.REASONS:
        for account in lock_holders(vacancy):
            at = f"/people/{vacancy.person_id}/staff/jobs/{vacancy.id}/applicants/{applicant.id}"
            # L10n: register=work
            subject, body = _l("Somebody asks why"), _l("They applied for the job. Please answer.")
            _tell(by, account, "applicant-asks-why", subject, body, f"{at}/ask")
        return
    for account in _free(vacancy, applicant.id):
        # L10n: register=work
        subject, body = _l("Look at a no again"), _l("Somebody who wanted a job asks for it.")
        _tell(
            by, account, "applicant-asks-again", subject, body, f"/council/decisions/asks/{ask.id}"
        )


def _free(vacancy: Vacancy, applicant_id: uuid.UUID) -> list[Account]:
    """The council's approvers with no part in it, who did not ask for the job."""
    but = who_said_no(applicant_id) | who_asked(vacancy.id)
    return free_approvers(vacancy.person_id, but)


@action
def tell_of_waiting(*, by: Actor, reason: ReasonRecorded, vacancy: Vacancy) -> None:
    """The council's approvers hear of a no that may be unfair."""
    for account in _free(vacancy, reason.applicant_id):
        # L10n: register=work
        subject, body = _l("A no waits for you"), _l("It may be unfair. Please look at it.")
        path = f"/council/decisions/{reason.id}"
        _tell(by, account, "staff-decision-waits", subject, body, path)


@action
def answer_reasons(
    *, by: Account, vacancy: Vacancy, ask: ApplicantAsk, line: Criterion, words: str
) -> None:
    """The second lock answers why: one line of the job, and words about it. Raises Refused."""
    if not holds_lock_of(by, vacancy) or ask.kind is not AskKind.REASONS:
        raise Refused(NOT_YOURS)
    applicant, ask = _held(ask, vacancy)
    if is_the_applicant(by, applicant):
        raise Refused(HAD_A_PART)
    if locks_of(applicant).waiting_reason is not None:
        raise Refused(WAITS)
    if named(words):
        raise Refused(NOT_WHO_THEY_ARE)
    if not any(each.criterion_id == line.id for each in reasons_told(applicant)):
        db.session.add(
            ReasonRecorded(
                applicant_id=applicant.id, criterion_id=line.id, words=words, recorded_by=by.id
            )
        )
    _answer(by, vacancy, applicant, ask, words)


@action
def answer_review(*, by: Account, ask: ApplicantAsk, words: str) -> None:
    """Somebody of the council who had no part in it looked again. Raises Refused."""
    vacancy = ask.applicant.vacancy
    if ask.kind is not AskKind.REVIEW or not may_review(by, ask) or holds_lock_of(by, vacancy):
        raise Refused(HAD_A_PART)
    applicant, ask = _held(ask, vacancy)
    _answer(by, vacancy, applicant, ask, words)


def _held(ask: ApplicantAsk, vacancy: Vacancy) -> tuple[Applicant, ApplicantAsk]:
    """Both anew, under a lock: two who answer at once answer once."""
    applicant = db.session.get_one(
        Applicant, ask.applicant_id, with_for_update=True, populate_existing=True
    )
    if applicant.vacancy_id != vacancy.id or applicant.erased_at is not None:
        raise Refused(NOT_YOURS)
    ask = db.session.get_one(ApplicantAsk, ask.id, populate_existing=True)
    if ask.answered_at is not None:
        raise Refused(ANSWERED)
    return applicant, ask


def _answer(
    by: Account, vacancy: Vacancy, applicant: Applicant, ask: ApplicantAsk, words: str
) -> None:
    if not words or findings(words, circle_of(vacancy)):
        raise Refused(NAMES)
    ask.answer, ask.answered_by, ask.answered_at = words, by.id, now()
    db.session.flush()
    record(
        "applicant.answered",
        by=by,
        person=vacancy.person_id,
        about=f"applicant:{applicant.id}",
        facts={"kind": ask.kind.value},
    )
    send_link(
        by=by,
        applicant=applicant,
        subject=_l("We answered you"),
        body=_l("Open your page to read it."),
    )


def _tell(
    by: Actor, to: Account, kind: str, subject: LazyWords, body: LazyWords, path: str
) -> None:
    tell(by=by, to=to, kind=kind, subject=subject, body=body, path=path)
