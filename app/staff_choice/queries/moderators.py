"""What waits for a moderator, and who they are. Nobody reads first what is of their own circle."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from sqlalchemy import CompoundSelect, select

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember, Role
from app.people.models import CircleMember, Person
from app.staff_choice.models import Vacancy, VacancyStage
from app.staff_choice.queries.jobs import Job, at_stage, read_job, with_states

MOST = 100


def waiting_jobs(moderator: Account) -> list[Job]:
    """The jobs that wait to be read, who waits longest first; without those one knows."""
    found = db.session.scalars(
        at_stage(VacancyStage.REVIEWED)
        .where(Vacancy.person_id.not_in(_known_people(moderator.id)))
        .order_by(Vacancy.id)
        .limit(MOST)
    ).all()
    return with_states(found)


def waiting_job(moderator: Account, vacancy_id: uuid.UUID) -> Job | None:
    """One of them; None where somebody answered already, and for whom the person is no stranger."""
    found = db.session.scalar(
        at_stage(VacancyStage.REVIEWED).where(
            Vacancy.id == vacancy_id, Vacancy.person_id.not_in(_known_people(moderator.id))
        )
    )
    return read_job(found.id) if found is not None else None


def _known_people(account_id: uuid.UUID) -> CompoundSelect[uuid.UUID]:
    """Whose circle the account is or was in, and themselves."""
    members = select(CircleMember.person_id).where(CircleMember.account_id == account_id)
    return members.union_all(select(Person.id).where(Person.account_id == account_id))


def moderators_for(person_id: uuid.UUID) -> Sequence[Account]:
    """Who is told that a job of this person waits."""
    in_circle = select(CircleMember.account_id).where(
        CircleMember.person_id == person_id, CircleMember.account_id.is_not(None)
    )
    themselves = select(Person.account_id).where(
        Person.id == person_id, Person.account_id.is_not(None)
    )
    return db.session.scalars(
        select(Account)
        .join(OrganisationMember, OrganisationMember.account_id == Account.id)
        .join(Organisation, OrganisationMember.organisation_id == Organisation.id)
        .where(
            OrganisationMember.role == Role.MODERATOR,
            OrganisationMember.accepted_at.is_not(None),
            OrganisationMember.ended_at.is_(None),
            Organisation.closed_at.is_(None),
            Account.closed_at.is_(None),
            Account.id.not_in(in_circle),
            Account.id.not_in(themselves),
        )
        .order_by(Account.id)
        .distinct()
    ).all()
