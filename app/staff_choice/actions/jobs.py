"""Writing a job. Any change of what a stranger reads leads back to the draft."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app
from sqlalchemy import delete, select

from app.accounts.models import Account
from app.audit import action, record
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import lazy as _l
from app.people.actions.records import today
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, OPEN_AGAIN, Refused, added
from app.staff_choice.actions.telling import note_new_lock, tell_of_new_lock
from app.staff_choice.models import (
    Employer,
    PublicField,
    Vacancy,
    VacancyCriterion,
    VacancyStage,
    VacancyState,
    VacancyText,
)
from app.staff_choice.predicates import is_deciding_staff
from app.staff_choice.queries.deciding import anything_checked
from app.staff_choice.queries.jobs import Job, read_job
from app.staff_choice.queries.paying import Payer, could_check, nobody_checks, payer_of
from app.staff_choice.queries.sheet import lines_for_job

# Letters that nobody confuses, and no vowels: no word comes of them by chance.
LETTERS = "bcdfghjkmnpqrstvwxz23456789"
NUMBER_LETTERS = 8
MOST_DAYS = 90
# More would not be read, and not fit on one side of paper.
MOST_LINES = 20

CHANGED = _l("Somebody changed this just now. Look at both, then keep yours or not.")
IS_OVER = _l("This job is over. Write a new one.")
LOW_PAY = _l("The pay is too low. It is against the law.")
TOO_MANY = _l("Choose at most 20 lines.")
ONLY_THE_PERSON = _l("Only the person can change who pays now.")
CHECKED = _l("Papers were checked already. Write a new job.")
CANNOT_CHECK = _l("They cannot check this job now.")
WRONG_DAY = _l("Choose a day from today on, in the next 90 days.")


@dataclass(frozen=True)
class Facts:
    """The facts of a job, cleaned: who pays, how long, how much, until when, where."""

    payer: Payer
    minutes_a_week: int
    pay_pence: int
    closes_on: date
    district: str
    town: str

    @property
    def columns(self) -> dict[str, object]:
        provides = self.payer.key.startswith("provider:")
        return {
            "employer": self.payer.employer,
            "organisation_id": self.payer.id if provides else None,
            "lock_member_id": None if provides else self.payer.id,
            "minutes_a_week": self.minutes_a_week,
            "pay_pence": self.pay_pence,
            "closes_on": self.closes_on,
            "district": self.district,
            "town": self.town,
        }


@dataclass(frozen=True)
class ShortText:
    """One public text, cleaned, in its own language."""

    words: str
    language: str


def may_write(by: Account, viewer: Relation) -> bool:
    """The person, whoever they let help to choose, or who decides for them."""
    return viewer.shares(Part.STAFF, Level.WRITE) or may_decide(by, viewer)


def may_decide(by: Account, viewer: Relation) -> bool:
    """The person, or who decides for them by record."""
    return viewer.is_person or is_deciding_staff(by, {"person_id": viewer.person.id})


def closes_well(day: date) -> bool:
    return today() <= day <= today() + timedelta(days=MOST_DAYS)


@action
def start_job(
    *, by: Account, viewer: Relation, key: uuid.UUID, facts: Facts, language: str
) -> Vacancy:
    """A new job. `key` becomes its id: a form sent twice makes one. Raises Refused."""
    _may(by, viewer)
    _sound(facts)
    there = db.session.get(Vacancy, key)
    if there is None:
        made = Vacancy(
            id=key,
            number="".join(secrets.choice(LETTERS) for _letter in range(NUMBER_LETTERS)),
            person_id=viewer.person.id,
            made_by=by.id,
            language=language,
            **facts.columns,
        )
        if added(made):
            say_stage(by=by, vacancy=made, number=1, stage=VacancyStage.DRAFT)
            return made
        there = db.session.get_one(Vacancy, key)
    if there.person_id != viewer.person.id or there.made_by != by.id:
        raise Refused(OPEN_AGAIN)
    return there


@action
def change_facts(*, by: Account, viewer: Relation, job: Job, seen: str, facts: Facts) -> None:
    """Other facts, on top of those that the writer saw. Raises Refused."""
    job = _mine(by, viewer, job)
    _sound(facts)
    if seen != job.facts_mark:
        raise Refused(CHANGED)
    pays_otherwise = facts.payer.key != payer_of(job.vacancy)
    if pays_otherwise:
        _refuse_another_lock(by, viewer, job, facts.payer)
    for name, value in facts.columns.items():
        setattr(job.vacancy, name, value)
    _written(by, job, "facts")
    if pays_otherwise and job.was_public and facts.payer.employer is Employer.PERSON:
        note_new_lock(by, job.vacancy)
        tell_of_new_lock(by, job.vacancy)


def _refuse_another_lock(by: Account, viewer: Relation, job: Job, payer: Payer) -> None:
    """Who pays holds the second lock, so nobody who only writes hands it to another.

    What one employer read in somebody's papers is not another's to read, and no yes to build on.
    Where the person employs, whoever checked something stays until they leave (`naming_lock`), and
    nobody follows them who gains, wants the job or decides for the person.
    """
    if job.was_public and not may_decide(by, viewer):
        raise Refused(ONLY_THE_PERSON)
    stays = job.vacancy.employer is payer.employer is Employer.PERSON
    if not (stays and nobody_checks(job.vacancy)) and anything_checked(job.vacancy.id):
        raise Refused(CHECKED)
    checks = payer.employer is Employer.PERSON
    if job.was_public and checks and not could_check(payer.id, job.vacancy):
        raise Refused(CANNOT_CHECK)


@action
def choose_lines(
    *, by: Account, viewer: Relation, job: Job, seen: str, chosen: Sequence[uuid.UUID]
) -> None:
    """Which lines of the sheet the job asks for: each by the very words it has now."""
    job = _mine(by, viewer, job)
    allowed = {line.id for line in lines_for_job(viewer.person.id)}
    if seen != job.lines_mark or not allowed.issuperset(chosen):
        raise Refused(CHANGED)
    if len(chosen) > MOST_LINES:
        raise Refused(TOO_MANY)
    db.session.execute(
        delete(VacancyCriterion).where(VacancyCriterion.vacancy_id == job.vacancy.id)
    )
    db.session.add_all(
        VacancyCriterion(vacancy_id=job.vacancy.id, criterion_id=each) for each in chosen
    )
    _written(by, job, "lines")


@action
def write_texts(
    *, by: Account, viewer: Relation, job: Job, seen: str, texts: dict[PublicField, ShortText]
) -> None:
    """The short texts. A text that stays as it is keeps its row."""
    job = _mine(by, viewer, job)
    if seen != job.texts_mark:
        raise Refused(CHANGED)
    changed = False
    for field, said in texts.items():
        before = job.text(field)
        if (
            (before.words, before.language) == (said.words, said.language)
            if before
            else not said.words
        ):
            continue
        number = _next_text(job.vacancy.id, field)
        made = VacancyText(
            vacancy_id=job.vacancy.id,
            field=field,
            number=number,
            words=said.words,
            language=said.language,
            written_by=by.id,
        )
        if not added(made):
            raise Refused(CHANGED)
        changed = True
    if changed:
        _written(by, job, "texts")


def _next_text(vacancy_id: uuid.UUID, field: PublicField) -> int:
    numbers = db.session.scalars(
        select(VacancyText.number).where(
            VacancyText.vacancy_id == vacancy_id, VacancyText.field == field
        )
    ).all()
    return max(numbers, default=0) + 1


@action
def write_risk(
    *, by: Account, viewer: Relation, job: Job, seen: str, words: str, agrees: bool
) -> None:
    """What may be told about risk from "meet" on: it counts once the person agreed to it.

    It is no public word, so the job stays where it is; and it is needed most when it is closed,
    when the panel meets people.
    """
    job = _still_used(by, viewer, job)
    if seen != job.risk_mark:
        raise Refused(CHANGED)
    job.vacancy.risk_text = words
    agreed = agrees and bool(words) and may_decide(by, viewer)
    job.vacancy.risk_agreed_by = by.id if agreed else None
    record(
        "job.risk-agreed" if agreed else "job.risk-written",
        by=by,
        person=viewer.person.id,
        about=f"vacancy:{job.vacancy.id}",
    )


@action
def choose_faces(*, by: Account, viewer: Relation, job: Job, show: bool) -> None:
    """The person's own choice: see names and faces at once, or choose by words first."""
    job = _still_used(by, viewer, job)
    if not viewer.is_person:
        raise Refused(NOT_YOURS)
    job.vacancy.show_faces = show
    record(
        "job.faces-chosen",
        by=by,
        person=viewer.person.id,
        about=f"vacancy:{job.vacancy.id}",
        facts={"show": show},
    )


