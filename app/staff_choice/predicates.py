"""Who may do what about choosing staff. Sight comes first: all of it rests on live sharing.

A role on the panel or the second lock opens nothing by itself: whoever holds it sees what the
person's sharing of "choosing my staff" opens to them, and no more once it stops.
"""

from __future__ import annotations

import uuid

from flask import g
from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from app.accounts.models import Account
from app.extensions import db
from app.organisations.models import Role
from app.organisations.queries import has_role, memberships, organisation_ids_of
from app.people.models import CircleMember, Relationship
from app.people.parts import Level, Part
from app.people.predicates import is_viewer, relation, relation_of_another
from app.plans.models import DecidedBy
from app.plans.predicates import deciding
from app.security.guard import Scope
from app.staff_choice.models import (
    Applicant,
    Employer,
    OwnAsking,
    PanelMember,
    PanelRole,
    StaffDecision,
    StaffDecisionWitness,
    Vacancy,
)
from app.staff_choice.queries.jobs import job_rows

# Who may hold the second lock where the person employs.
LOCK_ROLES = (Role.EMPLOYMENT_SUPPORT, Role.CARE_MANAGER)
# Never hold it, whoever pays: a sister who runs the provider is there as the sister.
GAINS = frozenset({Relationship.FAMILY, Relationship.FRIEND, Relationship.ATTORNEY})
PAID = (Relationship.PROVIDER_MANAGER, Relationship.SUPPORT_WORKER)
# Decides for the person by a record that somebody else wrote, or by the person's own word.
FOR_THE_PERSON = frozenset(
    {
        DecidedBy.SPEAKER,
        DecidedBy.ATTORNEY_OR_DEPUTY,
        DecidedBy.OTHER_REPRESENTATIVE,
        DecidedBy.BEST_INTERESTS,
    }
)


def _shares(account: Account, scope: Scope, level: Level) -> bool:
    found = relation(account, scope["person_id"])
    return found is not None and not found.is_person and found.shares(Part.STAFF, level)


def is_shared_staff(account: Account, scope: Scope) -> bool:
    return _shares(account, scope, Level.SEE)


def is_shared_staff_write(account: Account, scope: Scope) -> bool:
    return _shares(account, scope, Level.WRITE)


def is_deciding_staff(account: Account, scope: Scope) -> bool:
    """Named by the person to speak for them on staff, or deciding by law with records.

    Never who is paid to support them: one hand would hold both locks.
    """
    found = relation(account, scope["person_id"])
    if found is None or found.is_person:
        return False
    if found.member is not None and found.member.relationship_kind in PAID:
        return False
    # Several permissions of one page ask for it.
    kept: dict[tuple[uuid.UUID, uuid.UUID], bool] = g.setdefault("deciding_staff", {})
    key = (account.id, found.person.id)
    if key not in kept:
        how = deciding(account, found.person.id, Part.STAFF)
        kept[key] = how is not None and how.basis in FOR_THE_PERSON
    return kept[key]


def vacancy_of(scope: Scope) -> Vacancy | None:
    """The vacancy that the address names, if it is this person's. Read once a request."""
    kept: dict[uuid.UUID, Vacancy | None] = g.setdefault("vacancies", {})
    vacancy_id = scope.get("vacancy_id")
    if vacancy_id is None:
        return None
    if vacancy_id not in kept:
        kept[vacancy_id] = db.session.scalar(
            select(Vacancy)
            .options(joinedload(Vacancy.lock_member), joinedload(Vacancy.person))
            .where(Vacancy.id == vacancy_id)
        )
    found = kept[vacancy_id]
    return found if found is not None and found.person_id == scope["person_id"] else None


