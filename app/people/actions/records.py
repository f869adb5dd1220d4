"""Writing down how one decision was made: capacity, best interests, who speaks for the person.

Source: Mental Capacity Act 2005 s1 to s4; the design's rules of who may record.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.accounts.models import Account
from app.accounts.sessions import is_new_device
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.language.words import lazy as _l
from app.organisations.queries import organisation_ids
from app.people.actions.grounds import Refused
from app.people.decided_about import decided_about
from app.people.models import (
    Area,
    BestInterestsDecision,
    CapacityRecord,
    CircleMember,
    Conclusion,
    LegalAuthority,
    Person,
    SpokenFor,
)
from app.people.models.records import ABOUT_THE_PLAN
from app.people.parts import PLAN_SECTIONS, Part


@dataclass(frozen=True)
class Assessed:
    """What somebody found out about one decision at one time."""

    receiver: str
    parts: tuple[Part, ...]
    decision: str
    why_in_doubt: str
    help_given: str
    understands: bool
    retains: bool
    weighs: bool
    communicates: bool
    because_of: str
    conclusion: Conclusion
    assessed_on: date
    review_on: date
    language: str = "en"


@dataclass(frozen=True)
class Weighed:
    """How a best interests decision came about."""

    wishes: str
    consulted: str
    options: str
    least_restrictive: str
    decided: str
    dissent: str
    decided_on: date
    language: str = "en"


def a_year_after(day: date) -> date:
    """The same day next year; 28 February after a leap day."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def today() -> date:
    """The day in London."""
    return now().astimezone(LONDON).date()


@action
def record_capacity(
    *, by: Account, person: Person, key: uuid.UUID, found: Assessed
) -> CapacityRecord:
    """Write down an assessment of one decision. Raises Refused.

    `key` becomes the id: a form sent twice is kept once.
    """
    there = db.session.get(CapacityRecord, key)
    if there is not None:
        return _same(there, there.person_id == person.id and there.assessed_by == by.id)
    _check_recorder(by, person)
    _check_receiver(by, person, found.receiver)
    _check_assessment(found)
    made = CapacityRecord(
        id=key,
        person_id=person.id,
        assessed_by=by.id,
        parts=[part.value for part in found.parts],
        **{name: getattr(found, name) for name in _KEPT_AS_IT_IS},
    )
    if made.conclusion is Conclusion.CAN_DECIDE:
        _take_back_what_it_answers(by, made)
    db.session.add(made)
    db.session.flush()
    record(
        "capacity.recorded",
        by=by,
        person=person.id,
        about=f"capacity_record:{made.id}",
        facts={"conclusion": made.conclusion.value, "receiver": made.receiver},
    )
    return made


def _take_back_what_it_answers(by: Account, newest: CapacityRecord) -> None:
    """Who can decide about this now cannot be overruled by an older record of the same."""
    same = select(CapacityRecord).where(
        CapacityRecord.person_id == newest.person_id,
        CapacityRecord.receiver == newest.receiver,
        CapacityRecord.receiver != "",
        CapacityRecord.taken_back_at.is_(None),
    )
    for older in db.session.scalars(same).all():
        if older.is_live(now()) and set(older.parts).intersection(newest.parts):
            take_back_capacity(by=by, capacity=older)


_KEPT_AS_IT_IS = (
    "receiver",
    "decision",
    "why_in_doubt",
    "help_given",
    "understands",
    "retains",
    "weighs",
    "communicates",
    "because_of",
    "conclusion",
    "assessed_on",
    "review_on",
    "language",
)


def _same(there: CapacityRecord, is_theirs: bool) -> CapacityRecord:
    if not is_theirs:
        raise Refused(_l("We cannot keep this. Open the form again."))
    return there


@action
def take_back_capacity(*, by: Account, capacity: CapacityRecord) -> None:
    """From now on nothing rests on this record. A second tap changes nothing."""
    if capacity.taken_back_at is not None:
        return
    capacity.taken_back_at = now()
    record(
        "capacity.taken-back",
        by=by,
        person=capacity.person_id,
        about=f"capacity_record:{capacity.id}",
    )


