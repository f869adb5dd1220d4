"""Somebody cannot come. The rest of the team is asked first; the first yes comes.

Why somebody is away, or cannot help out, is asked nowhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from app.accounts.models import Account
from app.audit import action, record
from app.database import now
from app.extensions import db
from app.language.formats import LONDON
from app.language.words import lazy as _l
from app.people.models import Person
from app.people.predicates import Relation
from app.team.actions.members import NOT_YOURS, WORK, lock, tell_person, tell_worker
from app.team.models import Absence, AbsenceTakenBack, CoverAnswer, TeamMember
from app.team.predicates import may_change
from app.team.rules import Refused, not_taken_back, still_there

PAST = _l("Choose a time that is still to come.")
TOO_LONG = _l("Choose at most 6 weeks at a time.")
ENDS_FIRST = _l("The end must be after the start.")
SAID_BEFORE = _l("We know already that they cannot come then.")
ANSWERED = _l("You answered this already.")
FOUND = _l("Somebody comes already. Thank you.")
TAKEN_BACK = _l("They can come after all. Nobody has to come instead.")
OPEN_FIRST = _l("The team comes first. Ask others after that.")
LONGEST = timedelta(weeks=6)


def _locked(absence: Absence) -> Absence:
    """The absence as it stands now; who answers at the same instant waits here. Raises Refused."""
    db.session.refresh(absence, with_for_update=True)
    if _is_taken_back(absence):
        raise Refused(TAKEN_BACK)
    return absence


def _is_taken_back(absence: Absence) -> bool:
    return not db.session.scalar(select(exists().where(Absence.id == absence.id, not_taken_back())))


@action
def take_back(*, by: Account, absence: Absence) -> None:
    """They can come after all. Whoever wrote it takes it back, once. Raises Refused.

    Everybody who was asked to come is told, and first of all who said yes.
    """
    if absence.said_by != by.id:
        raise Refused(NOT_YOURS)
    absence = _locked(absence)
    if absence.ends_at <= now():
        raise Refused(PAST)
    asked = {each.id: each for each in asked_of(absence)}
    if absence.covered_by is not None:
        asked[absence.covered_by] = db.session.get_one(TeamMember, absence.covered_by)
    db.session.add(AbsenceTakenBack(absence_id=absence.id, said_by=by.id))
    db.session.flush()
    about = f"absence:{absence.id}"
    record("team.away-taken-back", by=by, person=absence.person_id, about=about)
    away = db.session.get_one(TeamMember, absence.team_member_id)
    for mate in [*asked.values(), away]:
        if mate.worker.account_id != by.id:
            tell_worker(
                by, mate.worker, _l("Nobody has to come instead"), _l("They can come after all.")
            )
    tell_person(by, db.session.get_one(Person, absence.person_id), _l("They can come after all"))


@action
def say_away(
    *,
    by: Account,
    member: TeamMember,
    starts_at: datetime,
    ends_at: datetime,
    viewer: Relation | None = None,
) -> Absence:
    """From when until when a worker cannot come. `viewer`: None where the worker says it.

    The rest of the team is asked at once. Raises Refused.
    """
    if viewer is None:
        allowed_to = member.worker.account_id == by.id
    else:
        allowed_to = member.person_id == viewer.person.id and may_change(by, viewer, member)
    if not allowed_to:
        raise Refused(NOT_YOURS)
    if ends_at <= starts_at:
        raise Refused(ENDS_FIRST)
    if ends_at <= now():
        raise Refused(PAST)
    if ends_at - starts_at > LONGEST:
        raise Refused(TOO_LONG)
    # Who says it twice at one instant waits for the first: the row of the member is the lock.
    lock(member)
    if member.ended_on is not None and member.ended_on < starts_at.astimezone(LONDON).date():
        raise Refused(NOT_YOURS)
    _refuse_twice(member, starts_at, ends_at)
    made = Absence(
        person_id=member.person_id,
        team_member_id=member.id,
        starts_at=starts_at,
        ends_at=ends_at,
        said_by=by.id,
    )
    db.session.add(made)
    db.session.flush()
    record("team.away", by=by, person=member.person_id, about=f"absence:{made.id}")
    for mate in asked_of(made):
        tell_worker(
            by,
            mate.worker,
            _l("Can you come instead?"),
            _l("Say yes or no. You need no reason."),
            f"{WORK}/cover/{made.id}",
        )
    tell_person(by, db.session.get_one(Person, made.person_id), _l("Somebody cannot come"))
    return made


def _refuse_twice(member: TeamMember, starts_at: datetime, ends_at: datetime) -> None:
    """One time away is told once: else the team is asked twice for the same hours."""
    if _away(member.person_id, starts_at, ends_at) & {member.id}:
        raise Refused(SAID_BEFORE)


def _away(person_id: object, starts_at: datetime, ends_at: datetime) -> set[object]:
    return set(
        db.session.scalars(
            select(Absence.team_member_id).where(
                Absence.person_id == person_id,
                Absence.starts_at < ends_at,
                Absence.ends_at > starts_at,
                not_taken_back(),
            )
        )
    )


def mates_of(absence: Absence) -> Sequence[TeamMember]:
    """The rest of the person's own team who are there then and not away themselves."""
    starts, ends = (at.astimezone(LONDON).date() for at in (absence.starts_at, absence.ends_at))
    away = _away(absence.person_id, absence.starts_at, absence.ends_at)
    found = db.session.scalars(
        select(TeamMember)
        .where(TeamMember.person_id == absence.person_id, still_there(ends))
        .where(TeamMember.since <= starts)
        .order_by(TeamMember.since, TeamMember.id)
    ).all()
    return [each for each in found if each.id not in away and each.id != absence.team_member_id]


