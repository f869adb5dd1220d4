"""Other people whom the council supports: made up, told in a line each, for the figures alone.

Nobody of Mirabel's circle meets them. Each has an account of their own, since only what people say
from their own account counts as theirs. Nobody can sign in with it: it has no password, no key and
no known phone, and stands nowhere on the demo's page.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from uuid_utils.compat import uuid7

from app.accounts.models import Account
from app.database import now
from app.extensions import db
from app.organisations.models import Organisation, OrganisationMember, Role
from app.outcomes.actions.outcomes import ACHIEVED
from app.outcomes.models import (
    CheckIn,
    Lifecycle,
    Outcome,
    OutcomeState,
    OutcomeText,
    Question,
    Said,
    ViewFrom,
)
from app.outcomes.quarters import Quarter, quarter_of
from app.people.actions.council import open_person
from app.people.actions.way_in import open_own_account

# Theirs is another care manager than Mirabel's.
CARE_MANAGER = "Araminta Duckwell"
# Letters to them would come here: no such place exists (RFC 2606).
POST = "neighbours.demo.example"
_WELL, _BETWEEN, _NOT = Said.WELL, Said.BETWEEN, Said.NOT_WELL


@dataclass(frozen=True)
class Course:
    """How it went for some of them: before, then, since when, and if they got what they want."""

    before: Said | None
    then: Said | None
    long: bool = False
    reached: bool = False


# Who they are, what they want, and its picture.
Neighbour = tuple[str, str, str]
GROUPS: tuple[tuple[Course, tuple[Neighbour, ...]], ...] = (
    (
        Course(_NOT, _WELL, long=True, reached=True),
        (
            ("Quillon", "A dog to walk on Fridays", "dog"),
            ("Marguerita", "Play my drum in the band", "music"),
            ("Osgood", "Cook for my brother", "cook"),
            ("Philomena", "My own key", "my_home"),
            ("Thaddeus", "The train to the castle", "travel"),
            ("Clementia", "A shelf for my shells", "my_home"),
        ),
    ),
    (
        Course(_BETWEEN, _WELL, long=True),
        (
            ("Evander", "A friend to phone", "friends"),
            ("Isolde", "Swim without a float", "swimming"),
        ),
    ),
    (
        Course(_WELL, _WELL, long=True),
        (
            ("Barnard", "Go on with my pumpkins", "garden"),
            ("Leocadia", "Paint big boats", "paint"),
            ("Ambrosius", "Football on Tuesday", "football"),
            ("Winnifold", "Keep my two fish", "fish"),
            ("Ottoline", "Tea with my neighbours", "friends"),
            ("Percival", "Buy my own bread", "shopping"),
        ),
    ),
    (
        Course(_WELL, _BETWEEN, long=True),
        (
            ("Gwendolen", "Work in the café", "work"),
            ("Lucasta", "See my cousin", "friends"),
            ("Hartley", "Sleep through the night", "wellness"),
        ),
    ),
    (
        Course(_NOT, _BETWEEN),
        (
            ("Dorothea", "Learn to read the bus sign", "learn"),
            ("Fennimoor", "Go to the sea one time", "holiday"),
            ("Honoria", "Dance on Saturday", "music"),
            ("Jocelyn", "A quiet flat", "my_home"),
            ("Kester", "Wash the fire engine", "work"),
        ),
    ),
    (Course(_BETWEEN, _BETWEEN), (("Mehitabel", "Grow a lemon", "garden"),)),
    (
        Course(None, _BETWEEN),
        (
            ("Nathaniella", "Sing where others hear it", "music"),
            ("Octavian", "Mend clocks", "learn"),
            ("Rosamunda", "A picnic with my aunt", "friends"),
            ("Silvanus", "Ride a horse", "holiday"),
            ("Tobiah", "Choose my own coat", "shopping"),
        ),
    ),
    (
        Course(None, None),
        (
            ("Ursilla", "A bigger window", "my_home"),
            ("Valentius", "Bake bread", "cook"),
            ("Wystan", "Watch the trains", "travel"),
            ("Xanthe", "A garden bench", "garden"),
            ("Yolanthe", "Learn my sister's song", "music"),
        ),
    ),
)


@dataclass(frozen=True)
class Opened:
    """Somebody with a page and an account of their own."""

    person_id: uuid.UUID
    account_id: uuid.UUID
    # Theirs alone: on which days they speak.
    number: int


def load_neighbours(council: Organisation) -> None:
    """People, what they want, and what they say of it. Call inside `db.writing()`."""
    care_manager = _care_manager(council)
    over = quarter_of(now()).before
    told: list[Any] = []
    number = 0
    for course, neighbours in GROUPS:
        for called, wants, picture in neighbours:
            number += 1
            who = _opened(care_manager, called, number)
            began = _day(_far(over) if course.long else over.before, number)
            outcome = Outcome(
                id=uuid7(), person_id=who.person_id, made_by=who.account_id, created_at=began
            )
            db.session.add(outcome)
            told += _wanted(outcome, who, course, (wants, picture), over)
            told += _said(outcome, who, course, over)
    db.session.flush()
    db.session.add_all(told)
    db.session.flush()


def _care_manager(council: Organisation) -> Account:
    made = Account(email=f"care.manager@{POST}", name=CARE_MANAGER, is_work=True)
    db.session.add(made)
    db.session.flush()
    db.session.add(
        OrganisationMember(
            organisation_id=council.id,
            account_id=made.id,
            role=Role.CARE_MANAGER,
            started_at=now(),
            accepted_at=now(),
        )
    )
    db.session.flush()
    return made


def _opened(by: Account, called: str, number: int) -> Opened:
    """A page with a name and a contact, and the person's own account."""
    person = open_person(
        by=by, key=uuid7(), called=called, contact=f"By letter, box {number}", language="en"
    )
    assert person is not None
    account = open_own_account(by=by, person=person, email=f"box{number}@{POST}")
    return Opened(person.id, account.id, number)


