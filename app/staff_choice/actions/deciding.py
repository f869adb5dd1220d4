"""The two locks, the checks and the first day. Everything is added, nothing is taken back.

Each action reads anew under a lock of the applicant's row, so that two at once see each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.people.actions.records import today
from app.people.models import Person
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused, added
from app.staff_choice.actions.applying import send_link
from app.staff_choice.actions.asks import WAITS, tell_of_waiting
from app.staff_choice.actions.equal_answers import close_equal_answer
from app.staff_choice.actions.telling import tell_of_lifted_stop
from app.staff_choice.fairness import VERSION
from app.staff_choice.fairness.deciding import (
    Stands,
    all_done,
    lifts_a_stop,
    waits_for_a_human,
)
from app.staff_choice.fairness.protected import named
from app.staff_choice.models import (
    Applicant,
    CheckItem,
    CheckStatus,
    Criterion,
    FirstDay,
    HumanAnswer,
    ReasonRecorded,
    SafeCheck,
    SafetyAnswer,
    StaffDecision,
    Vacancy,
)
from app.staff_choice.predicates import holds_lock_of, is_the_applicant
from app.staff_choice.queries.deciding import (
    Locks,
    checks_of,
    locks_of,
    may_answer_waiting,
    said_of,
    worker_known,
)
from app.team import rules
from app.team.actions.members import join
from app.team.models import Worker
from app.team.rules import ThirdReason

__all__ = ["Refused", "answer_waiting", "check", "decide", "record_reason", "say_safe", "start"]
ENDED = _l("This was decided already.")
STARTED = _l("They work here already.")
NO_GROUND = _l("A no needs a line of the sheet or a check.")
CHECKS_FIRST = _l("All checks must be done first.")
YES_FIRST = _l("The person and you must both say yes first.")
SAY_WHY = _l("Somebody else said that it is not all right. Say why you change it.")
BAD_CHECK = _l("A check is not all right. You cannot say yes.")
NOT_OVER = _l("There is no decision yet.")
TOO_EARLY = _l("Choose today or a later day.")
OTHER_HUMAN = _l("Somebody else must look at this.")


def locked(applicant: Applicant, vacancy: Vacancy, viewer: Relation) -> tuple[Applicant, Locks]:
    """The applicant's row, held, and all that is written down. Refused for one who is gone."""
    if applicant.vacancy_id != vacancy.id or vacancy.person_id != viewer.person.id:
        raise Refused(NOT_YOURS)
    found = db.session.get_one(
        Applicant, applicant.id, with_for_update=True, populate_existing=True
    )
    if found.withdrawn_at is not None or found.erased_at is not None:
        raise Refused(ENDED)
    return found, locks_of(found)


@action
def decide(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    says_yes: bool,
    words: str = "",
    language: str = "en",
) -> StaffDecision:
    """The first lock, from the person's own account. A no needs no reason. Raises Refused."""
    if not viewer.is_person:
        raise Refused(NOT_YOURS)
    applicant, locks = locked(applicant, vacancy, viewer)
    before = locks.decision
    if before is not None and before.says_yes is says_yes and before.rests_on is None:
        return before
    # A no after a yes is heard until the first day; a no stays a no. One that others gave in the
    # person's place is not theirs: their own word comes before it.
    ended = locks.is_no and not locks.can_be_said_anew
    if ended or locks.stands is Stands.STARTED:
        raise Refused(STARTED if locks.stands is Stands.STARTED else ENDED)
    made = StaffDecision(
        applicant_id=applicant.id,
        says_yes=says_yes,
        given_by=by.id,
        words=words,
        language=language,
        rule_version=VERSION,
    )
    db.session.add(made)
    db.session.flush()
    _note("staff.decided", by, vacancy, applicant, says_yes=says_yes, rules=VERSION)
    if says_yes:
        _write(by, applicant, _l("There is news about the job"), _l("Open your page to read it."))
    return made


def _hold(by: Account, vacancy: Vacancy, applicant: Applicant) -> None:
    if not holds_lock_of(by, vacancy):
        raise Refused(NOT_YOURS)
    if is_the_applicant(by, applicant):
        raise Refused(OTHER_HUMAN)