@action
def end_job(*, by: Account, viewer: Relation, job: Job, stage: VacancyStage) -> None:
    """Close it, so that nobody else can ask; or take it away for good. Nothing is lost by it."""
    if not may_decide(by, viewer):
        raise Refused(NOT_YOURS)
    job = fresh(job, viewer)
    if job.state.stage is VacancyStage.WITHDRAWN or job.stage is stage:
        return
    if stage is VacancyStage.CLOSED and job.stage is not VacancyStage.PUBLISHED:
        raise Refused(OPEN_AGAIN)
    say_stage(by=by, vacancy=job.vacancy, number=job.state.number + 1, stage=stage)


def fresh(job: Job, viewer: Relation | None = None) -> Job:
    """The job as it stands now, its row held. Call inside an action."""
    db.session.execute(select(Vacancy.id).where(Vacancy.id == job.vacancy.id).with_for_update())
    db.session.expire_all()
    found = read_job(job.vacancy.id)
    if found is None or (viewer is not None and found.vacancy.person_id != viewer.person.id):
        raise Refused(OPEN_AGAIN)
    return found


def say_stage(
    *, by: Actor, vacancy: Vacancy, number: int, stage: VacancyStage, words: str = ""
) -> None:
    """Where it stands from now on. Raises Refused where another was first."""
    made = VacancyState(
        vacancy_id=vacancy.id, number=number, stage=stage, words=words, said_by=by.id
    )
    if not added(made):
        raise Refused(CHANGED)
    record(f"job.{stage.value}", by=by, person=vacancy.person_id, about=f"vacancy:{vacancy.id}")


