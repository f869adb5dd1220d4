"""Rows about an applicant: never changed, gone only with the applicant. Nobody starts unchecked."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError

from app.database import now
from app.extensions import db
from app.people.models import SaidHow
from app.staff_choice.fairness import VERSION
from app.staff_choice.models import (
    Applicant,
    CheckItem,
    CheckStatus,
    FirstDay,
    MeetAnswer,
    MeetChoice,
    SafeCheck,
    SafetyAnswer,
    StaffDecision,
    StaffDecisionWitness,
    StaffDecisionWitnessAnswer,
)
from tests.makers import make_account
from tests.staff_choice.house import make_applicant, make_vacancy


@pytest.fixture
def applicant(either_portal: Flask) -> tuple[uuid.UUID, uuid.UUID]:
    """An applicant and the account of the person, in either database."""
    with either_portal.app_context():
        vacancy = make_vacancy()
        made = make_applicant(vacancy)
        assert vacancy.person.account_id is not None
        return made.id, vacancy.person.account_id


def _choice(applicant_id: uuid.UUID, by: uuid.UUID) -> MeetChoice:
    return MeetChoice(
        applicant_id=applicant_id,
        said_by=by,
        counts=True,
        answer=MeetAnswer.YES,
        rule_version=VERSION,
    )


def _refused(statement: object) -> None:
    with pytest.raises(DBAPIError), db.session.begin_nested():
        db.session.execute(statement)  # type: ignore[call-overload]


def test_a_row_about_an_applicant_goes_only_with_them(
    either_portal: Flask, applicant: tuple[uuid.UUID, uuid.UUID]
) -> None:
    applicant_id, person = applicant
    with either_portal.app_context():
        db.session.add(_choice(applicant_id, person))
        db.session.commit()
        _refused(update(MeetChoice).values(answer=MeetAnswer.NO))
        _refused(delete(MeetChoice))
        db.session.execute(update(Applicant).values(erased_at=now()))
        db.session.execute(delete(MeetChoice).where(MeetChoice.applicant_id == applicant_id))
        db.session.commit()


def _check(applicant_id: uuid.UUID, by: uuid.UUID, item: CheckItem, status: CheckStatus) -> None:
    done = status is CheckStatus.DONE
    db.session.add(
        SafeCheck(
            applicant_id=applicant_id,
            item=item,
            status=status,
            seen_on=date(2026, 11, 2) if done else None,
            checked_by=by,
        )
    )
    db.session.flush()


def _start(applicant_id: uuid.UUID, by: uuid.UUID) -> bool:
    """Would the database let them start now?"""
    try:
        with db.session.begin_nested():
            db.session.add(
                FirstDay(
                    applicant_id=applicant_id,
                    starts_on=now().date() + timedelta(days=7),
                    said_by=by,
                )
            )
    except DBAPIError:
        return False
    return True


def _say(applicant_id: uuid.UUID, by: uuid.UUID, says_yes: bool, witnessed: bool = False) -> None:
    db.session.add(
        StaffDecision(
            applicant_id=applicant_id,
            says_yes=says_yes,
            given_by=by,
            witnessed=witnessed,
            said_how=SaidHow.TAPPED,
            rule_version=VERSION,
        )
    )
    db.session.flush()


def test_nobody_starts_before_every_check_and_both_locks(
    either_portal: Flask, applicant: tuple[uuid.UUID, uuid.UUID]
) -> None:
    applicant_id, by = applicant
    with either_portal.app_context():
        assert not _start(applicant_id, by)
        for item in CheckItem:
            _check(applicant_id, by, item, CheckStatus.DONE)
        assert not _start(applicant_id, by)
        _say(applicant_id, by, True)
        assert not _start(applicant_id, by)
        db.session.add(
            SafetyAnswer(
                applicant_id=applicant_id, says_yes=True, given_by=by, rule_version=VERSION
            )
        )
        db.session.flush()
        _check(applicant_id, by, CheckItem.DBS, CheckStatus.STOP)
        assert not _start(applicant_id, by)
        _check(applicant_id, by, CheckItem.DBS, CheckStatus.DONE)
        _say(applicant_id, by, False)
        assert not _start(applicant_id, by)
        _say(applicant_id, by, True)
        assert _start(applicant_id, by)


def test_nobody_starts_on_an_answer_that_nobody_saw(
    either_portal: Flask, applicant: tuple[uuid.UUID, uuid.UUID]
) -> None:
    applicant_id, by = applicant
    with either_portal.app_context():
        for item in CheckItem:
            _check(applicant_id, by, item, CheckStatus.DONE)
        _answer(applicant_id, by, True)
        _say(applicant_id, by, True, witnessed=True)
        said = db.session.scalars(select(StaffDecision)).one()
        assert not _start(applicant_id, by)
        _witness(said, by, was_there=True)
        assert not _start(applicant_id, by)
        late = _witness(said, make_account().id, was_there=None)
        assert not _start(applicant_id, by)
        db.session.add(StaffDecisionWitnessAnswer(witness_id=late, was_there=True))
        db.session.flush()
        # A no that nobody saw stops nothing; a no of the employer after their yes does.
        _say(applicant_id, by, False, witnessed=True)
        with db.session.begin_nested() as back:
            assert _start(applicant_id, by)
            back.rollback()
        _answer(applicant_id, by, False)
        assert not _start(applicant_id, by)


def _answer(applicant_id: uuid.UUID, by: uuid.UUID, says_yes: bool) -> None:
    db.session.add(
        SafetyAnswer(
            applicant_id=applicant_id,
            says_yes=says_yes,
            item=CheckItem.DBS,
            given_by=by,
            rule_version=VERSION,
        )
    )
    db.session.flush()


def _witness(said: StaffDecision, account_id: uuid.UUID, was_there: bool | None) -> uuid.UUID:
    made = StaffDecisionWitness(decision_id=said.id, account_id=account_id)
    db.session.add(made)
    db.session.flush()
    if was_there is not None:
        db.session.add(StaffDecisionWitnessAnswer(witness_id=made.id, was_there=was_there))
        db.session.flush()
    return made.id
