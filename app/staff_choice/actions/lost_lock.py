"""Whoever checks a job can lose it in many ways: a role ends, an account closes, sharing stops.

Some of them happen by themselves, with the day. So the worker looks, and not each of those places.
"""

from __future__ import annotations

import uuid

from sqlalchemy import select

from app.audit import SYSTEM, action, record
from app.audit.actions import Actor
from app.audit.models import AuditEvent
from app.extensions import db
from app.notices.jobs import one_by_one
from app.staff_choice.actions.telling import LOCK_IS_NAMED, tell_of_lost_lock
from app.staff_choice.models import Vacancy
from app.staff_choice.queries.paying import jobs_to_watch, nobody_checks

LOST, HELD_AGAIN = "job.lock-lost", "job.lock-held-again"


def tell_all_of_lost_locks() -> None:
    """The worker's job: each loss is told once."""
    one_by_one(jobs_to_watch(), lambda each: tell_if_lost(by=SYSTEM, vacancy_id=each))


@action
def tell_if_lost(*, by: Actor, vacancy_id: uuid.UUID) -> None:
    """Tell whoever may name another, once for each loss: again where it was held in between.

    What the audit says last of this lock is whether it was told. Where there is nobody to tell,
    nothing is noted: they hear of it once there is.
    """
    vacancy = db.session.get_one(Vacancy, vacancy_id, with_for_update=True, populate_existing=True)
    is_lost, told_of = nobody_checks(vacancy), _told_of(vacancy)
    if is_lost and told_of != str(vacancy.lock_member_id):
        if tell_of_lost_lock(by, vacancy):
            _note(LOST, by, vacancy)
    elif told_of is not None and not is_lost:
        _note(HELD_AGAIN, by, vacancy)


def _told_of(vacancy: Vacancy) -> str | None:
    """The member whose loss was told last, if nobody held the lock since."""
    newest = db.session.scalar(
        select(AuditEvent)
        .where(
            AuditEvent.person_id == vacancy.person_id,
            AuditEvent.about == f"vacancy:{vacancy.id}",
            AuditEvent.name.in_((LOST, HELD_AGAIN, LOCK_IS_NAMED)),
        )
        .order_by(AuditEvent.id.desc())
        .limit(1)
    )
    return newest.facts["member"] if newest is not None and newest.name == LOST else None


def _note(name: str, by: Actor, vacancy: Vacancy) -> None:
    member = str(vacancy.lock_member_id)
    about = f"vacancy:{vacancy.id}"
    record(name, by=by, person=vacancy.person_id, about=about, facts={"member": member})