def _may(by: Account, viewer: Relation) -> None:
    if not may_write(by, viewer):
        raise Refused(NOT_YOURS)


def _mine(by: Account, viewer: Relation, job: Job) -> Job:
    _may(by, viewer)
    job = fresh(job, viewer)
    # After its closing date a job may be written anew with another one; not after its end.
    if job.state.stage in (VacancyStage.CLOSED, VacancyStage.WITHDRAWN):
        raise Refused(IS_OVER)
    return job


def _still_used(by: Account, viewer: Relation, job: Job) -> Job:
    """For what concerns those who asked: until the job is taken away."""
    _may(by, viewer)
    job = fresh(job, viewer)
    if job.state.stage is VacancyStage.WITHDRAWN:
        raise Refused(IS_OVER)
    return job


def _sound(facts: Facts) -> None:
    if facts.pay_pence < current_app.config["MINIMUM_PAY_PENCE"]:
        raise Refused(LOW_PAY)
    if not closes_well(facts.closes_on):
        raise Refused(WRONG_DAY)


def _written(by: Account, job: Job, what: str) -> None:
    """Note a change of what a stranger reads. Whatever was said yes to is a draft again."""
    record(
        "job.written",
        by=by,
        person=job.vacancy.person_id,
        about=f"vacancy:{job.vacancy.id}",
        facts={"what": what},
    )
    if job.state.stage is not VacancyStage.DRAFT:
        number = job.state.number + 1
        say_stage(by=by, vacancy=job.vacancy, number=number, stage=VacancyStage.DRAFT)
