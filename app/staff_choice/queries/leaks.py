"""What the words of a job give away about its person: the check, over everything public."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, literal, select, union_all

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation
from app.people.models import CircleMember
from app.staff_choice.fairness.public_words import Circle, Finding, findings
from app.staff_choice.models import Criterion, Vacancy, VacancyText
from app.staff_choice.queries.jobs import Job
from app.team.models import TeamMember, Worker

_EMAIL = re.compile(r"[\w.+\-]+@[\w.\-]+")
_PHONE = re.compile(r"\+?[\d][\d\s()\-]{7,}\d")
# In the order of `Circle`.
KINDS = ("other", "place", "phone", "email")


@dataclass(frozen=True)
class Leak:
    """Where something was found, and what. `text`, `line`: both None for the town."""

    finding: Finding
    text: VacancyText | None = None
    line: Criterion | None = None


def leaks_of(job: Job) -> list[Leak]:
    """Everything that the check finds in what a stranger would read. One query."""
    circle = circle_of(job.vacancy)
    found = [Leak(each, text=text) for text in job.texts for each in findings(text.words, circle)]
    found += [Leak(each, line=line) for line in job.lines for each in findings(line.words, circle)]
    return found + [Leak(each) for each in findings(job.vacancy.town, circle)]


def circle_of(vacancy: Vacancy) -> Circle:
    """Whom the job may not name: everybody who is or was in the circle or in the team. One query.

    Of the vacancy its person, with their account, and its provider are read already.
    """
    person = vacancy.person
    told: dict[str, set[str]] = {kind: set() for kind in ("own", *KINDS)}
    told["own"].add(person.called)
    told["phone"].update(_PHONE.findall(person.contact))
    told["email"].update(_EMAIL.findall(person.contact))
    if person.account is not None:
        told["own"].add(person.account.name)
        told["phone"].add(person.account.phone)
        told["email"].add(person.account.email)
    if vacancy.organisation is not None:
        told["place"].add(vacancy.organisation.name)
    for kind, said in db.session.execute(_around(person.id)):
        told[kind].add(said)
    kept = [tuple(sorted(each for each in told[kind] if each)) for kind in ("own", *KINDS)]
    return Circle(*kept)


def _around(person_id: uuid.UUID) -> CompoundSelect[Any]:
    """What the portal knows of everybody around a person: kind and words."""
    in_circle = CircleMember.person_id == person_id
    in_team = TeamMember.person_id == person_id
    account = CircleMember.account_id == Account.id
    place = CircleMember.organisation_id == Organisation.id
    worker = TeamMember.worker_id == Worker.id
    return union_all(
        select(literal("other"), CircleMember.name).where(in_circle),
        select(literal("email"), CircleMember.invited_email).where(in_circle),
        select(literal("other"), Account.name).join(CircleMember, account).where(in_circle),
        select(literal("phone"), Account.phone).join(CircleMember, account).where(in_circle),
        select(literal("email"), Account.email).join(CircleMember, account).where(in_circle),
        select(literal("place"), Organisation.name).join(CircleMember, place).where(in_circle),
        select(literal("other"), Worker.name).join(TeamMember, worker).where(in_team),
        select(literal("phone"), Worker.phone).join(TeamMember, worker).where(in_team),
        select(literal("place"), Organisation.name)
        .join(Worker, Worker.organisation_id == Organisation.id)
        .join(TeamMember, worker)
        .where(in_team),
    )