@action
def record_best_interests(
    *, by: Account, person: Person, capacity: CapacityRecord, key: uuid.UUID, weighed: Weighed
) -> BestInterestsDecision:
    """Write down what was decided for the person on one live capacity record. Raises Refused."""
    there = db.session.get(BestInterestsDecision, key)
    if there is not None:
        if there.capacity_id != capacity.id or there.decided_by != by.id:
            raise Refused(_l("We cannot keep this. Open the form again."))
        return there
    if capacity.person_id != person.id:
        raise Refused(_l("This record is about somebody else."))
    if not capacity.is_live(now()):
        raise Refused(_l("The record does not count today. Talk again."))
    _check_recorder(by, person)
    _check_receiver(by, person, capacity.receiver)
    if weighed.decided_on > today():
        raise Refused(_l("The day of the decision cannot be later than today."))
    made = BestInterestsDecision(
        id=key, person_id=person.id, capacity_id=capacity.id, decided_by=by.id, **vars(weighed)
    )
    db.session.add(made)
    db.session.flush()
    record(
        "best-interests.recorded",
        by=by,
        person=person.id,
        about=f"best_interests_decision:{made.id}",
        facts={"capacity": str(capacity.id)},
    )
    return made


@action
def name_speaker(*, by: Account, person: Person, member: CircleMember, area: Area) -> None:
    """The person names a member to speak for them on one area. Naming twice is naming once.

    Raises Refused on a new device: whoever took the phone could name themselves.
    """
    there = db.session.scalar(
        select(SpokenFor).where(
            SpokenFor.member_id == member.id, SpokenFor.area == area, SpokenFor.ended_at.is_(None)
        )
    )
    if there is not None:
        return
    if is_new_device(by):
        raise Refused(_l("This device is new. You can do this tomorrow."))
    db.session.add(SpokenFor(person_id=person.id, member_id=member.id, area=area))
    record(
        "speaker.named",
        by=by,
        person=person.id,
        about=f"circle_member:{member.id}",
        facts={"area": area.value},
    )


@action
def end_speaker(*, by: Account, spoken: SpokenFor) -> None:
    """From now on the member no longer speaks for the person on this area."""
    if spoken.ended_at is None:
        spoken.ended_at = now()
        record(
            "speaker.ended",
            by=by,
            person=spoken.person_id,
            about=f"circle_member:{spoken.member_id}",
            facts={"area": spoken.area.value},
        )


def _check_recorder(by: Account, person: Person) -> None:
    """Whoever holds a legal paper is the basis of a decision, never its recorder."""
    held = db.session.scalar(
        select(LegalAuthority.id)
        .join(CircleMember, LegalAuthority.member_id == CircleMember.id)
        .where(
            LegalAuthority.person_id == person.id,
            LegalAuthority.ended_at.is_(None),
            CircleMember.account_id == by.id,
        )
        .limit(1)
    )
    if held is not None:
        raise Refused(_l("You hold a legal paper for this person. Somebody else must write this."))


def _check_receiver(by: Account, person: Person, receiver: str) -> None:
    """Nobody records a decision about sharing with themselves or where they work.

    Nor one of another room by which they could gain.
    """
    kind, _, value = receiver.partition(":")
    about = decided_about(receiver)
    if about is not None and not about.may_record(by, person.id, uuid.UUID(value)):
        raise Refused(_l("You cannot write down a decision for where you work."))
    if kind == "organisation" and uuid.UUID(value) in organisation_ids(by):
        raise Refused(_l("You cannot write down a decision for where you work."))
    if kind != "member":
        return
    member = db.session.get(CircleMember, uuid.UUID(value))
    if member is None or member.person_id != person.id:
        raise Refused(_l("Choose somebody from the circle."))
    if member.account_id == by.id:
        raise Refused(_l("You cannot write down a decision for yourself."))
    if member.organisation_id in organisation_ids(by):
        raise Refused(_l("You cannot write down a decision for where you work."))


def _check_assessment(found: Assessed) -> None:
    if found.receiver and not found.parts:
        raise Refused(_l("Choose the parts that the decision is about."))
    if found.receiver == ABOUT_THE_PLAN and not set(found.parts) <= set(PLAN_SECTIONS):
        raise Refused(_l("Choose only parts of the support plan."))
    about = decided_about(found.receiver)
    if about is not None and set(found.parts) != {about.part}:
        raise Refused(_l("Choose the parts that the decision is about."))
    if not found.decision:
        raise Refused(_l("Write the decision it is about."))
    if found.conclusion is Conclusion.CANNOT_DECIDE_NOW:
        if found.understands and found.retains and found.weighs and found.communicates:
            raise Refused(_l("All four say yes. Then the person can decide."))
        if not found.because_of:
            raise Refused(_l("Write what it is because of."))
    if found.assessed_on > today():
        raise Refused(_l("The day of the talk cannot be later than today."))
    if not found.assessed_on < found.review_on <= a_year_after(found.assessed_on):
        raise Refused(_l("Look again within 12 months."))
