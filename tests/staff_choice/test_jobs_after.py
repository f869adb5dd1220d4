"""A job once people asked for it: who pays stays, and what is still needed can change."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask

from app.extensions import db
from app.people.models import Person, Relationship
from app.people.parts import Part
from app.staff_choice.actions.jobs import CHECKED, IS_OVER, ONLY_THE_PERSON
from app.staff_choice.models import CheckItem, CheckStatus, SafeCheck, Vacancy
from tests.makers import make_account, make_member, make_organisation, share
from tests.staff_choice.house import make_applicant
from tests.staff_choice.jobs_house import JobsHouse, build_jobs_house


@pytest.fixture
def home(portal: Flask) -> JobsHouse:
    return build_jobs_house(portal)


def _other_payer(home: JobsHouse) -> str:
    return f"member:{home.members['caremanager']}"


def _second_provider(home: JobsHouse) -> str:
    with home.portal.app_context():
        place = make_organisation()
        person = db.session.get_one(Person, home.person_id)
        worker = make_account("Barnaby Workerwick")
        member = make_member(person, worker, Relationship.SUPPORT_WORKER, place)
        share(person, member, Part.STAFF)
        return f"provider:{place.id}"


def _checked(home: JobsHouse, job: uuid.UUID) -> None:
    with home.portal.app_context(), db.writing():
        applicant = make_applicant(db.session.get_one(Vacancy, job))
        db.session.add(
            SafeCheck(
                applicant_id=applicant.id,
                item=CheckItem.DBS,
                status=CheckStatus.WAITING,
                content="Quillfeather caution",
                checked_by=home.accounts["manager"],
            )
        )


def test_who_only_writes_moves_the_second_lock_to_nobody(home: JobsHouse) -> None:
    job = home.publish()
    page = home.send(job, "facts", "sister", pays=_other_payer(home), status=422)
    assert ONLY_THE_PERSON.msgid in page.text
    assert home.vacancy(job).organisation_id == home.provider_id
    assert home.stages(job)[-1] == "published"
    # Her other changes are welcome, and so is the person's own word.
    home.send(job, "facts", "sister", hours="12")
    home.send(job, "facts", pays=_other_payer(home))
    assert home.vacancy(job).lock_member_id == home.members["caremanager"]


def test_papers_that_one_employer_read_go_to_no_other(home: JobsHouse) -> None:
    job = home.publish()
    other = _second_provider(home)
    _checked(home, job)
    for payer in (_other_payer(home), other):
        page = home.send(job, "facts", pays=payer, status=422)
        assert CHECKED.msgid in page.text
    assert home.vacancy(job).organisation_id == home.provider_id


def test_after_its_last_day_risk_and_faces_can_still_be_said(home: JobsHouse) -> None:
    job = home.publish()
    home.as_("person").post(home.url(job, "close"), {}, status=303)
    page = home.as_("person").get(home.url(job, "write"))
    assert home.url(job, "risk") in page.links.values()
    assert home.url(job, "faces") in page.links.values()
    assert home.url(job, "texts") not in page.links.values()
    home.send(job, "risk", words="Walk on my left.", agree="yes")
    home.send(job, "faces", show="at-once")
    kept = home.vacancy(job)
    assert (kept.risk_text, kept.risk_agreed_by) == ("Walk on my left.", home.accounts["person"])
    assert kept.show_faces
    assert home.stages(job)[-1] == "closed"


def test_a_job_that_was_taken_away_changes_no_more(home: JobsHouse) -> None:
    job = home.publish()
    home.as_("person").post(home.url(job, "take-away"), {}, status=303)
    page = home.send(job, "risk", words="Walk on my left.", agree="yes", status=422)
    assert IS_OVER.msgid in page.text
    links = home.as_("person").get(home.url(job, "write")).links.values()
    assert home.url(job, "risk") not in links
