"""From the person's yes to everybody's eyes: the check, the moderator, the closing date."""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import SYSTEM, action
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.logs import log_failure
from app.notices.actions import tell
from app.people.actions.records import today
from app.people.models import Person
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused
from app.staff_choice.actions.jobs import (
    CHANGED,
    LOW_PAY,
    WRONG_DAY,
    closes_well,
    fresh,
    may_decide,
    say_stage,
)
from app.staff_choice.models import Employer, VacancyStage
from app.staff_choice.queries.jobs import Job, job_ids_past, read_job
from app.staff_choice.queries.leaks import leaks_of
from app.staff_choice.queries.moderators import moderators_for, waiting_job
from app.staff_choice.queries.paying import is_second_lock_still
from app.staff_choice.queries.sheet import lines_for_job
from app.staff_choice.way import job_url

# Where a job stands that nobody said yes to.
BEFORE_YES = frozenset({VacancyStage.DRAFT, VacancyStage.SENT_BACK})
NO_LINES = _l("Choose at least 1 line of your sheet first.")
LINES_CHANGED = _l("Your sheet changed. Choose the lines again.")
TELLS_WHO = _l("The words still tell who it is. Change them first.")
NO_LOCK = _l("Say again who pays. That person cannot help with it now.")
CANNOT_PUBLISH = _l("Our check found something. Send it back.")


def problems_of(job: Job, minimum_pay: int) -> list[LazyWords]:
    """What must be put right before anybody says yes, besides what the words give away."""
    found = []
    if not job.lines:
        found.append(NO_LINES)
    elif not {line.id for line in lines_for_job(job.vacancy.person_id)}.issuperset(
        line.id for line in job.lines
    ):
        found.append(LINES_CHANGED)
    if not closes_well(job.vacancy.closes_on):
        found.append(WRONG_DAY)
    if job.vacancy.pay_pence < minimum_pay:
        found.append(LOW_PAY)
    if job.vacancy.employer is Employer.PERSON and not is_second_lock_still(job.vacancy):
        found.append(NO_LOCK)
    return found


@action
def say_yes(*, by: Account, viewer: Relation, job: Job, seen: str, minimum_pay: int) -> None:
    """Yes to what a stranger would learn: it goes to a moderator. Raises Refused."""
    if not may_decide(by, viewer):
        raise Refused(NOT_YOURS)
    job = fresh(job, viewer)
    if job.state.stage is VacancyStage.REVIEWED:
        return
    if job.state.stage not in BEFORE_YES:
        raise Refused(OPEN_AGAIN)
    if seen != job.whole_mark:
        raise Refused(CHANGED)
    _sound(job, minimum_pay, TELLS_WHO)
    number = job.state.number + 1
    say_stage(by=by, vacancy=job.vacancy, number=number, stage=VacancyStage.REVIEWED)
    if not viewer.is_person:
        _tell(by, job, _l("Somebody said yes for you"), _l("A job is on its way. Look at it."))
    for moderator in moderators_for(job.vacancy.person_id):
        tell(
            by=by,
            to=moderator,
            kind="job-waits",
            subject=_l("A job waits for you"),
            body=_l("Please read it before everybody can."),
            path="/council/jobs",
        )


def _sound(job: Job, minimum_pay: int, leaks: LazyWords) -> None:
    for problem in problems_of(job, minimum_pay):
        raise Refused(problem)
    if leaks_of(job):
        raise Refused(leaks)


@action
def publish(*, by: Account, job: Job, seen: str, minimum_pay: int) -> None:
    """A moderator lets everybody read what they read: these words, and no others.

    What our check finds they cannot wave through. Raises Refused.
    """
    job = _waiting(by, job, seen)
    _sound(job, minimum_pay, CANNOT_PUBLISH)
    number = job.state.number + 1
    say_stage(by=by, vacancy=job.vacancy, number=number, stage=VacancyStage.PUBLISHED)
    _tell(by, job, _l("Your job is out"), _l("Everybody can see it now. Look at it."))


@action
def send_back(*, by: Account, job: Job, seen: str, words: str) -> None:
    """A moderator asks for a change, and says which."""
    job = _waiting(by, job, seen)
    number = job.state.number + 1
    say_stage(by=by, vacancy=job.vacancy, number=number, stage=VacancyStage.SENT_BACK, words=words)
    _tell(by, job, _l("Change your job a little"), _l("The council read it. See what they say."))


def _waiting(by: Account, job: Job, seen: str) -> Job:
    job = fresh(job)
    if waiting_job(by, job.vacancy.id) is None:
        raise Refused(OPEN_AGAIN)
    if seen != job.whole_mark:
        raise Refused(CHANGED)
    return job


def _tell(by: Actor, job: Job, subject: LazyWords, body: LazyWords) -> None:
    """The person, and whoever said yes for them."""
    person = db.session.get_one(Person, job.vacancy.person_id)
    said = next(
        (each.said_by for each in reversed(job.states) if each.stage is VacancyStage.REVIEWED), None
    )
    told = {each for each in (person.account_id, said) if each is not None}
    for account_id in sorted(told):
        account = db.session.get_one(Account, account_id)
        tell(
            by=by,
            to=account,
            kind="job-answered",
            subject=subject,
            body=body,
            path=job_url(person.id, job.vacancy.id).rstrip("/"),
        )


def close_all_past() -> None:
    """The worker's job: what is past its closing date is written down as closed.

    Pages close it in time without that. What fails for one leaves the others theirs.
    """
    for vacancy_id in job_ids_past(today()):
        try:
            with db.writing():
                job = read_job(vacancy_id)
                if job is not None:
                    close_past(by=SYSTEM, job=job)
        # Whatever is wrong with one job, the others must still be closed.
        except Exception as problem:
            db.rollback()
            log_failure(problem)


@action
def close_past(*, by: Actor, job: Job) -> None:
    """Close one whose closing date is past. Twice changes nothing."""
    job = fresh(job)
    if job.state.stage is not VacancyStage.PUBLISHED or job.stage is not VacancyStage.CLOSED:
        return
    number = job.state.number + 1
    say_stage(by=by, vacancy=job.vacancy, number=number, stage=VacancyStage.CLOSED)
    _tell(by, job, _l("Your job is closed"), _l("Its last day is over. See who applied."))
