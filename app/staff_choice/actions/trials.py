"""A short time together: offered, said yes to by both, stopped by either without a reason.

Who stopped it stands in the audit alone. Both sides hear the same words, whoever it was.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from flask import current_app

from app.accounts.models import Account
from app.audit import action, record
from app.audit.actions import Actor
from app.database import now
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.outcomes.actions.given_files import GivenFiles
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added
from app.staff_choice.actions.applying import send_link
from app.staff_choice.actions.deciding import ENDED, locked
from app.staff_choice.actions.own_asking import used_link
from app.staff_choice.actions.panel import own_seat
from app.staff_choice.fairness.deciding import Stands
from app.staff_choice.fairness.trials import (
    TrialStands,
    is_one_too_many,
    next_must_be_paid,
    pay_is_lawful,
    trial_stands,
)
from app.staff_choice.models import Applicant, MeetAnswer, Showed, Trial, TrialNote, Vacancy
from app.staff_choice.predicates import holds_lock_of, is_deciding_staff
from app.staff_choice.queries.deciding import locks_of
from app.staff_choice.queries.own_application import newest_meet
from app.staff_choice.queries.trials import trials_of

__all__ = ["Offer", "Refused", "Said", "agree", "applicant_agrees", "applicant_stops"]
OPEN = (TrialStands.ASKED, TrialStands.AGREED, TrialStands.NOW)
MEET_FIRST = _l("The person wants to meet them first.")
ONE_OPEN = _l("There is a time together already.")
ENOUGH = _l("3 times together are enough.")
TOO_EARLY = _l("Choose a time that is still to come.")
MUST_BE_PAID = _l("This time must be paid. That is the law.")
PAY_TOO_LOW = _l("The pay is too low. It is against the law.")
TOO_LATE = _l("This time together is over.")
NOT_YET = _l("Say it when you have spent the time together.")
SAY_SOMETHING = _l("Choose one or write something.")
TAKEN_BACK = _l("Whoever asked took it back. It was their choice.")
BOTH_SAID_YES = _l("Both said yes. Now it is theirs to stop.")
NO_LONGER = _l("There is no such time any more.")


@dataclass(frozen=True)
class Offer:
    """When, how long, what for, and pence an hour where it is paid."""

    starts_at: datetime
    minutes: int
    is_paid: bool
    pay_pence: int = 0
    what: str = ""
    language: str = "en"


@action
def offer(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    key: uuid.UUID,
    said: Offer,
) -> Trial:
    """Ask both for a time together. `key` becomes its id: sent twice, kept once. Raises Refused."""
    if not _may_offer(by, viewer, vacancy):
        raise Refused(NOT_YOURS)
    applicant, locks = locked(applicant, vacancy, viewer)
    there = db.session.get(Trial, key)
    if there is not None:
        if there.applicant_id != applicant.id or there.made_by != by.id:
            raise Refused(OPEN_AGAIN)
        return there
    if locks.is_no or locks.stands is Stands.STARTED:
        raise Refused(ENDED)
    meets = newest_meet(applicant)
    if meets is None or meets.answer is not MeetAnswer.YES:
        raise Refused(MEET_FIRST)
    _check(applicant, said)
    made = Trial(
        id=key,
        applicant_id=applicant.id,
        starts_at=said.starts_at,
        minutes=said.minutes,
        paid=said.is_paid,
        pay_pence=said.pay_pence if said.is_paid else 0,
        what=said.what,
        language=said.language,
        made_by=by.id,
    )
    if not added(made):
        raise Refused(OPEN_AGAIN)
    _note("staff.trial-offered", by, vacancy, made, minutes=made.minutes, paid=made.paid)
    subject, body = _l("Can we spend some time together?"), _l("Open the page. Say yes or no.")
    _tell_both(by, vacancy, applicant, subject, body)
    return made


def _may_offer(by: Account, viewer: Relation, vacancy: Vacancy) -> bool:
    return (
        viewer.is_person
        or viewer.shares(Part.STAFF, Level.WRITE)
        or holds_lock_of(by, vacancy)
        or is_deciding_staff(by, {"person_id": viewer.person.id})
    )


def _check(applicant: Applicant, said: Offer) -> None:
    trials, at = trials_of(applicant), now()
    if any(trial_stands(each, at) in OPEN for each in trials):
        raise Refused(ONE_OPEN)
    if is_one_too_many(trials, at):
        raise Refused(ENOUGH)
    if said.starts_at <= at:
        raise Refused(TOO_EARLY)
    must = next_must_be_paid(trials, said.minutes, at)
    lowest = current_app.config["MINIMUM_PAY_PENCE"]
    if not pay_is_lawful(said.is_paid, said.pay_pence, must, lowest):
        raise Refused(PAY_TOO_LOW if said.is_paid else MUST_BE_PAID)


def may_agree(by: Account, viewer: Relation) -> bool:
    """The person themselves. Who decides for them only where they have no account of their own."""
    if viewer.is_person:
        return True
    alone = viewer.person.account_id is None
    return alone and is_deciding_staff(by, {"person_id": viewer.person.id})


@action
def agree(
    *, by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant, trial: Trial
) -> None:
    """The person's yes. It is no yes to the job. Raises Refused."""
    if not may_agree(by, viewer):
        raise Refused(NOT_YOURS)
    applicant, _locks = locked(applicant, vacancy, viewer)
    _say_yes(by, vacancy, applicant, trial, "person")


