"""Whom to meet: the person's answer counts, the others think along. Added, never changed.

The person's own word comes first, whoever decided before: from their account, or said on a phone
that was handed to them. In their place somebody decides on records of this very decision alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from app.accounts.models import Account
from app.audit import action, record
from app.extensions import db
from app.language.words import LazyWords
from app.language.words import lazy as _l
from app.notices.actions import tell
from app.notices.queries import unread_by
from app.people.models import Basis
from app.people.parts import Level, Part
from app.people.predicates import Relation
from app.people.rules import Ground
from app.plans.actions.said import NOT_YOURS, Refused
from app.staff_choice.fairness import VERSION
from app.staff_choice.models import (
    Applicant,
    MeetAnswer,
    MeetChoice,
    MeetChoiceHow,
    Vacancy,
)
from app.staff_choice.predicates import is_deciding_staff
from app.staff_choice.queries.deciding import answers_of_both
from app.staff_choice.way import job_url
from app.staff_choice.whom_to_meet import hands_phone, meeting_ground

__all__ = ["ChoiceSaid", "Refused", "choose", "say_on_phone"]
DECIDED = _l("You decided about them already.")
GONE = _l("They do not want the job any more.")
SAID_IT = _l("They said this themselves already.")


@dataclass(frozen=True)
class ChoiceSaid:
    answer: MeetAnswer
    words: str = ""
    language: str = "en"


@action
def choose(
    *, by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant, said: ChoiceSaid
) -> MeetChoice:
    """Somebody's answer. The same answer said twice is kept once. Raises Refused."""
    _refuse_what_is_over(viewer, vacancy, applicant)
    counts, ground = _counts(by, viewer, vacancy, applicant)
    before = _newest_of(by, applicant)
    if before is not None and _same(before, said, counts):
        return before
    made = _keep(by, viewer, applicant, said, _how(ground), said_by=by, counts=counts)
    if ground is not None:
        subject = _l("Others chose for you who to meet")
        _tell_person(by, vacancy, "meet-decided-for", subject)
    return made


@action
def say_on_phone(
    *,
    by: Account,
    viewer: Relation,
    vacancy: Vacancy,
    applicant: Applicant,
    said: ChoiceSaid,
    since: datetime,
) -> MeetChoice:
    """The person says it on the phone of `by`, who handed it over at `since`. Raises Refused.

    Never over what they said from their own account. Sent twice it is kept once.
    """
    scope = {"person_id": vacancy.person_id, "vacancy_id": vacancy.id}
    if not hands_phone(by, scope):
        raise Refused(NOT_YOURS)
    _refuse_what_is_over(viewer, vacancy, applicant)
    own = viewer.person.account
    if own is not None and _said_from_own(own, applicant):
        raise Refused(SAID_IT)
    before = db.session.scalar(
        select(MeetChoice)
        .join(MeetChoice.how)
        .where(
            MeetChoice.applicant_id == applicant.id,
            MeetChoiceHow.on_phone_of == by.id,
            MeetChoice.created_at >= since,
        )
        .order_by(MeetChoice.id.desc())
        .limit(1)
    )
    if before is not None and _same(before, said, counts=True):
        return before
    how = MeetChoiceHow(on_phone_of=by.id)
    made = _keep(by, viewer, applicant, said, how, said_by=own or by, counts=True)
    _tell_person(by, vacancy, "meet-on-phone", _l("You said who to meet on another's phone"))
    return made


def _refuse_what_is_over(viewer: Relation, vacancy: Vacancy, applicant: Applicant) -> None:
    if applicant.vacancy_id != vacancy.id or vacancy.person_id != viewer.person.id:
        raise Refused(NOT_YOURS)
    # Held: what the person says in the same moment is never missed.
    db.session.refresh(applicant, with_for_update=True)
    if applicant.withdrawn_at is not None or applicant.erased_at is not None:
        raise Refused(GONE)
    # What somebody only wrote down takes the word from nobody: it may never be confirmed.
    if answers_of_both(applicant).decision is not None:
        raise Refused(DECIDED)


