"""The end of the way in the demo: a time together, the two locks, the checks, the first day.

Through the actions, as people would go. What happened before today is moved there afterwards,
where a row may still change. The first day is the one row that is written here: the action takes
no day that is past, and the row never changes. The triggers of the database guard it all the same.
"""

from __future__ import annotations

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from flask import current_app

from app.accounts.models import Account
from app.audit import SYSTEM
from app.database import now
from app.demo.applicants import (
    CHECKED,
    EARLIER_PAGE,
    STARTED,
    Together,
)
from app.extensions import db
from app.language.formats import LONDON
from app.people.predicates import relation
from app.staff_choice.actions import deciding, own_trial, trials
from app.staff_choice.models import Applicant, CheckItem, CheckStatus, FirstDay, Trial, Vacancy
from app.team.actions.members import join
from app.team.models import Worker

Accounts = dict[str, Account]
TOMORROW = timedelta(days=1)


def _given(accounts: Accounts, role: str, vacancy: Vacancy, applicant: Applicant) -> dict[str, Any]:
    """What every action of this room needs, as one of them."""
    by = accounts[role]
    viewer = relation(by, vacancy.person_id)
    assert viewer is not None
    return {"by": by, "viewer": viewer, "vacancy": vacancy, "applicant": applicant}


def spend_time(accounts: Accounts, vacancy: Vacancy, applicant: Applicant, told: Together) -> None:
    """Asked by the manager, a yes of both, and after it how it was: the person's word first."""
    trial = trials.offer(
        **_given(accounts, "manager", vacancy, applicant),
        key=uuid.uuid4(),
        said=trials.Offer(
            starts_at=now() + TOMORROW,
            minutes=120,
            is_paid=True,
            pay_pence=current_app.config["MINIMUM_PAY_PENCE"] + 60,
            what=told.what,
        ),
    )
    trials.agree(**_given(accounts, "person", vacancy, applicant), trial=trial)
    trials.applicant_agrees(by=SYSTEM, applicant=applicant, trial=trial)
    _was_days_ago(trial, told)
    said = [("person", trials.Said(showed=told.showed, words=told.words))]
    said += [(role, trials.Said(observed=words)) for role, words in told.saw]
    for role, each in said:
        given = _given(accounts, role, vacancy, applicant)
        trials.say_how(**given, trial=trial, key=uuid.uuid4(), said=each)
    own_trial.say(by=SYSTEM, applicant=applicant, trial=trial, words=told.own, language="en")


def _was_days_ago(trial: Trial, told: Together) -> None:
    day = now().astimezone(LONDON).date() - timedelta(days=told.days)
    trial.starts_at = datetime.combine(day, time(told.hour), tzinfo=LONDON)
    trial.created_at = trial.starts_at - timedelta(days=4)
    trial.person_yes_at = trial.starts_at - timedelta(days=3)
    trial.applicant_yes_at = trial.starts_at - timedelta(days=2)
    db.session.flush()


def say_yes(accounts: Accounts, vacancy: Vacancy, applicant: Applicant) -> None:
    deciding.decide(**_given(accounts, "person", vacancy, applicant), says_yes=True)


def check(
    accounts: Accounts, vacancy: Vacancy, applicant: Applicant, *items: CheckItem, days: int
) -> None:
    """The manager saw these papers, so many days ago."""
    for item in items:
        deciding.check(
            **_given(accounts, "manager", vacancy, applicant),
            item=item,
            status=CheckStatus.DONE,
            seen_on=now().date() - timedelta(days=days),
        )


def start(accounts: Accounts, vacancy: Vacancy, applicant: Applicant) -> None:
    """Both locks and all checks, and a first day that is past: she is in the team, chosen."""
    say_yes(accounts, vacancy, applicant)
    check(accounts, vacancy, applicant, *CheckItem, days=CHECKED)
    manager = _given(accounts, "manager", vacancy, applicant)
    deciding.say_safe(**manager, says_yes=True)
    by, day = accounts["manager"], now().date() - timedelta(days=STARTED)
    db.session.add(FirstDay(applicant_id=applicant.id, starts_on=day, said_by=by.id))
    worker = Worker(
        organisation_id=vacancy.organisation_id,
        name=applicant.name,
        phone=applicant.phone,
        **EARLIER_PAGE,
    )
    db.session.add(worker)
    db.session.flush()
    join(
        by=by,
        person=manager["viewer"].person,
        worker=worker,
        since=day,
        chosen_by_person=True,
        applicant_id=applicant.id,
    )
