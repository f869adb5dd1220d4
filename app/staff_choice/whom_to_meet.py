"""Whom to meet for one job: who may decide it in the person's place, and whose phone may be handed.

A capacity record can be about this very decision: whom to meet for this job. What the person says
comes first, and ends it. Nobody who could gain decides it, or hands over their phone for it.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from flask import g
from sqlalchemy import exists, select

from app.accounts.models import Account
from app.extensions import db
from app.language.formats import format_date
from app.language.words import lazy as _l
from app.people.decided_about import DecidedAbout, decide_about
from app.people.models import Basis, LegalAuthority
from app.people.models.records import MONEY_KINDS
from app.people.parts import Part
from app.people.predicates import Relation, is_care_manager_of, is_professional_of, relation
from app.people.rules import Ground
from app.security.guard import Scope
from app.staff_choice.models import Employer, Vacancy, VacancyStage, VacancyState
from app.staff_choice.predicates import (
    PAID,
    asked_for_it,
    asked_here,
    gains_by_job,
    is_shared_staff,
    vacancy_of,
)
from app.staff_choice.queries.grounds import grounds_about

# What a capacity record about it begins with.
ABOUT_MEETING = "whom-to-meet"
# L10n: register=work
WHOM_TO_MEET = _l("Who the person meets for a job:")


def meeting_key(vacancy_id: uuid.UUID) -> str:
    """How a capacity record names the decision whom to meet for one job."""
    return f"{ABOUT_MEETING}:{vacancy_id}"


def _offered(viewer: Relation) -> Sequence[tuple[uuid.UUID, str]]:
    """The person's jobs that were not taken away, by where they are and until when."""
    if not viewer.shares(Part.STAFF):
        return []
    account = db.session.get_one(Account, viewer.account_id)
    gone = exists().where(
        VacancyState.vacancy_id == Vacancy.id, VacancyState.stage == VacancyStage.WITHDRAWN
    )
    rows = db.session.scalars(
        select(Vacancy)
        .where(Vacancy.person_id == viewer.person.id, ~gone, ~asked_here(account))
        .order_by(Vacancy.id)
    )
    return [(job.id, f"{job.town} {job.district}, {format_date(job.closes_on)}") for job in rows]


def _may_record(by: Account, person_id: uuid.UUID, vacancy_id: uuid.UUID) -> bool:
    vacancy = vacancy_of({"person_id": person_id, "vacancy_id": vacancy_id})
    return vacancy is not None and not gains_by_job(by, vacancy)


decide_about(ABOUT_MEETING, DecidedAbout(Part.STAFF, WHOM_TO_MEET, _offered, _may_record))


def records_meeting(account: Account, scope: Scope) -> bool:
    """The care manager or another named professional who sees it and could not gain by it."""
    vacancy = vacancy_of(scope)
    if vacancy is None or not is_shared_staff(account, scope):
        return False
    writes = is_care_manager_of(account, scope) or is_professional_of(account, scope)
    return writes and not gains_by_job(account, vacancy)


def meeting_ground(account: Account, scope: Scope) -> Ground | None:
    """On which records this account says now whom the person meets, best interests first.

    Of a paper the care manager alone writes, and its holder neither writes nor gains.
    """
    vacancy = vacancy_of(scope)
    viewer = relation(account, scope["person_id"])
    if vacancy is None or viewer is None or not records_meeting(account, scope):
        return None
    for each in grounds_about(viewer, meeting_key(vacancy.id)).values():
        paper = each.ground.authority
        if each.ground.basis is Basis.BEST_INTERESTS or paper is None:
            return each.ground
        holder = paper.member.account
        gains = holder is not None and (
            holder.id == account.id
            or gains_by_job(holder, vacancy)
            or asked_for_it(holder, {"vacancy_id": vacancy.id})
        )
        if is_care_manager_of(account, scope) and not gains and not _pays(paper.member_id, vacancy):
            return each.ground
    return None


def is_deciding_meeting(account: Account, scope: Scope) -> bool:
    """The same as an actor of the table. Read once a request."""
    vacancy = vacancy_of(scope)
    if vacancy is None:
        return False
    kept: dict[tuple[uuid.UUID, uuid.UUID], bool] = g.setdefault("deciding_meeting", {})
    key = (account.id, vacancy.id)
    if key not in kept:
        kept[key] = meeting_ground(account, scope) is not None
    return kept[key]


def hands_phone(account: Account, scope: Scope) -> bool:
    """May the person say on this account's phone whom to meet?

    Somebody of the circle who sees it. Never who is paid to support them, works where the pay comes
    from, holds the second lock, handles the money that pays, or wants the job.
    """
    vacancy, found = vacancy_of(scope), relation(account, scope["person_id"])
    if vacancy is None or found is None or found.member is None:
        return False
    if not is_shared_staff(account, scope) or found.member.relationship_kind in PAID:
        return False
    gains = gains_by_job(account, vacancy) or asked_for_it(account, scope)
    return not gains and not _pays(found.member.id, vacancy)


def _pays(member_id: uuid.UUID, vacancy: Vacancy) -> bool:
    """Do they handle the money from which the person pays?"""
    handles = exists().where(
        LegalAuthority.member_id == member_id,
        LegalAuthority.kind.in_(MONEY_KINDS),
        LegalAuthority.ended_at.is_(None),
    )
    return vacancy.employer is Employer.PERSON and bool(db.session.scalar(select(handles)))