@action
def applicant_agrees(*, by: Actor, applicant: Applicant, trial: Trial) -> None:
    """The applicant's yes, from their own page. Raises Refused."""
    found = db.session.get_one(Applicant, applicant.id, with_for_update=True)
    used_link(found)
    _say_yes(by, found.vacancy, found, trial, "applicant")


def _say_yes(by: Actor, vacancy: Vacancy, applicant: Applicant, trial: Trial, who: str) -> None:
    trial = _fresh(applicant, trial)
    if getattr(trial, f"{who}_yes_at") is not None:
        return
    locks = locks_of(applicant)
    over = locks.is_no or locks.stands is Stands.STARTED
    if over or trial_stands(trial, now()) is not TrialStands.ASKED:
        raise Refused(NO_LONGER)
    setattr(trial, f"{who}_yes_at", now())
    db.session.flush()
    _note("staff.trial-agreed", by, vacancy, trial, who=who)
    if trial_stands(trial, now()) is TrialStands.AGREED:
        subject, body = _l("You both said yes"), _l("You spend some time together. Look when.")
        _tell_both(by, vacancy, applicant, subject, body)


@action
def stop(
    *, by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant, trial: Trial
) -> None:
    """The person says no, or stops it: no reason, and no decision about the job."""
    if not may_agree(by, viewer):
        raise Refused(NOT_YOURS)
    if applicant.vacancy_id != vacancy.id or vacancy.person_id != viewer.person.id:
        raise Refused(NOT_YOURS)
    _stop(by, vacancy, applicant, trial)


@action
def applicant_stops(*, by: Actor, applicant: Applicant, trial: Trial) -> None:
    """The applicant says no, or stops it. It counts against them nowhere."""
    used_link(applicant)
    _stop(by, applicant.vacancy, applicant, trial)


@action
def take_back(
    *, by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant, trial: Trial
) -> None:
    """Whoever made the offer takes it back, until both said yes. No reason. Raises Refused.

    The person stops it in any case, and then nobody is told who did. Here both are told that it
    was taken back: nobody shall think that the other one said no.
    """
    if trial.made_by != by.id or not _may_offer(by, viewer, vacancy):
        raise Refused(NOT_YOURS)
    applicant, _locks = locked(applicant, vacancy, viewer)
    trial = _fresh(applicant, trial)
    if trial.stopped_at is not None:
        return
    if trial_stands(trial, now()) is not TrialStands.ASKED:
        raise Refused(BOTH_SAID_YES)
    trial.stopped_at = trial.taken_back_at = now()
    db.session.flush()
    _note("staff.trial-taken-back", by, vacancy, trial)
    subject, body = _l("The time together is off"), TAKEN_BACK
    _tell_both(by, vacancy, applicant, subject, body)