@action
def check(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    item: CheckItem,
    status: CheckStatus,
    seen_on: date | None = None,
    content: str = "",
) -> None:
    """One check, by who holds the second lock. What stands in the paper is for them alone.

    Whoever lifts a "not all right" of somebody before them says why, and it is told.
    """
    _hold(by, vacancy, applicant)
    applicant, locks = locked(applicant, vacancy, viewer)
    if locks.stands is Stands.STARTED:
        raise Refused(STARTED)
    if status is CheckStatus.DONE and (seen_on is None or seen_on > today()):
        raise Refused(_l("Say when you saw it."))
    before = said_of(checks_of(applicant).get(item, ()))
    lifts = status is not CheckStatus.STOP and lifts_a_stop(before, by.id)
    if lifts and not content.strip():
        raise Refused(SAY_WHY)
    db.session.add(
        SafeCheck(
            applicant_id=applicant.id,
            item=item,
            status=status,
            seen_on=seen_on if status is CheckStatus.DONE else None,
            content=content,
            checked_by=by.id,
        )
    )
    _note("staff.checked", by, vacancy, applicant, item=item.value, status=status.value)
    if lifts:
        _note("staff.stop-lifted", by, vacancy, applicant, item=item.value, status=status.value)
        tell_of_lifted_stop(by, vacancy, applicant)


@dataclass(frozen=True)
class Ground:
    """Why the employer says no: a line of the sheet that the job asks for, or a check."""

    criterion: Criterion | None = None
    item: CheckItem | None = None
    words: str = ""


@action
def say_safe(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    says_yes: bool,
    ground: Ground | None = None,
) -> SafetyAnswer:
    """The second lock. A no names its ground, and waits for a human where that is unfair.

    A yes can become a no until the first day, when a check is not all right; a no stays a no.
    """
    ground = ground or Ground()
    _hold(by, vacancy, applicant)
    applicant, locks = locked(applicant, vacancy, viewer)
    if locks.safety is not None and locks.safety.says_yes is says_yes:
        return locks.safety
    if locks.is_no or locks.stands is Stands.STARTED:
        raise Refused(STARTED if locks.stands is Stands.STARTED else ENDED)
    if says_yes and CheckStatus.STOP in locks.checks.values():
        raise Refused(BAD_CHECK)
    if not says_yes and ground.criterion is None and ground.item is None:
        raise Refused(NO_GROUND)
    made = SafetyAnswer(
        applicant_id=applicant.id,
        says_yes=says_yes,
        criterion_id=ground.criterion.id if ground.criterion else None,
        item=ground.item,
        words=ground.words,
        given_by=by.id,
        rule_version=VERSION,
    )
    if not added(made):
        raise Refused(ENDED)
    _note("staff.safety-said", by, vacancy, applicant, says_yes=says_yes, rules=VERSION)
    if not says_yes:
        _keep_reason(by, vacancy, applicant, ground)
    return made


@action
def record_reason(
    *, by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant, ground: Ground
) -> ReasonRecorded:
    """The employer writes down what stands behind the person's no, for an applicant who asks.

    The person is never asked for it. Raises Refused before there is a no, and while the council
    looks at an unfair one: no fairer words beside it take it away from them.
    """
    _hold(by, vacancy, applicant)
    applicant, locks = locked(applicant, vacancy, viewer)
    if not locks.is_no:
        raise Refused(NOT_OVER)
    newest = locks.reasons[-1] if locks.reasons else None
    if newest is not None and locks.waiting_reason is None:
        return newest
    if locks.waiting_reason is not None and not locks.is_sent_back:
        raise Refused(WAITS)
    if ground.criterion is None and not ground.words:
        raise Refused(NO_GROUND)
    return _keep_reason(by, vacancy, applicant, ground)