def asked_here(account: Account | type[Account]) -> ColumnElement[bool]:
    """For a query over `Vacancy` (and `Account`, for all of them): did its owner ask for that job?

    By the address that stands in an application, and by what was kept when it came: another
    address, or taking it back, opens nothing again (`OwnAsking`).
    """
    theirs = aliased(Applicant)
    return or_(
        exists().where(OwnAsking.vacancy_id == Vacancy.id, OwnAsking.account_id == account.id),
        exists().where(
            theirs.vacancy_id == Vacancy.id,
            theirs.erased_at.is_(None),
            func.lower(theirs.email) == func.lower(account.email),
        ),
    )


def asked_for_it(account: Account, scope: Scope) -> bool:
    """A bar of the guard: who asked for a job sees nothing of how somebody is chosen for it.

    Never the person: anybody can write their address into the form. Read once a request, with the
    job that the page shows.
    """
    vacancy_id = scope.get("vacancy_id")
    if vacancy_id is None or _is_person_of(account, scope):
        return False
    kept: dict[tuple[uuid.UUID, uuid.UUID], bool] = g.setdefault("asked_for", {})
    key = (account.id, vacancy_id)
    if key not in kept:
        rows = job_rows(vacancy_id, asked_here(account).label("asked"))
        vacancy = rows[0].Vacancy if rows else None
        g.setdefault("vacancies", {})[vacancy_id] = vacancy
        kept[key] = bool(rows and rows[0].asked and rows[0].Vacancy.person.account_id != account.id)
    return kept[key]


def _is_person_of(account: Account, scope: Scope) -> bool:
    if "person_id" not in scope:
        return False
    found = relation(account, scope["person_id"])
    return found is not None and found.is_person


def sees_choosing(account: Account, vacancy: Vacancy) -> bool:
    """May somebody else read how this job is given now? Asked before a message goes to them."""
    found = relation_of_another(account, vacancy.person_id)
    if found is None or not found.shares(Part.STAFF):
        return False
    return not asked_for_it(account, {"vacancy_id": vacancy.id})


def holds_lock_of(account: Account, vacancy: Vacancy) -> bool:
    """Does this account hold the second lock: the employer's manager, or whom the person named?

    Their sharing is asked elsewhere. Never the person, and never a relative.
    """
    return is_named_for_lock(account, vacancy) and not _is_kin(account, vacancy.person_id)


def is_named_for_lock(account: Account, vacancy: Vacancy) -> bool:
    """The same, where the caller has read if they are a relative (`gains_as`)."""
    if vacancy.person.account_id == account.id:
        return False
    if vacancy.employer is Employer.PROVIDER:
        return any(
            held.role is Role.PROVIDER_MANAGER and held.organisation_id == vacancy.organisation_id
            for held in memberships(account)
        )
    member = vacancy.lock_member
    return (
        member is not None
        and member.ended_at is None
        and member.account_id == account.id
        and has_role(account, *LOCK_ROLES)
    )


def gains_as(member: CircleMember | None) -> bool:
    """Could somebody gain by the place they have in the circle?"""
    return member is not None and member.relationship_kind in GAINS


def _is_kin(account: Account, person_id: uuid.UUID) -> bool:
    """Is the account in the circle as who could gain? Every page reads it of its viewer."""
    if is_viewer(account):
        viewer = relation(account, person_id)
        return viewer is not None and gains_as(viewer.member)
    in_circle = exists().where(
        CircleMember.person_id == person_id,
        CircleMember.account_id == account.id,
        CircleMember.ended_at.is_(None),
        CircleMember.relationship_kind.in_(GAINS),
    )
    return bool(db.session.scalar(select(in_circle)))


def is_the_applicant(account: Account, applicant: Applicant) -> bool:
    """Does this account's owner want the job themselves? Nobody judges their own asking."""
    return account.email.casefold() == applicant.email.casefold()


def gains(account: Account, vacancy: Vacancy, applicant: Applicant) -> bool:
    """The applicant themselves, who holds the second lock, a manager of the provider that pays."""
    manages = organisation_ids_of(account.id, Role.PROVIDER_MANAGER)
    return (
        is_the_applicant(account, applicant)
        or holds_lock_of(account, vacancy)
        or vacancy.organisation_id in manages
    )


