"""Who asked for a job with the address of an account: they see nothing of how it is given.

Anybody can write somebody's address into the form. So whoever did not ask says so from their own
account, and what was sent in their name goes; but not once somebody used the link that was sent
to that address. Then it stays closed for them, also after they took it back: what they would read
are the words and the marks of those who asked beside them.
"""

from __future__ import annotations

import uuid

from flask import g
from sqlalchemy import func, select, update

from app.accounts.models import Account
from app.accounts.queries import account_by_email
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.words import lazy as _l
from app.plans.actions.said import NOT_YOURS, Refused, added
from app.staff_choice.actions.erasing import erase, works_here
from app.staff_choice.models import Applicant, OwnAsking, Vacancy
from app.staff_choice.queries.own_asking import own_asking

__all__ = ["Refused", "disown", "note_asking", "used_link"]
USED = _l("Somebody used the link in your email. So it stays closed.")


def note_asking(applicant: Applicant) -> None:
    """Keep whose account it is that asks, if it is anybody's. Call inside an action."""
    account = account_by_email(applicant.email)
    if account is not None:
        added(OwnAsking(vacancy_id=applicant.vacancy_id, account_id=account.id))


def used_link(applicant: Applicant) -> None:
    """Whoever writes here has what only this address was sent. Call inside an action.

    So has who came to the talk: its day and place stand behind the link. An account that was made
    after they asked is kept here.
    """
    note_asking(applicant)
    theirs = select(Account.id).where(Account.email == func.lower(applicant.email))
    db.session.execute(
        update(OwnAsking)
        .where(
            OwnAsking.vacancy_id == applicant.vacancy_id,
            OwnAsking.account_id.in_(theirs),
            OwnAsking.used_at.is_(None),
        )
        .values(used_at=now())
    )


@action
def disown(*, by: Account, vacancy_id: uuid.UUID) -> None:
    """Somebody else wrote this account's address: what was sent in its name goes. Raises Refused.

    It opens the job to them again, as their sharing does.
    """
    vacancy = db.session.get_one(Vacancy, vacancy_id, with_for_update=True)
    kept = own_asking(by, vacancy.id)
    if kept is not None and kept.used_at is not None:
        raise Refused(USED)
    sent = db.session.scalars(
        select(Applicant).where(
            Applicant.vacancy_id == vacancy.id,
            Applicant.erased_at.is_(None),
            func.lower(Applicant.email) == by.email.lower(),
        )
    ).all()
    if any(works_here(each.id) for each in sent):
        raise Refused(NOT_YOURS)
    for applicant in sent:
        applicant.withdrawn_at = now()
        erase(by=by, applicant=applicant, why="not-theirs")
    if kept is not None:
        db.session.delete(kept)
        db.session.flush()
    g.pop("asked_for", None)
    record("own-asking.disowned", by=by, person=vacancy.person_id, about=f"vacancy:{vacancy.id}")