def _stop(by: Actor, vacancy: Vacancy, applicant: Applicant, trial: Trial) -> None:
    applicant = db.session.get_one(Applicant, applicant.id, with_for_update=True)
    trial = _fresh(applicant, trial)
    if trial.stopped_at is not None:
        return
    if trial_stands(trial, now()) not in OPEN:
        raise Refused(TOO_LATE)
    trial.stopped_at = now()
    db.session.flush()
    _note("staff.trial-stopped", by, vacancy, trial)
    subject, body = _l("The time together stopped"), _l("Nobody needs a reason. That is all right.")
    _tell_both(by, vacancy, applicant, subject, body)


def _fresh(applicant: Applicant, trial: Trial) -> Trial:
    if trial.applicant_id != applicant.id:
        raise Refused(NOT_YOURS)
    return db.session.get_one(Trial, trial.id, populate_existing=True)


@dataclass(frozen=True)
class Said:
    """How it was. `observed`: "we saw …", of others alone. A photo or a sound is enough."""

    showed: Showed | None = None
    words: str = ""
    observed: str = ""
    language: str = "en"
    files: GivenFiles = GivenFiles()


@action
def say_how(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    trial: Trial,
    key: uuid.UUID,
    said: Said,
) -> TrialNote:
    """What the person showed, or what somebody named saw. No decision follows from it.

    `key` becomes its id: sent twice, kept once, and no file of the second time. Raises Refused.
    """
    applicant, _locks = locked(applicant, vacancy, viewer)
    if not viewer.is_person and not viewer.shares(Part.STAFF, Level.WRITE):
        own_seat(by, vacancy)
    trial = _fresh(applicant, trial)
    if trial_stands(trial, now()) not in (TrialStands.NOW, TrialStands.OVER):
        raise Refused(NOT_YET)
    # The person tells their own; others tell only what they saw.
    given = {"showed": said.showed, "words": said.words} if viewer.is_person else {}
    observed = "" if viewer.is_person else said.observed
    files = said.files
    if not any((*given.values(), observed, files.photo, files.sound)):
        raise Refused(SAY_SOMETHING)
    there = db.session.get(TrialNote, key)
    if there is not None:
        return _own(there, by, trial)
    # Their words stay with the note, which goes with the applicant. Rows of files stay for ever.
    photo, sound = replace(files, alt="", said="").rows(by, viewer.person.id, Part.STAFF)
    made = TrialNote(
        id=key,
        trial_id=trial.id,
        said_by=by.id,
        by_person=viewer.is_person,
        observed=observed,
        language=said.language,
        photo=photo,
        sound=sound,
        photo_shows=files.alt if photo else "",
        sound_says=files.said if sound else "",
        sound_says_in=files.said_in,
        **given,
    )
    if not added(made):
        return _own(db.session.get_one(TrialNote, key), by, trial)
    _note("staff.trial-said", by, vacancy, trial, by_person=viewer.is_person)
    return made


def _own(there: TrialNote, by: Account, trial: Trial) -> TrialNote:
    if there.trial_id != trial.id or there.said_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there


def _note(name: str, by: Actor, vacancy: Vacancy, trial: Trial, **facts: object) -> None:
    record(name, by=by, person=vacancy.person_id, about=f"trial:{trial.id}", facts=facts)


def _tell_both(
    by: Actor, vacancy: Vacancy, applicant: Applicant, subject: LazyWords, body: LazyWords
) -> None:
    """The same words to both, in the same moment: nobody learns from them who did it."""
    account = vacancy.person.account
    if account is not None and account.closed_at is None:
        url = f"/people/{vacancy.person_id}/staff/jobs/{vacancy.id}/applicants/{applicant.id}/trial"
        tell(by=by, to=account, kind="staff-trial", subject=subject, body=body, path=url)
    send_link(by=by, applicant=applicant, subject=subject, body=body)