def gains_by_job(account: Account, vacancy: Vacancy) -> bool:
    """Whoever the applicant: holds the second lock, or works for the provider that pays."""
    place = vacancy.organisation_id
    works_there = place is not None and place in organisation_ids_of(account.id)
    return works_there or holds_lock_of(account, vacancy)


def gains_or_works_there(account: Account, vacancy: Vacancy, applicant: Applicant) -> bool:
    """The same, and everybody else who works for the provider that pays."""
    return gains(account, vacancy, applicant) or gains_by_job(account, vacancy)


def is_second_lock(account: Account, scope: Scope) -> bool:
    vacancy = vacancy_of(scope)
    return (
        vacancy is not None and is_shared_staff(account, scope) and holds_lock_of(account, vacancy)
    )


def panel_of(vacancy_id: uuid.UUID) -> list[PanelMember]:
    """Everybody on the panel now, in the order in which they came. Read once a request."""
    kept: dict[uuid.UUID, list[PanelMember]] = g.setdefault("panels", {})
    if vacancy_id not in kept:
        kept[vacancy_id] = list(
            db.session.scalars(
                select(PanelMember)
                .where(PanelMember.vacancy_id == vacancy_id, PanelMember.ended_at.is_(None))
                .order_by(PanelMember.id)
            )
        )
    return kept[vacancy_id]


def forget_panel(vacancy_id: uuid.UUID) -> None:
    """After the panel changed in this request: read anew."""
    g.get("panels", {}).pop(vacancy_id, None)


def _on_panel_as(account: Account, scope: Scope, *roles: PanelRole) -> bool:
    found = relation(account, scope["person_id"])
    if found is None or vacancy_of(scope) is None or not found.shares(Part.STAFF):
        return False
    mine = [each for each in panel_of(scope["vacancy_id"]) if each.account_id == account.id]
    return any(not roles or any(each.is_a(role) for role in roles) for each in mine)


def _is_the_person(account: Account, scope: Scope) -> bool:
    found = relation(account, scope["person_id"])
    return found is not None and found.is_person and vacancy_of(scope) is not None


def is_on_panel(account: Account, scope: Scope) -> bool:
    """The person always is, from the first: nobody takes them off their own panel."""
    return _is_the_person(account, scope) or _on_panel_as(account, scope)


def is_scorer(account: Account, scope: Scope) -> bool:
    """Gives marks. The person always does: their say counts."""
    return _is_the_person(account, scope) or _on_panel_as(account, scope, PanelRole.SCORER)


def is_greeter(account: Account, scope: Scope) -> bool:
    """Says hello and goodbye."""
    return _on_panel_as(account, scope, PanelRole.GREETER)


def is_chair(account: Account, scope: Scope) -> bool:
    """Whom the person named to lead; the person, where they named nobody."""
    if vacancy_of(scope) is None:
        return False
    named = [each for each in panel_of(scope["vacancy_id"]) if each.is_a(PanelRole.CHAIR)]
    found = relation(account, scope["person_id"])
    if not named:
        return found is not None and found.is_person
    return _on_panel_as(account, scope, PanelRole.CHAIR)


def is_adjuster(account: Account, scope: Scope) -> bool:
    """Reads what an applicant needs for the interview: the second lock, unless they give marks."""
    return is_second_lock(account, scope) and not is_scorer(account, scope)


def is_staff_witness(account: Account, scope: Scope) -> bool:
    """Named as having seen the person's answer about an applicant."""
    return (
        db.session.scalar(
            select(StaffDecisionWitness.id)
            .join(StaffDecision, StaffDecisionWitness.decision_id == StaffDecision.id)
            .join(Applicant, StaffDecision.applicant_id == Applicant.id)
            .join(Vacancy, Applicant.vacancy_id == Vacancy.id)
            .where(
                StaffDecisionWitness.account_id == account.id,
                StaffDecision.id == scope["decision_id"],
                Vacancy.person_id == scope["person_id"],
                ~asked_here(account),
            )
        )
        is not None
    )