def _keep(
    by: Account,
    viewer: Relation,
    applicant: Applicant,
    said: ChoiceSaid,
    how: MeetChoiceHow | None,
    *,
    said_by: Account,
    counts: bool,
) -> MeetChoice:
    made = MeetChoice(
        applicant_id=applicant.id,
        said_by=said_by.id,
        counts=counts,
        answer=said.answer,
        words=said.words,
        language=said.language,
        rule_version=VERSION,
        how=how,
    )
    db.session.add(made)
    db.session.flush()
    facts: dict[str, object] = {"answer": said.answer.value, "counts": counts, "rules": VERSION}
    if how is not None:
        facts["how"] = how.basis.value if how.basis is not None else "on-phone"
    record(
        "applicant.meet-said",
        by=by,
        person=viewer.person.id,
        about=f"applicant:{applicant.id}",
        facts=facts,
    )
    return made


def _how(ground: Ground | None) -> MeetChoiceHow | None:
    if ground is None:
        return None
    best = ground.best_interests if ground.basis is Basis.BEST_INTERESTS else None
    return MeetChoiceHow(
        basis=ground.basis,
        authority_id=ground.authority.id if ground.authority is not None else None,
        capacity_id=ground.record.id if ground.record is not None else None,
        best_interests_id=best.id if best is not None else None,
    )


def _counts(
    by: Account, viewer: Relation, vacancy: Vacancy, applicant: Applicant
) -> tuple[bool, Ground | None]:
    """The person's own answer; of somebody who decides for them only while they said nothing.

    And on which records, where it rests on those.
    """
    if viewer.is_person:
        return True, None
    scope = {"person_id": viewer.person.id, "vacancy_id": vacancy.id}
    speaks = is_deciding_staff(by, scope)
    ground = None if speaks else meeting_ground(by, scope)
    if not speaks and ground is None and not viewer.shares(Part.STAFF, Level.WRITE):
        raise Refused(NOT_YOURS)
    if _said_by_person(viewer, applicant):
        return False, None
    return speaks or ground is not None, ground


def _said_by_person(viewer: Relation, applicant: Applicant) -> bool:
    """From their own account, or on a phone that was handed to them."""
    own = MeetChoice.said_by == viewer.person.account_id
    on_phone = MeetChoice.how.has(MeetChoiceHow.on_phone_of.is_not(None))
    chosen = exists().where(MeetChoice.applicant_id == applicant.id, or_(own, on_phone))
    return bool(db.session.scalar(select(chosen)))


def _said_from_own(own: Account, applicant: Applicant) -> bool:
    chosen = exists().where(
        MeetChoice.applicant_id == applicant.id, MeetChoice.said_by == own.id, ~MeetChoice.how.has()
    )
    return bool(db.session.scalar(select(chosen)))


def _newest_of(by: Account, applicant: Applicant) -> MeetChoice | None:
    """Their own newest answer, not what the person said on their phone."""
    return db.session.scalar(
        select(MeetChoice)
        .where(
            MeetChoice.applicant_id == applicant.id,
            MeetChoice.said_by == by.id,
            ~MeetChoice.how.has(MeetChoiceHow.on_phone_of.is_not(None)),
        )
        .order_by(MeetChoice.id.desc())
        .limit(1)
    )


def _same(before: MeetChoice, said: ChoiceSaid, counts: bool) -> bool:
    return (before.answer, before.words, before.counts) == (said.answer, said.words, counts)


def _tell_person(by: Account, vacancy: Vacancy, kind: str, subject: LazyWords) -> None:
    """Once for each job until it is read, however many it is about."""
    person, path = vacancy.person.account, f"{job_url(vacancy.person_id, vacancy.id)}applicants"
    if person is None or person.closed_at is not None or person.id in unread_by(kind, path):
        return
    body = _l("Look at it. You can say it yourself.")
    tell(by=by, to=person, kind=kind, subject=subject, body=body, path=path)
