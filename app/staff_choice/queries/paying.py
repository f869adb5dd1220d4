"""Who could pay for a job: a provider that sees the choosing of staff, or the person themselves.

Where the person pays, a named second lock checks that it is safe: never somebody who could gain.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, exists, or_, select

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationKind
from app.organisations.queries import has_role_of, read_roles
from app.people.actions.records import today
from app.people.models import CircleMember, SharingDecision
from app.people.parts import Part
from app.people.predicates import Relation, decisions_where, relation_of_another
from app.people.queries.circle import members_for
from app.people.rules import opens
from app.staff_choice.models import (
    Applicant,
    Employer,
    FirstDay,
    MeetChoice,
    OwnAsking,
    StaffDecision,
    StaffDecisionWitness,
    StaffDecisionWitnessAnswer,
    Vacancy,
    VacancyStage,
    VacancyState,
)
from app.staff_choice.predicates import (
    GAINS,
    LOCK_ROLES,
    asked_for_it,
    asked_here,
    is_deciding_staff,
)
from app.staff_choice.queries.deciding import has_anybody_started


@dataclass(frozen=True)
class Payer:
    """One way to pay. `key` is its value in a form: "provider:<id>" or "member:<id>"."""

    employer: Employer
    id: uuid.UUID
    name: str

    @property
    def key(self) -> str:
        kind = "provider" if self.employer is Employer.PROVIDER else "member"
        return f"{kind}:{self.id}"


def payer_of(vacancy: Vacancy) -> str:
    """The key of who pays now."""
    if vacancy.employer is Employer.PROVIDER:
        return f"provider:{vacancy.organisation_id}"
    return f"member:{vacancy.lock_member_id}"


def payers_for(viewer: Relation) -> list[Payer]:
    """Whom this viewer may name, as far as they may know them. At most four queries."""
    at = now()
    live = [
        each
        for each in decisions_where(SharingDecision.person_id == viewer.person.id)
        if opens(each, Part.STAFF, at) is not None
    ]
    to_members = {each.member_id for each in live if each.member_id is not None}
    to_places = {each.organisation_id for each in live if each.organisation_id is not None}
    members = [each for each in members_for(viewer) if each.accepted_at is not None]
    known = {each.organisation.id: each.organisation for each in members if each.organisation}
    if viewer.is_person:
        known |= {each.organisation.id: each.organisation for each in live if each.organisation}
    sees = to_places | {each.organisation_id for each in members if each.id in to_members}
    providers = [each for each in known.values() if each.id in sees and _is_provider(each)]
    found = [Payer(Employer.PROVIDER, each.id, each.name) for each in providers]
    return found + [
        Payer(Employer.PERSON, each.id, each.shown_name if viewer.is_person else each.name)
        for each in _locks(members, to_members, to_places)
    ]


def _is_provider(place: Organisation) -> bool:
    return place.kind is OrganisationKind.PROVIDER and place.closed_at is None


def _locks(
    members: list[CircleMember], to_members: set[uuid.UUID], to_places: set[uuid.UUID]
) -> list[CircleMember]:
    """Members with a fitting role who see the choosing of staff, and could not gain by it."""
    fitting = [
        each
        for each in members
        if each.account_id is not None
        and each.relationship_kind not in GAINS
        and (each.id in to_members or each.organisation_id in to_places)
    ]
    read_roles([each.account_id for each in fitting if each.account_id is not None])
    return [
        each
        for each in fitting
        if each.account_id is not None and has_role_of(each.account_id, *LOCK_ROLES)
    ]


def is_second_lock_still(vacancy: Vacancy) -> bool:
    """Does the named second lock still hold a fitting role, see all of it, and gain nothing?"""
    return vacancy.lock_member is not None and _can_hold(vacancy.lock_member)


def _can_hold(member: CircleMember) -> bool:
    account = member.account
    if account is None or account.closed_at is not None or member.ended_at is not None:
        return False
    if member.relationship_kind in GAINS or not has_role_of(account.id, *LOCK_ROLES):
        return False
    sight = relation_of_another(account, member.person_id)
    return sight is not None and sight.shares(Part.STAFF)


def nobody_checks(vacancy: Vacancy) -> bool:
    """Did whom the person named for the second lock leave, so that somebody is named anew?

    Or do they want the job themselves: then none of it opens to them.
    Until the first day: then there is nothing left to check.
    """
    return (
        vacancy.employer is Employer.PERSON
        and (not is_second_lock_still(vacancy) or _wants_it(vacancy))
        and not has_anybody_started(vacancy.id)
    )


def jobs_to_watch() -> list[uuid.UUID]:
    """The jobs where the loss of the second lock matters: the person employs, it was out once,
    nobody started, and people can apply or somebody waits for what comes of it.
    """

    def once(stage: VacancyStage) -> ColumnElement[bool]:
        return exists().where(VacancyState.vacancy_id == Vacancy.id, VacancyState.stage == stage)

    applied = Applicant.vacancy_id == Vacancy.id
    waits = exists().where(applied, Applicant.withdrawn_at.is_(None), Applicant.erased_at.is_(None))
    started = exists().where(applied, FirstDay.applicant_id == Applicant.id)
    open_still = and_(Vacancy.closes_on >= today(), ~once(VacancyStage.CLOSED))
    return list(
        db.session.scalars(
            select(Vacancy.id)
            .where(
                Vacancy.employer == Employer.PERSON,
                once(VacancyStage.PUBLISHED),
                ~once(VacancyStage.WITHDRAWN),
                ~started,
                or_(waits, open_still),
            )
            .order_by(Vacancy.id)
        )
    )


def _wants_it(vacancy: Vacancy) -> bool:
    """Did who holds the second lock ask for the job, for sure: by the link they alone were sent?

    An address alone is no proof: else anybody could write it, and pull the lock away.
    """
    asked = exists().where(
        OwnAsking.vacancy_id == vacancy.id,
        OwnAsking.used_at.is_not(None),
        OwnAsking.account_id == CircleMember.account_id,
        CircleMember.id == vacancy.lock_member_id,
    )
    return bool(db.session.scalar(select(asked)))


def who_could_check(viewer: Relation, vacancy: Vacancy) -> list[Payer]:
    """Whom this viewer may name anew for the second lock of a job, as far as they may know them.

    Who decides for the person is among them still: `could_check` says so when they are named. At
    most five queries, however many there are.
    """
    found = [each for each in payers_for(viewer) if each.employer is Employer.PERSON]
    barred = set(
        db.session.scalars(
            select(CircleMember.id)
            .join(CircleMember.account)
            .join(Vacancy, Vacancy.id == vacancy.id)
            .where(CircleMember.id.in_([each.id for each in found]))
            .where(or_(asked_here(Account), _had_a_hand_in(Account, vacancy)))
        )
    )
    return [each for each in found if each.id not in barred]


def could_check(member_id: uuid.UUID, vacancy: Vacancy) -> bool:
    """Could this member hold the second lock of a job?

    Nobody who wants it, and nobody who decides for the person or did so: one hand holds one lock.
    """
    member = db.session.get(CircleMember, member_id)
    if member is None or member.person_id != vacancy.person_id or not _can_hold(member):
        return False
    assert member.account is not None
    scope = {"person_id": vacancy.person_id, "vacancy_id": vacancy.id}
    if is_deciding_staff(member.account, scope) or asked_for_it(member.account, scope):
        return False
    return not db.session.scalar(select(_had_a_hand_in(member.account, vacancy)))


def _had_a_hand_in(account: Account | type[Account], vacancy: Vacancy) -> ColumnElement[bool]:
    """For a query: did they choose or decide for the person here, write or see their answer?

    Who is only named as a witness did nothing yet: nobody keeps them away by naming them.
    """
    theirs = Applicant.vacancy_id == vacancy.id
    decided = theirs, StaffDecision.applicant_id == Applicant.id
    was_there = StaffDecisionWitness.answer.has(StaffDecisionWitnessAnswer.was_there)
    chose = exists().where(
        theirs,
        MeetChoice.applicant_id == Applicant.id,
        MeetChoice.said_by == account.id,
        MeetChoice.counts,
    )
    wrote = exists().where(*decided, StaffDecision.given_by == account.id)
    saw = exists().where(
        *decided,
        StaffDecisionWitness.decision_id == StaffDecision.id,
        StaffDecisionWitness.account_id == account.id,
        was_there,
    )
    return or_(chose, wrote, saw)