def _keep_reason(
    by: Account, vacancy: Vacancy, applicant: Applicant, ground: Ground
) -> ReasonRecorded:
    waits = waits_for_a_human(_grounds(ground))
    made = ReasonRecorded(
        applicant_id=applicant.id,
        criterion_id=ground.criterion.id if ground.criterion else None,
        words=ground.words,
        waits=waits,
        recorded_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    _note("staff.reason-recorded", by, vacancy, applicant, waits=waits)
    if not waits:
        _end(by, applicant)
    else:
        tell_of_waiting(by=by, reason=made, vacancy=vacancy)
    return made


def _grounds(ground: Ground) -> list[bool]:
    """For each reason that is written down: does it name a characteristic without a requirement?

    A check names none; a line that names one stands in a job only with its requirement. Words of
    the employer's own have none.
    """
    lawful = [False for each in (ground.criterion, ground.item) if each is not None]
    return [*lawful, *([bool(named(ground.words))] if ground.words else [])]


@action
def answer_waiting(*, by: Account, reason: ReasonRecorded, goes_on: bool, words: str) -> None:
    """The named human at the council answers a no that waits. Nobody who had a part in it."""
    applicant = db.session.get_one(Applicant, reason.applicant_id, with_for_update=True)
    vacancy = db.session.get_one(Vacancy, applicant.vacancy_id)
    if not may_answer_waiting(by, reason, vacancy):
        raise Refused(OTHER_HUMAN)
    if not reason.waits or not words:
        raise Refused(NOT_YOURS)
    made = HumanAnswer(reason_id=reason.id, goes_on=goes_on, words=words, given_by=by.id)
    if not added(made):
        raise Refused(ENDED)
    _note("staff.waiting-answered", by, vacancy, applicant, goes_on=goes_on)
    if goes_on:
        _end(by, applicant)


def _end(by: Account, applicant: Applicant) -> None:
    """It is a no, and its reason is known: the applicant is told kindly, the equal answer ends."""
    close_equal_answer(applicant.id, chosen=False)
    _write(by, applicant, _l("There is news about the job"), _l("Open your page to read it."))


@action
def start(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    starts_on: date,
    third: ThirdReason | None = None,
) -> FirstDay:
    """The first day: both locks say yes and every check is done. They join the person's team.

    `third`: why it may be one more, for somebody who works with two people already.
    Raises Refused; a trigger refuses it, too, whatever this says.
    """
    _hold(by, vacancy, applicant)
    applicant, locks = locked(applicant, vacancy, viewer)
    if locks.first_day is not None:
        return locks.first_day
    if not (locks.person and locks.employer):
        raise Refused(YES_FIRST)
    if not all_done(locks.checks):
        raise Refused(CHECKS_FIRST)
    if starts_on < today():
        raise Refused(TOO_EARLY)
    made = FirstDay(applicant_id=applicant.id, starts_on=starts_on, said_by=by.id)
    if not added(made):
        raise Refused(STARTED)
    chosen = not locks.is_in_their_place
    _join(by, viewer.person, vacancy, applicant, starts_on, third, chosen=chosen)
    close_equal_answer(applicant.id, chosen=True)
    _note("staff.starts", by, vacancy, applicant, rules=VERSION)
    _write(by, applicant, _l("You can start"), _l("Open your page to see your first day."))
    return made


def _join(
    by: Account,
    person: Person,
    vacancy: Vacancy,
    applicant: Applicant,
    starts_on: date,
    third: ThirdReason | None,
    *,
    chosen: bool,
) -> None:
    worker = worker_known(vacancy, applicant)
    if worker is None:
        worker = Worker(
            organisation_id=vacancy.organisation_id, name=applicant.name, phone=applicant.phone
        )
        db.session.add(worker)
        db.session.flush()
    try:
        join(
            by=by,
            person=person,
            worker=worker,
            since=starts_on,
            chosen_by_person=chosen,
            applicant_id=applicant.id,
            third=third,
        )
    except rules.Refused as refused:
        raise Refused(refused.words) from refused


def _note(name: str, by: Account, vacancy: Vacancy, applicant: Applicant, **facts: object) -> None:
    record(name, by=by, person=vacancy.person_id, about=f"applicant:{applicant.id}", facts=facts)


def _write(by: Account, applicant: Applicant, subject: LazyWords, body: LazyWords) -> None:
    send_link(by=by, applicant=applicant, subject=subject, body=body)