def _wanted(
    outcome: Outcome, who: Opened, course: Course, wants: tuple[str, str], over: Quarter
) -> Iterator[Any]:
    """What they want, and where it stood when."""
    yield OutcomeText(
        outcome_id=outcome.id,
        number=1,
        title=wants[0],
        picture=wants[1],
        language="en",
        written_by=who.account_id,
        created_at=outcome.created_at,
    )
    moves = [(Lifecycle.ACTIVE, outcome.created_at)]
    if course.reached:
        moves.append((Lifecycle.COMPLETED, _day(over, who.number) + timedelta(days=1)))
    for place, (lifecycle, at) in enumerate(moves, start=1):
        yield OutcomeState(
            outcome_id=outcome.id,
            number=place,
            lifecycle=lifecycle,
            achievement=ACHIEVED[lifecycle],
            said_by=who.account_id,
            created_at=at,
        )


def _said(outcome: Outcome, who: Opened, course: Course, over: Quarter) -> Iterator[CheckIn]:
    for answer, at in _answers(course, over, who.number):
        yield CheckIn(
            person_id=who.person_id,
            outcome_id=outcome.id,
            question=Question.OUTCOME,
            view_from=ViewFrom.ME,
            said_by=who.account_id,
            answer=answer,
            language="en",
            answered_at=at,
            created_at=at,
        )


def _answers(course: Course, over: Quarter, number: int) -> Iterator[tuple[Said, datetime]]:
    if course.before is not None:
        times = [over.before.before, over.before] if course.long else [over.before]
        for quarter in [*([_far(over)] if course.long else []), *times]:
            yield course.before, _day(quarter, number)
    if course.then is not None:
        yield course.then, _day(over, number)
        # And again some days ago, in the quarter that has just begun.
        yield course.then, now() - timedelta(days=2)


def _far(over: Quarter) -> Quarter:
    """A quarter more than a year before the end of this one: who began then began before."""
    return over.before.before.before.before


def _day(quarter: Quarter, number: int) -> datetime:
    """A day of the quarter, another one for each of them."""
    return quarter.begins + timedelta(days=5 + 2 * number)
