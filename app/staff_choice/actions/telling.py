"""Messages on the way to staff: whoever must do something learns of it. A line and a link.

Nothing of an applicant stands in them. What each may see is asked at that moment: nobody hears of
what they may not open. Call inside an action.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import or_, select

from app.accounts.models import Account
from app.audit import record
from app.audit.actions import Actor
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.notices.queries import unread_by
from app.people.models import CircleMember
from app.people.parts import Level, Part
from app.people.predicates import relation_of_another
from app.staff_choice.models import Applicant, Interview, PanelMember, Vacancy
from app.staff_choice.predicates import holds_lock_of, is_deciding_staff, sees_choosing
from app.staff_choice.queries.asks import lock_holders
from app.staff_choice.way import job_url

APPLIED = "staff-applied"
MARKS_SHOWN = "staff-marks-shown"
LOCK_NAMED = "job-lock-named"
LOCK_LOST = "job-lock-lost"
STOP_LIFTED = "staff-stop-lifted"
# In the audit.
LOCK_IS_NAMED = "job.lock-named"


def tell_of_applicant(by: Actor, vacancy: Vacancy) -> None:
    """Somebody wants this job: the person hears of it, and who chooses or checks with them.

    One message for each job and account until it is read, however many apply meanwhile.
    """
    path = f"{job_url(vacancy.person_id, vacancy.id)}applicants"
    told_already = unread_by(APPLIED, path)
    for account in _circle_and_lock(vacancy):
        if account.id not in told_already and _chooses_or_checks(account, vacancy):
            subject, body = _l("Somebody wants the job"), _l("Open the page. Read what they say.")
            _tell(by, account, APPLIED, subject, body, path)


def _circle_and_lock(vacancy: Vacancy) -> list[Account]:
    """The person, their circle, and who holds the second lock: each once."""
    return _each_once([*_circle(vacancy), *lock_holders(vacancy)])


def _circle(vacancy: Vacancy) -> list[Account]:
    """The person, and who is in their circle with an account."""
    in_circle = select(CircleMember.account_id).where(
        CircleMember.person_id == vacancy.person_id,
        CircleMember.accepted_at.is_not(None),
        CircleMember.ended_at.is_(None),
    )
    known = db.session.scalars(
        select(Account)
        .where(or_(Account.id == vacancy.person.account_id, Account.id.in_(in_circle)))
        .order_by(Account.id)
    )
    return list(known.unique())


def _each_once(accounts: Iterable[Account]) -> list[Account]:
    return list({each.id: each for each in accounts}.values())


def _chooses_or_checks(account: Account, vacancy: Vacancy) -> bool:
    """Who sees the applicants, and has something to say or do about them."""
    if not sees_choosing(account, vacancy):
        return False
    found = relation_of_another(account, vacancy.person_id)
    return (
        (found is not None and found.shares(Part.STAFF, Level.WRITE))
        or holds_lock_of(account, vacancy)
        or is_deciding_staff(account, {"person_id": vacancy.person_id})
    )


def tell_of_marks(
    by: Account, vacancy: Vacancy, interview: Interview, but: uuid.UUID | None
) -> None:
    """All marks are shown now: everybody on the panel hears of it, once.

    `but`: who did it and sees them with the same step.
    """
    path = f"{job_url(vacancy.person_id, vacancy.id)}interviews/{interview.id}/all-marks"
    seated = select(PanelMember.account_id).where(
        PanelMember.vacancy_id == vacancy.id, PanelMember.ended_at.is_(None)
    )
    # The person is on the panel before their place is written.
    panel = db.session.scalars(
        select(Account)
        .where(or_(Account.id == vacancy.person.account_id, Account.id.in_(seated)))
        .order_by(Account.id)
    ).unique()
    for account in panel:
        if account.id != but and sees_choosing(account, vacancy):
            subject, body = _l("You can see all marks now"), _l("Look at them together.")
            _tell(by, account, MARKS_SHOWN, subject, body, path)


def _tell(
    by: Actor, to: Account, kind: str, subject: LazyWords, body: LazyWords, path: str
) -> None:
    if to.closed_at is None:
        tell(by=by, to=to, kind=kind, subject=subject, body=body, path=path)


def note_new_lock(by: Account, vacancy: Vacancy) -> None:
    """Who checks from now on, for the audit."""
    record(
        LOCK_IS_NAMED,
        by=by,
        person=vacancy.person_id,
        about=f"vacancy:{vacancy.id}",
        facts={"member": str(vacancy.lock_member_id)},
    )


def tell_of_new_lock(by: Account, vacancy: Vacancy) -> None:
    """Who checks from now on hears of it, and the person, where somebody did it for them."""
    at = job_url(vacancy.person_id, vacancy.id)
    person = vacancy.person.account
    if person is not None and person.id != by.id and person.closed_at is None:
        subject, body = _l("Somebody else checks your job"), _l("They look if it is safe. See who.")
        _tell(by, person, LOCK_NAMED, subject, body, f"{at}write")
    checks = db.session.get_one(CircleMember, vacancy.lock_member_id).account
    assert checks is not None
    subject, body = _l("You check a job now"), _l("Look who applied, and if it is safe.")
    _tell(by, checks, LOCK_NAMED, subject, body, f"{at}applicants")


def tell_of_lost_lock(by: Actor, vacancy: Vacancy) -> int:
    """Nobody checks this job any more: the person hears of it, and who decides for them.

    They may name another. Why it is so stands nowhere. How many were told.
    """
    told = who_decides(vacancy)
    path = job_url(vacancy.person_id, vacancy.id).rstrip("/")
    for account in told:
        subject = _l("Nobody checks a job now")
        body = _l("Choose somebody else. What was checked before stays.")
        _tell(by, account, LOCK_LOST, subject, body, path)
    return len(told)


def tell_of_lifted_stop(by: Account, vacancy: Vacancy, applicant: Applicant) -> None:
    """A check was not all right, and who checks now says otherwise: the person hears of it, and who
    decides for them. Neither which check nor why: that is for whoever checks.
    """
    path = f"{job_url(vacancy.person_id, vacancy.id)}applicants/{applicant.id}/decision"
    for account in who_decides(vacancy):
        subject = _l("A check is different now")
        body = _l("It was not all right before. Look at what changed.")
        _tell(by, account, STOP_LIFTED, subject, body, path)


def who_decides(vacancy: Vacancy) -> list[Account]:
    """The person, and whoever decides for them about staff by record, as far as they see it now."""
    scope = {"person_id": vacancy.person_id}
    return [
        each
        for each in _circle(vacancy)
        if each.closed_at is None
        and (
            each.id == vacancy.person.account_id
            or (sees_choosing(each, vacancy) and is_deciding_staff(each, scope))
        )
    ]