def asked_of(absence: Absence) -> Sequence[TeamMember]:
    """Those of them who can answer by themselves: they have an account."""
    return [each for each in mates_of(absence) if each.worker.account_id is not None]


@action
def answer(*, by: Account, absence: Absence, member: TeamMember, can: bool) -> None:
    """A team member says: I can, or I cannot. The first yes comes. Raises Refused."""
    absence = _locked(absence)
    if member.worker.account_id != by.id or member.id not in {m.id for m in asked_of(absence)}:
        raise Refused(NOT_YOURS)
    if absence.ends_at <= now():
        raise Refused(PAST)
    said = _said(absence)
    if member.id in said:
        raise Refused(ANSWERED)
    if absence.covered_by is not None or absence.other:
        raise Refused(FOUND)
    db.session.add(CoverAnswer(absence_id=absence.id, team_member_id=member.id, can=can))
    facts = {"can": can}
    about = f"absence:{absence.id}"
    record("team.cover-said", by=by, person=absence.person_id, about=about, facts=facts)
    if can:
        _covers(by, absence, member)
    elif {m.id for m in asked_of(absence)} <= said | {member.id} and not absence.open_to_others_at:
        _open(by, absence)


def _said(absence: Absence) -> set[object]:
    return set(
        db.session.scalars(
            select(CoverAnswer.team_member_id).where(CoverAnswer.absence_id == absence.id)
        )
    )


def _covers(by: Account, absence: Absence, member: TeamMember) -> None:
    absence.covered_by = member.id
    facts = {"team_member": str(member.id)}
    about = f"absence:{absence.id}"
    record("team.covered", by=by, person=absence.person_id, about=about, facts=facts)
    tell_person(by, db.session.get_one(Person, absence.person_id), _l("We know who comes instead"))


def _open(by: Account, absence: Absence) -> None:
    absence.open_to_others_at = now()
    record("team.cover-open", by=by, person=absence.person_id, about=f"absence:{absence.id}")


@action
def open_to_others(*, by: Account, viewer: Relation, absence: Absence, who: TeamMember) -> None:
    """Whoever looks after the team says: others can be asked now. Raises Refused."""
    absence = _locked(absence)
    _refuse_others(by, viewer, absence, who)
    if absence.covered_by is None and absence.open_to_others_at is None:
        _open(by, absence)


@action
def say_who_comes(
    *,
    by: Account,
    viewer: Relation,
    absence: Absence,
    who: TeamMember,
    mate: TeamMember | None = None,
    other: str = "",
) -> None:
    """Somebody of the team who has no account said yes by word; or somebody else comes.

    Somebody else only after the team: it is the person's own team that they know.
    """
    absence = _locked(absence)
    _refuse_others(by, viewer, absence, who)
    if absence.covered_by is not None or absence.other:
        raise Refused(FOUND)
    if mate is not None:
        fits = {m.id for m in mates_of(absence) if m.worker.account_id is None}
        if mate.id not in fits:
            raise Refused(NOT_YOURS)
        _covers(by, absence, mate)
        return
    if absence.open_to_others_at is None:
        raise Refused(OPEN_FIRST)
    absence.other = other
    record("team.cover-other", by=by, person=absence.person_id, about=f"absence:{absence.id}")
    tell_person(by, viewer.person, _l("We know who comes instead"))


def _refuse_others(by: Account, viewer: Relation, absence: Absence, who: TeamMember) -> None:
    right = absence.person_id == viewer.person.id and absence.team_member_id == who.id
    if not right or not may_change(by, viewer, who):
        raise Refused(NOT_YOURS)
