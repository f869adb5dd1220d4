"""Somebody else for the second lock, where whom the person named left after people asked.

What the one before checked and answered stands. Only where the person employs: a provider's
managers follow one another by themselves.
"""

from __future__ import annotations

from app.accounts.models import Account
from app.audit import action
from app.extensions import db
from app.language.words import lazy as _l
from app.people.predicates import Relation
from app.plans.actions.said import NOT_YOURS, Refused
from app.staff_choice.actions.jobs import CANNOT_CHECK, IS_OVER, fresh, may_decide
from app.staff_choice.actions.telling import note_new_lock, tell_of_new_lock
from app.staff_choice.models import Employer, VacancyStage
from app.staff_choice.queries.jobs import Job
from app.staff_choice.queries.paying import Payer, could_check, nobody_checks

__all__ = ["CANNOT_CHECK", "Refused", "name_lock"]
STILL_CHECKS = _l("Somebody checks this job already.")


@action
def name_lock(*, by: Account, viewer: Relation, job: Job, payer: Payer) -> None:
    """From now on they check that it is safe. The same once more changes nothing. Raises Refused.

    The job stays where it is: nothing of it is a word that strangers read.
    """
    if not may_decide(by, viewer):
        raise Refused(NOT_YOURS)
    job = fresh(job, viewer)
    vacancy = job.vacancy
    if job.state.stage is VacancyStage.WITHDRAWN:
        raise Refused(IS_OVER)
    if not nobody_checks(vacancy):
        if vacancy.lock_member_id == payer.id:
            return
        raise Refused(STILL_CHECKS)
    if payer.employer is not Employer.PERSON or not could_check(payer.id, vacancy):
        raise Refused(CANNOT_CHECK)
    vacancy.lock_member_id = payer.id
    db.session.flush()
    note_new_lock(by, vacancy)
    tell_of_new_lock(by, vacancy)
