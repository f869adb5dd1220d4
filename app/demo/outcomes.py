"""What Mirabel wants, and how she and others say it is going: `year` holds the words."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

from app.accounts.models import Account
from app.database import now
from app.demo.year import LIVED, PRACTISED, TOLD, WANTED, Lived, Told, Wanted
from app.extensions import db
from app.outcomes.actions.differences import raise_if_different
from app.outcomes.actions.outcomes import ACHIEVED
from app.outcomes.models import (
    CheckIn,
    HowOften,
    LifeEntry,
    Outcome,
    OutcomeState,
    OutcomeTag,
    OutcomeText,
    PracticeAnswer,
    Question,
    Reminder,
    Step,
    StepState,
    ViewFrom,
)
from app.outcomes.models.check_ins import view_of
from app.people.models import CircleMember, Person, Relationship
from app.people.parts import Part
from app.people.predicates import Relation

Accounts = dict[str, Account]
Members = dict[str, CircleMember]
SUNDAY = 6


def load_outcomes(person: Person, accounts: Accounts, members: Members) -> None:
    """A year: outcomes and steps, check-ins, life, a reminder. Call inside `db.writing()`."""
    made = {key: _outcome(person, accounts, members, each) for key, each in WANTED.items()}
    for card, answer in PRACTISED:
        db.session.add(
            PracticeAnswer(
                person_id=person.id,
                card=card,
                answer=answer,
                said_by=accounts["person"].id,
                created_at=_ago(353),
            )
        )
    said = [_check_in(person, accounts, members, made, told) for told in TOLD]
    db.session.add_all(said)
    _life(person, accounts, members)
    db.session.add(_reminder(person))
    db.session.flush()
    _differences(person, accounts["person"], said)


def _ago(days: int) -> datetime:
    return now() - timedelta(days=days)


def _as(role: str, members: Members) -> Relationship | None:
    """As what somebody speaks; None for the person."""
    return None if role == "person" else members[role].relationship_kind


def _outcome(person: Person, accounts: Accounts, members: Members, each: Wanted) -> Outcome:
    by, began = accounts[each.by].id, _ago(each.stood[0][0])
    outcome = Outcome(
        person_id=person.id,
        made_by=by,
        made_as=_as(each.by, members),
        section=Part.PLAN_WANTS,
        created_at=began,
    )
    db.session.add(outcome)
    db.session.flush()
    db.session.add(
        OutcomeText(
            outcome_id=outcome.id,
            number=1,
            title=each.title,
            why=each.why,
            picture=each.picture,
            language="en",
            written_by=by,
            created_at=began,
        )
    )
    db.session.add_all(
        OutcomeState(
            outcome_id=outcome.id,
            number=number,
            lifecycle=lifecycle,
            achievement=ACHIEVED.get(lifecycle),
            words=words,
            said_by=by,
            created_at=_ago(days),
        )
        for number, (days, lifecycle, words) in enumerate(each.stood, start=1)
    )
    db.session.add_all(
        OutcomeTag(outcome_id=outcome.id, tag=tag, set_by=accounts["caremanager"].id)
        for tag in each.tags
    )
    _steps(outcome, accounts, members, each)
    return outcome


def _steps(outcome: Outcome, accounts: Accounts, members: Members, each: Wanted) -> None:
    for what, role, due, stands, days in each.steps:
        step = uuid.uuid4()
        db.session.add(
            Step(
                id=step,
                thread=step,
                outcome_id=outcome.id,
                number=1,
                what=what,
                who="me" if role == "person" else str(members[role].id),
                due_on=None if due is None else _ago(-due).date(),
                language="en",
                written_by=accounts["person"].id,
                created_at=_ago(each.stood[0][0] - 2),
            )
        )
        db.session.flush()
        db.session.add(
            StepState(
                thread=step,
                stands=stands,
                said_by=accounts["person"].id,
                created_at=_ago(days),
            )
        )


def _check_in(
    person: Person, accounts: Accounts, members: Members, made: dict[str, Outcome], told: Told
) -> CheckIn:
    is_person, is_staff = told.who == "person", told.question is Question.STAFF
    return CheckIn(
        person_id=person.id,
        outcome_id=made[told.about].id if told.question is Question.OUTCOME else None,
        about_member_id=members[told.about].id if is_staff else None,
        question=told.question,
        view_from=ViewFrom.ME if is_person else view_of(members[told.who].relationship_kind),
        said_by=accounts[told.who].id,
        seen_as=_as(told.who, members),
        answer=told.answer,
        words=told.words,
        observed=told.observed,
        means=told.means,
        language="en",
        present=_ids(members, told.there),
        alone=told.alone,
        helped_by=_ids(members, told.helped),
        answered_at=_ago(told.days),
        created_at=_ago(told.days),
    )


def _ids(members: Members, roles: tuple[str, ...]) -> list[str]:
    return [str(members[role].id) for role in roles]


def _life(person: Person, accounts: Accounts, members: Members) -> None:
    limit: uuid.UUID | None = None
    for each in LIVED:
        entry = _entry(person, accounts, members, each, limit if each.lifts else None)
        db.session.add(entry)
        db.session.flush()
        limit = entry.id if each.kind.value == "limit-began" else limit


def _entry(
    person: Person, accounts: Accounts, members: Members, each: Lived, lifts: uuid.UUID | None
) -> LifeEntry:
    return LifeEntry(
        person_id=person.id,
        kind=each.kind,
        happened_on=_ago(each.days).date(),
        minutes_a_week=None if each.hours is None else each.hours * 60,
        words=each.words,
        picture=each.picture,
        because=each.because,
        lifts_id=lifts,
        language="en",
        written_by=accounts[each.by].id,
        written_as=_as(each.by, members),
        created_at=_ago(each.days),
    )


def _reminder(person: Person) -> Reminder:
    """Each Sunday, from the next one on."""
    return Reminder(
        person_id=person.id,
        how_often=HowOften.WEEKLY,
        weekday=SUNDAY,
        next_on=_next(SUNDAY, now().date()),
    )


def _next(weekday: int, today: date) -> date:
    """The next such day after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def _differences(person: Person, by: Account, said: list[CheckIn]) -> None:
    """Where the newest views differ, the rule itself raises its point."""
    newest = {each.outcome_id: each for each in said if each.outcome_id is not None}
    for check_in in newest.values():
        raise_if_different(by=by, viewer=Relation(person, by.id, None), check_in=check_in)
