"""What the demo tells of choosing staff: somebody who works there, and a yes that waits."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from app.database import now
from app.demo.applicants import APPLICANTS, EARLIER, EARLIER_TOGETHER, TOGETHER
from app.demo.load import load_demo
from app.extensions import db
from app.staff_choice.fairness.deciding import Stands, all_done
from app.staff_choice.fairness.trials import TrialStands, trial_stands
from app.staff_choice.models import Applicant, TrialNote
from app.staff_choice.queries.deciding import locks_of
from app.staff_choice.queries.trials import trials_of
from app.team.models import TeamMember
from tests.page_client import Browser


@pytest.fixture
def demo(portal: Flask) -> Flask:
    with portal.app_context(), db.writing():
        load_demo()
    return portal


def named(name: str) -> Applicant:
    return db.session.scalars(select(Applicant).where(Applicant.name == name)).one()


def test_somebody_went_the_whole_way_and_is_in_the_team(demo: Flask) -> None:
    with demo.app_context():
        applicant = named(EARLIER.name)
        locks = locks_of(applicant)
        assert locks.stands is Stands.STARTED and all_done(locks.checks)
        assert locks.first_day is not None and locks.first_day.starts_on < now().date()
        mate = db.session.scalars(
            select(TeamMember).where(TeamMember.applicant_id == applicant.id)
        ).one()
        assert mate.chosen_by_person and mate.since == locks.first_day.starts_on
        (trial,) = trials_of(applicant)
        assert trial.starts_at.date() < mate.since
        team = f"/people/{mate.person_id}/team"
        tried = f"/people/{mate.person_id}/staff/jobs/{applicant.vacancy_id}/applicants"
        tried += f"/{applicant.id}"
    browser = Browser(demo)
    browser.sign_in("person")
    row = browser.get(team).text.split(EARLIER.name)[1]
    assert "I chose them." in row
    text = browser.get(f"{tried}/trial").text
    assert text.index(EARLIER_TOGETHER.words) < text.index(EARLIER_TOGETHER.own)
    # It is over: nothing is left to choose.
    assert "They started" in browser.get(f"{tried}/decision").text
    assert "Keep my answer" not in browser.get(tried).text


def test_a_yes_waits_for_the_safety_check(demo: Flask) -> None:
    with demo.app_context():
        applicant = named(APPLICANTS[0].name)
        locks = locks_of(applicant)
        assert (locks.person, locks.employer, locks.stands) == (True, None, Stands.OPEN)
        assert not all_done(locks.checks)
        (trial,) = trials_of(applicant)
        assert trial_stands(trial, now()) is TrialStands.OVER
        notes = db.session.scalars(select(TrialNote).where(TrialNote.trial_id == trial.id))
        assert {each.words or each.observed for each in notes} == {
            TOGETHER.words,
            *(words for _role, words in TOGETHER.saw),
        }
