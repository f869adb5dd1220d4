"""Pages of choosing staff: queries and server time, with two who want the job and with thirty.

The job is one more of the demo's person. The panel met all who asked for it, every mark is shown,
and each has an answer to "shall we meet?", so that each page has all that it can have.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import OrganisationMember, Role
from app.staff_choice.models import (
    Applicant,
    Criterion,
    Employer,
    Evidence,
    EvidenceLevel,
    Interview,
    Mark,
    MeetAnswer,
    MeetChoice,
    PanelMember,
    PanelRole,
    QuestionCard,
    Score,
    StaffDecision,
    Vacancy,
    VacancyCriterion,
    VacancyStage,
    VacancyState,
)
from tools.counting import MOST_QUERIES
from tools.measuring import Line
from tools.measuring.server import (
    FEW,
    Pages,
    person_called,
    portal_beside,
    query_line,
    time_line,
    walk,
)

TWO, THIRTY = 2, 30
QUESTIONS = ("What makes a good day?", "What do you do if a bus is late?", "Do you like to cook?")
JOB = "/people/{person}/staff/jobs/{job}"
ONE = JOB + "/applicants/{applicant}"
TALK = JOB + "/interviews/{talk}"
READ = (
    f"{JOB}/applicants",
    ONE,
    f"{JOB}/panel",
    f"{JOB}/questions",
    f"{JOB}/timetable",
    TALK,
    f"{TALK}/all-marks",
    f"{ONE}/decision",
)
# Role → pages; {applicant} and {talk} are of the first who asked.
PAGES: Pages = {
    "person": (
        "/my",
        "/people/{person}/staff",
        "/people/{person}/staff/sheet",
        "/people/{person}/staff/jobs",
        JOB,
        *READ,
        "/people/{person}/team",
    ),
    # On the panel.
    "family": ("/my", *READ, "/people/{person}/staff/jobs"),
    # Holds the second lock.
    "manager": (
        "/my",
        JOB,
        f"{JOB}/applicants",
        ONE,
        f"{ONE}/decision",
        f"{ONE}/safety",
        f"{ONE}/checks/dbs",
    ),
}


def measure(folder: Path, *, many: int = THIRTY) -> list[Line]:
    """Server time with two and with many, and the queries of both."""
    lines, queries = [], {}
    for number in (TWO, many):
        portal = portal_beside(folder / f"applicants-{number}", FEW)
        person = person_called(portal, "Mirabel")
        with portal.app_context(), db.writing():
            names = add_job(uuid.UUID(person), number)
        walked = walk(portal, PAGES, person=person, **names)
        portal.extensions["db_engine"].dispose()
        queries[number] = walked.queries
        what = f"server time, choosing staff, warm, one core, {number} who want the job (SQLite)"
        lines.append(time_line(what, walked))
    budget = f"at most {MOST_QUERIES}, the same for {TWO} who want the job as for {many}"
    what, than = "queries a page, choosing staff", f"with {TWO}"
    return [*lines, query_line(what, budget, queries[TWO], queries[many], than)]


@dataclass(frozen=True)
class _Job:
    """One job, who is on its panel, and what they ask."""

    vacancy: Vacancy
    line: Criterion
    panel: list[PanelMember]
    cards: list[QuestionCard]


def add_job(person_id: uuid.UUID, number: int) -> dict[str, str]:
    """A job that so many want. The ids that the pages name. Call inside `db.writing()`."""
    accounts = {a.email.split("@")[0]: a.id for a in db.session.scalars(select(Account))}
    job = _make_job(person_id, accounts)
    made = [_add_applicant(job, accounts["person"], each) for each in range(number)]
    applicant, talk = made[0]
    db.session.add(
        StaffDecision(
            applicant_id=applicant.id, says_yes=True, given_by=accounts["person"], rule_version="1"
        )
    )
    return {"job": str(job.vacancy.id), "applicant": str(applicant.id), "talk": str(talk.id)}


def _make_job(person_id: uuid.UUID, accounts: dict[str, uuid.UUID]) -> _Job:
    me = accounts["person"]
    provider = db.session.scalars(
        select(OrganisationMember.organisation_id).where(
            OrganisationMember.account_id == accounts["manager"],
            OrganisationMember.role == Role.PROVIDER_MANAGER,
        )
    ).first()
    lines = db.session.scalars(
        select(Criterion).where(Criterion.person_id == person_id).order_by(Criterion.id)
    ).all()
    vacancy = Vacancy(
        number="measured", person_id=person_id, employer=Employer.PROVIDER,
        organisation_id=provider, district="M33", town="Sale", minutes_a_week=1200,
        pay_pence=1350, closes_on=now().date() + timedelta(days=20), made_by=me,
    )  # fmt: skip
    db.session.add(vacancy)
    db.session.flush()
    newest = {line.line_id: line for line in lines}.values()
    db.session.add_all(
        VacancyCriterion(vacancy_id=vacancy.id, criterion_id=line.id) for line in newest
    )
    db.session.add(
        VacancyState(vacancy_id=vacancy.id, number=1, stage=VacancyStage.PUBLISHED, said_by=me)
    )
    panel = [
        PanelMember(
            vacancy_id=vacancy.id, account_id=accounts[role], added_by=me, trained_at=now(),
            roles=[PanelRole.SCORER.value],
        )
        for role in ("person", "family", "worker")
    ]  # fmt: skip
    cards = [
        QuestionCard(
            vacancy_id=vacancy.id, card_id=uuid.uuid4(), number=1, place=place, words=words,
            good_answer="A calm answer.", written_by=me,
        )
        for place, words in enumerate(QUESTIONS)
    ]  # fmt: skip
    db.session.add_all([*panel, *cards])
    db.session.flush()
    return _Job(vacancy, next(iter(newest)), panel, cards)


def _add_applicant(job: _Job, me: uuid.UUID, number: int) -> tuple[Applicant, Interview]:
    vacancy, left = job.vacancy, now() - timedelta(days=1)
    applicant = Applicant(
        vacancy_id=vacancy.id, name=f"Quillon Vane {number}",
        email=f"measured{number}@many.example", words="I like quiet mornings.",
        interests=["swimming"], languages=["en"], delete_on=now() + timedelta(days=180),
    )  # fmt: skip
    db.session.add(applicant)
    db.session.flush()
    talk = Interview(
        vacancy_id=vacancy.id, applicant_id=applicant.id,
        starts_at=left - timedelta(days=number // 3, hours=number % 3 + 1),
        cards=[str(card.id) for card in job.cards], left_at=left, closed_at=left, closed_by=me,
    )  # fmt: skip
    db.session.add(talk)
    db.session.flush()
    db.session.add_all(
        [
            MeetChoice(
                applicant_id=applicant.id, said_by=me, counts=True, answer=MeetAnswer.YES,
                rule_version="1",
            ),
            *(
                MeetChoice(
                    applicant_id=applicant.id, said_by=each.account_id, counts=False,
                    answer=MeetAnswer.NOT_SURE, words="They seem kind.", rule_version="1",
                )
                for each in job.panel[1:]
            ),
            Evidence(
                applicant_id=applicant.id, criterion_id=job.line.id, level=EvidenceLevel.SAYS,
                fits=True, words="They said so.", written_by=me,
            ),
            *(
                Score(
                    interview_id=talk.id, card_id=card.id, panel_member_id=each.id, mark=Mark.YES,
                    note="They took their time.",
                )
                for card in job.cards
                for each in job.panel
            ),
        ]
    )  # fmt: skip
    return applicant, talk
